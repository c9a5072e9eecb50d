import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeCodes, decodePresenceFrame, protocolVersion, signalPath } from '@atrium/protocol';
import { expectNothingRemains, settledMemoryBytes } from '../support/nothingRemains.ts';
import type { RawSocket, ReceivedFrame } from '../support/rawSocket.ts';
import { clientFrame, openRawWebSocket, opcodes } from '../support/rawSocket.ts';
import { RawWalker, plainLook } from '../support/rawWalker.ts';
import { startTestServer } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';
import { Witnesses } from '../support/witnesses.ts';

const path = signalPath('yard');
const unlimited = { burst: 1_000_000, perSecond: 1_000_000 };
/** All who never say hello are to be there at the same time, on whatever machine. */
const helloTimeoutMs = 12_000;
/** Who reads nothing for a while is not taken for gone, on whatever machine. */
const patientMs = 600_000;
let deadAfterMs = patientMs;
let server: TestServer;
let witnesses: Witnesses;
const raws: RawSocket[] = [];
const crowd: RawWalker[] = [];

beforeEach(async () => {
  server = await startTestServer({
    limits: {
      detachedMs: 100,
      deadAfterMs,
      helloTimeoutMs,
      peopleLists: unlimited,
      pings: unlimited,
      messages: unlimited,
    },
  });
  witnesses = await Witnesses.enter(server);
});

afterEach(async () => {
  await witnesses.expectUndisturbed();
  for (const raw of raws.splice(0)) raw.destroy();
  for (const walker of crowd.splice(0)) walker.vanish();
  await witnesses.leave();
  await expectNothingRemains(server);
  await server.remove();
});

/** Somebody who is in, and reads from then on only when they are told to. */
async function enterSlowly(personId: string): Promise<RawSocket> {
  const raw = await openRawWebSocket(server.port, path);
  raws.push(raw);
  const { token } = await server.guests.issue({ personId, name: 'Slow', role: 'Guest' });
  const hello = {
    type: 'hello',
    id: 1,
    protocolVersion,
    token,
    look: plainLook,
    spawnPointId: 'in-the-open',
  };
  raw.sendFrame({ opcode: opcodes.text, payload: JSON.stringify(hello) });
  for (;;) {
    const frame = await raw.readFrame();
    if (frame === undefined) throw new Error('Entry was refused.');
    // The ticket is the last of what entry brings.
    if (frame.payload.includes('"ticket"')) break;
  }
  raw.socket.pause();
  return raw;
}

/** People with long names make long answers. */
async function gatherCrowd(): Promise<void> {
  const name = '名'.repeat(40);
  const people = Array.from({ length: 40 }, () => RawWalker.enter(server, { name, spawnPointId: 'spawn-1' }));
  crowd.push(...(await Promise.all(people)));
}

const question = clientFrame({ opcode: opcodes.text, payload: '{"type":"people.list","id":7}' });

/** Asks and does not read the answers, until the network takes no more of them. */
async function backUp(raw: RawSocket): Promise<void> {
  const waiting = () => server.atrium.stats().queuedBytes;
  for (;;) {
    for (let asked = 0; asked < 5; asked++) raw.write(question);
    await witnesses.walker.settled();
    const before = waiting();
    if (before === 0) continue;
    await witnesses.walker.settled();
    await witnesses.expectUndisturbed();
    if (waiting() === before) return;
  }
}

/** Reads again: everything up to a frame that is awaited, and what was under way with it. */
async function readAll(
  raw: RawSocket,
  isAwaited: (frame: ReceivedFrame) => boolean,
): Promise<ReceivedFrame[]> {
  const frames: ReceivedFrame[] = [];
  raw.socket.resume();
  while (!frames.some(isAwaited)) {
    const frame = await raw.readFrame();
    if (frame === undefined) throw new Error('The connection ended.');
    frames.push(frame);
  }
  // Everything that was under way has arrived when the answer to a last question has.
  raw.sendFrame({ opcode: opcodes.text, payload: '{"type":"ping","id":4711}' });
  for (;;) {
    const frame = await raw.readFrame();
    if (frame === undefined) throw new Error('The connection ended.');
    if (frame.payload.includes('4711')) return frames;
    frames.push(frame);
  }
}

describe('a reader that stops reading', () => {
  test('is sent no presence meanwhile, and then one frame with the latest of everybody', async () => {
    await gatherCrowd();
    const slow = await enterSlowly('slow');
    await backUp(slow);
    const { walker } = witnesses;
    const waitingBefore = server.atrium.stats().queuedBytes;
    const missed: string[] = [];
    for (let step = 0; step < 24; step++) {
      await witnesses.expectUndisturbed();
      missed.push(`${walker.place.x} ${walker.place.y}`);
    }
    // Somewhere it has not been before.
    const last = { x: walker.place.x + 0.75, y: walker.place.y };
    walker.claim(last);
    await until(
      () => witnesses.watcher.peers.get(walker.networkId)?.place.x === walker.place.x,
      'the last step',
    );
    // The total counts everybody's: a frame may be on its way to one who reads.
    await until(() => server.atrium.stats().queuedBytes <= waitingBefore, 'nothing more for the slow one');

    const updatesIn = ({ opcode, payload }: ReceivedFrame) =>
      opcode === opcodes.binary
        ? (decodePresenceFrame(payload)?.updates ?? []).filter(
            ({ networkId }) => networkId === walker.networkId,
          )
        : [];
    const frames = await readAll(slow, (frame) => updatesIn(frame).some(({ x }) => x === walker.place.x));
    await witnesses.walker.settled();
    const places = frames.map(updatesIn);
    const latest = places.filter((updates) => updates.some(({ x }) => x === walker.place.x));
    expect(latest).toHaveLength(1);
    expect(latest[0]).toHaveLength(1);
    expect(frames.length).toBeGreaterThan(missed.length);
    // Some of the first steps went out while the network still took them; not all of what came after.
    expect(places.filter((updates) => updates.length > 0).length).toBeLessThan(missed.length);
  });

  test('and asks on is closed as a slow consumer, and its memory is given back', async () => {
    await gatherCrowd();
    await witnesses.expectUndisturbed();
    const before = await settledMemoryBytes();
    const slow = await enterSlowly('greedy');
    await backUp(slow);
    const asking = setInterval(() => slow.write(question), 5);
    try {
      await until(() => server.atrium.stats().people === 42, 'the end of the one who does not read');
    } finally {
      clearInterval(asking);
    }
    expect(server.atrium.stats().queuedBytes).toBeLessThan(600 * 1024);
    // It never answers the close frame, so its socket is dropped.
    await until(() => server.atrium.stats().sockets === 42, 'the end of its socket');
    await until(() => server.atrium.stats().queuedBytes === 0, 'the end of what waited for it');
    slow.destroy();
    expect((await settledMemoryBytes()) - before).toBeLessThan(8 * 1024 * 1024);
  });
});

describe('a half-open socket', () => {
  beforeAll(() => void (deadAfterMs = 4_000));
  afterAll(() => void (deadAfterMs = patientMs));

  test('of somebody who is in is given up, and the others see them leave', async () => {
    const gone = await enterSlowly('gone');
    await until(() => witnesses.watcher.peer('gone') !== undefined, 'their arrival');
    await until(() => witnesses.watcher.peer('gone') === undefined, 'their departure');
    await until(() => server.atrium.stats().sockets === 2, 'the end of their socket');
    gone.socket.resume();
    expect(await gone.readCloseCode()).toBe(closeCodes.silent);
  });
});

describe('thousands of connections', () => {
  const addresses = Array.from({ length: 10 }, (_, at) => `127.0.1.${at + 1}`);
  const perAddress = 200;
  /**
   * So many at a time: they share a process with the server, which drops whoever has not asked within 5 s. What a busy
   * machine has connected, it then also comes to ask for.
   */
  const atATime = 50;

  test('that never say hello disturb nobody, and are gone when their time is over', async () => {
    const before = await settledMemoryBytes();
    const silent: RawSocket[] = [];
    for (const address of addresses) {
      for (let opened = 0; opened < perAddress; opened += atATime) {
        const some = Array.from({ length: atATime }, () => openRawWebSocket(server.port, path, address));
        silent.push(...(await Promise.all(some)));
      }
      await witnesses.expectUndisturbed();
    }
    raws.push(...silent);
    expect(server.atrium.stats().sockets).toBeGreaterThan(1_000);
    await witnesses.expectUndisturbed();
    const late = await RawWalker.enter(server, { spawnPointId: 'in-the-open' });
    await until(() => witnesses.watcher.peer(late.personId) !== undefined, 'one more who is welcome');
    await late.leave();
    await until(() => silent.every((raw) => raw.ended), 'the end of those who said nothing');
    await witnesses.expectUndisturbed();
    expect(server.atrium.stats()).toMatchObject({ sockets: 2, unauthenticated: 0 });
    const codes = await Promise.all(silent.map((raw) => raw.readCloseCode()));
    expect(new Set(codes)).toEqual(new Set([closeCodes.helloTimeout]));
    for (const raw of raws.splice(0)) raw.destroy();
    silent.length = 0;
    expect((await settledMemoryBytes()) - before).toBeLessThan(10 * 1024 * 1024);
  });
});
