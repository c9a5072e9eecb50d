import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeMoveIntent, frameKinds, protocolVersion, signalPath } from '@atrium/protocol';
import { createWorldSpace, facings } from '@atrium/world';
import { inLongRuns, seedsUpTo } from '@atrium/world/testing';
import { expectNothingRemains } from '../support/nothingRemains.ts';
import type { RawSocket } from '../support/rawSocket.ts';
import { clientFrame, openRawWebSocket, opcodes } from '../support/rawSocket.ts';
import { RawWalker, plainLook } from '../support/rawWalker.ts';
import { RoamingWalker } from '../support/roamingWalker.ts';
import type { SeededRandom } from '../support/seededRandom.ts';
import { createSeededRandom } from '../support/seededRandom.ts';
import { takeTurns } from '../support/takeTurns.ts';
import { startTestServer } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';
import { Witnesses } from '../support/witnesses.ts';
import { yard } from '../support/yard.ts';

/** A seed that once failed stays in its list. */
const noiseSeeds = seedsUpTo(inLongRuns(60, 6));
const walkSeeds = [11, 12, 13, 14, ...inLongRuns(seedsUpTo(10), [])];

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ limits: { detachedMs: 300, gateIdleMs: 300, gateHeldMs: 600 } });
});

afterEach(async () => {
  await expectNothingRemains(server);
  await server.remove();
});

describe('noise on live sockets', () => {
  const connections = 40;
  const framesEach = 12;

  test.each(noiseSeeds)('harms nobody (seed %i)', async (seed) => {
    const random = createSeededRandom(seed);
    const witnesses = await Witnesses.enter(server);
    const { token } = await server.guests.issue({ personId: 'noise', name: 'Noise', role: 'Guest' });
    const hello = { type: 'hello', id: 1, protocolVersion, token, look: plainLook };
    for (let connection = 0; connection < connections; connection++) {
      const raw = await openRawWebSocket(server.port, signalPath('yard'));
      if (random.chance(0.7)) raw.sendFrame({ opcode: opcodes.text, payload: JSON.stringify(hello) });
      for (let frame = 0; frame < framesEach; frame++) raw.write(noise(random, hello));
      await part(raw, random);
      if (connection % 10 === 0) await witnesses.expectUndisturbed();
    }
    await witnesses.expectUndisturbed();
    await witnesses.leave();
  });

  async function part(raw: RawSocket, random: SeededRandom): Promise<void> {
    if (random.chance(0.3)) raw.socket.resetAndDestroy();
    else if (random.chance(0.5)) raw.socket.end();
    else {
      raw.sendFrame({ opcode: opcodes.close, payload: Uint8Array.of(0x03, 0xe8) });
      raw.socket.end();
    }
    await raw.untilEnded();
    raw.destroy();
  }

  function noise(random: SeededRandom, hello: object): Uint8Array {
    const kind = random.whole(6);
    if (kind === 0) return random.bytes(random.whole(200));
    if (kind === 1) {
      return clientFrame({
        fin: random.chance(0.8),
        reserved: random.chance(0.9) ? 0 : random.whole(8),
        opcode: random.whole(16),
        masked: random.chance(0.9),
        payload: random.bytes(random.whole(130)),
      });
    }
    if (kind === 2) {
      const payload = Uint8Array.of(random.pick(Object.values(frameKinds)), ...random.bytes(10));
      return clientFrame({ opcode: opcodes.binary, payload });
    }
    if (kind === 3) {
      const intent = {
        moveEpoch: random.whole(3),
        sequence: random.whole(0x1_0000),
        ageMs: random.whole(256),
      };
      const at = { x: random.next() * 23, y: random.next() * 13, facing: random.pick(facings) };
      return clientFrame({
        opcode: opcodes.binary,
        payload: encodeMoveIntent({ ...intent, ...at, state: random.pick(['idle', 'walking', 'sitting']) }),
      });
    }
    const type = random.pick(['ping', 'leave', 'people.list', 'hello', 'hello.ok', '']);
    const text = JSON.stringify(kind === 4 ? hello : { type, id: random.whole(99) });
    return clientFrame({ opcode: opcodes.text, payload: mutate(text, random) });
  }

  function mutate(text: string, random: SeededRandom): Uint8Array {
    const bytes = Buffer.from(text);
    if (random.chance(0.4)) return bytes;
    for (let change = random.whole(4); change >= 0; change--) {
      bytes[random.whole(bytes.length)] = random.whole(256);
    }
    return bytes.subarray(0, random.chance(0.3) ? random.whole(bytes.length) : bytes.length);
  }
});

describe('many walkers who lose their connections', () => {
  const people = 20;
  const turns = 30;
  const turnMs = 70;
  const space = createWorldSpace(yard);

  test.each(walkSeeds)('agree with the server in the end on who is where (seed %i)', async (seed) => {
    const random = createSeededRandom(seed);
    const roamers = Array.from({ length: people }, () => new RoamingWalker(server, space, random));
    await Promise.all(roamers.map((roamer) => roamer.enter(false)));
    await takeTurns(roamers, turns, turnMs);
    await Promise.all(roamers.map((roamer) => roamer.comeToRest()));
    await Promise.all(roamers.map(({ walker }) => walker.settled()));
    const walkers = roamers.map(({ walker }) => walker);
    await until(
      () => disagreements(walkers).length === 0,
      () => `agreement; what differs: ${disagreements(walkers).slice(0, 5).join('; ')}`,
    );
    expect(roamers.reduce((sum, { entries }) => sum + entries, 0)).toBeGreaterThan(people);
    expect(new Set(walkers.map(({ zoneId }) => zoneId)).size).toBeGreaterThan(1);
    expect(server.atrium.stats().people).toBe(people);
    const audits: RawWalker[] = [];
    for (const walker of walkers) audits.push(await expectServerAgrees(walker));
    await expectPeopleListAgrees(audits);
    await Promise.all(audits.map((audit) => audit.leave()));
  });

  /** What one of them believes of another that the other does not. */
  function disagreements(walkers: readonly RawWalker[]): string[] {
    return walkers.flatMap((walker) => {
      const others = walkers.filter((other) => other !== walker && other.zoneId === walker.zoneId);
      const unknown = others
        .filter((other) => JSON.stringify(walker.peer(other.personId)?.place) !== JSON.stringify(other.place))
        .map((other) => {
          const believed = JSON.stringify(walker.peer(other.personId)?.place);
          return `${walker.personId} believes ${other.personId} at ${believed}, not ${JSON.stringify(other.place)}`;
        });
      const extra = walker.peers.size - others.length;
      return extra > 0 ? [...unknown, `${walker.personId} sees ${extra} who are not there`] : unknown;
    });
  }

  /** A second tab is told where its person is and who is there: what the server holds to be so. */
  async function expectServerAgrees(walker: RawWalker): Promise<RawWalker> {
    const audit = await RawWalker.enter(server, { personId: walker.personId, name: walker.name });
    expect(audit.place).toEqual(walker.place);
    expect(audit.zoneId).toBe(walker.zoneId);
    const known = (one: RawWalker) =>
      [...one.peers].map(([id, { personId, place }]) => `${id} ${personId} ${JSON.stringify(place)}`).sort();
    expect(known(audit)).toEqual(known(walker));
    return audit;
  }

  async function expectPeopleListAgrees(walkers: readonly RawWalker[]): Promise<void> {
    const asking = walkers[0];
    const reply = await asking?.reply(asking.send({ type: 'people.list' }));
    if (reply?.type !== 'people.list.ok') throw new Error(`The reply was ${reply?.type ?? 'none'}.`);
    const listed = new Map(reply.people.map(({ personId, zoneId }) => [personId, zoneId]));
    expect(listed).toEqual(new Map(walkers.map(({ personId, zoneId }) => [personId, zoneId])));
  }
});
