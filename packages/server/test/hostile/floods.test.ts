import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeCodes, encodeMoveIntent, restErrorSchema, signalPath } from '@atrium/protocol';
import { expectNothingRemains, settledMemoryBytes } from '../support/nothingRemains.ts';
import { RawSocket, clientFrame, openRawWebSocket, opcodes } from '../support/rawSocket.ts';
import { RawWalker } from '../support/rawWalker.ts';
import { startTestServer } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';
import { Witnesses } from '../support/witnesses.ts';

const path = signalPath('yard');
const floodFrames = 5_000;
let server: TestServer;
let witnesses: Witnesses;

beforeEach(async () => {
  server = await startTestServer({
    // Those of one address who say nothing are all there when the next one comes, on whatever machine.
    limits: { detachedMs: 100, helloTimeoutMs: 10_000 },
    configuration: { maxUnauthenticatedPerAddress: 50, maxConnections: 400, guestsPerMinute: 20 },
  });
  witnesses = await Witnesses.enter(server);
});

afterEach(async () => {
  await witnesses.expectUndisturbed();
  await witnesses.leave();
  await expectNothingRemains(server);
  await server.remove();
});

/** Sends one frame thousands of times, all at once. */
function flood(walker: RawWalker, frame: (time: number) => string | Uint8Array): void {
  for (let time = 0; time < floodFrames; time++) walker.sendBytes(frame(time));
}

describe('a flood', () => {
  test('of MoveIntents is dropped without answers, then closed', async () => {
    const cheat = await RawWalker.enter(server, { spawnPointId: 'in-the-open' });
    const { x, y } = cheat.place;
    const intent = { moveEpoch: cheat.moveEpoch, x, y, facing: 'S', state: 'walking', ageMs: 0 } as const;
    flood(cheat, (time) => encodeMoveIntent({ ...intent, sequence: time + 1 }));
    await witnesses.expectUndisturbed();
    expect(await cheat.closed()).toBe(closeCodes.flood);
    expect(cheat.corrections).toEqual([]);
    expect(cheat.all('error')).toEqual([]);
  });

  test('of MoveIntents into a wall is answered no more often than a person could walk', async () => {
    const cheat = await RawWalker.enter(server, { spawnPointId: 'west-of-passage' });
    const intent = { x: 6.5, y: 3.5, facing: 'S', state: 'walking', ageMs: 0 } as const;
    flood(cheat, (time) => encodeMoveIntent({ ...intent, moveEpoch: cheat.moveEpoch, sequence: time + 1 }));
    expect(await cheat.closed()).toBe(closeCodes.flood);
    expect(cheat.corrections).toHaveLength(1);
  });

  test('of requests gets a share of answers, then refusals, then its end', async () => {
    const cheat = await RawWalker.enter(server, { spawnPointId: 'in-the-open' });
    flood(cheat, (time) => JSON.stringify({ type: 'people.list', id: time }));
    expect(await cheat.closed()).toBe(closeCodes.flood);
    expect(cheat.all('people.list.ok').length).toBeLessThan(20);
    expect(new Set(cheat.all('error').map(({ code }) => code))).toEqual(new Set(['rate_limited']));
    expect(cheat.all('error').length).toBeLessThan(200);
  });

  test('of hellos is ended at the second', async () => {
    const cheat = new RawWalker(server);
    await cheat.opened();
    const { token } = await server.guests.issue({ personId: 'cheat', name: 'Cheat', role: 'Guest' });
    for (let time = 0; time < 500; time++) void cheat.hello({ token });
    expect(await cheat.closed()).toBe(closeCodes.badMessage);
  });

  test('of pings by somebody who never reads does not fill the memory', async () => {
    const raw = await openRawWebSocket(server.port, path);
    raw.socket.pause();
    const ping = clientFrame({ opcode: opcodes.ping, payload: Buffer.alloc(125) });
    // More than the network itself could hold of the answers.
    raw.write(Buffer.concat(Array.from({ length: 80_000 }, () => ping)));
    let mostQueued = 0;
    await until(() => {
      mostQueued = Math.max(mostQueued, server.atrium.stats().queuedBytes);
      return server.atrium.stats().sockets === 2;
    }, 'the end of the one who floods');
    expect(mostQueued).toBeLessThan(64 * 1024);
    raw.destroy();
  });

  test('of unasked pongs is ended as well', async () => {
    const cheat = await RawWalker.enter(server, { spawnPointId: 'in-the-open' });
    for (let time = 0; time < floodFrames; time++) cheat.webSocket.pong();
    expect(await cheat.closed()).toBe(closeCodes.flood);
  });

  test('of Zone changes is stopped, and going out is not', async () => {
    const cheat = await RawWalker.enter(server, { spawnPointId: 'at-team' });
    const outside = { x: 13.5, y: 9.5 };
    const inside = { x: 14.5, y: 9.5 };
    // As fast as the budget of distance allows: a tile each way.
    const hopping = setInterval(() => cheat.claim(cheat.place.x < 14 ? inside : outside), 50);
    try {
      await until(
        () => cheat.corrections.some(({ reason }) => reason === 'zone-hopping' || reason === 'too-far'),
        'a PositionCorrection',
      );
    } finally {
      clearInterval(hopping);
    }
    expect(cheat.all('snapshot').length).toBeLessThan(20);
    await cheat.leave();
  });

  test('of requests over HTTP is refused by address, and others get through', async () => {
    const ask = (address?: string) => askForToken(address);
    const statuses = [];
    for (let time = 0; time < 25; time++) statuses.push((await ask()).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(restErrorSchema.parse(refused.body).code).toBe('rate_limited');
    expect((await ask('127.0.0.2')).status).toBe(200);
  });

  async function askForToken(localAddress = '127.0.0.1'): Promise<{ status: number; body: unknown }> {
    const raw = new RawSocket(server.port, localAddress);
    const body = '{"name":"Somebody"}';
    const head = [
      'POST /api/v1/guests HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Connection: close',
    ];
    raw.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    return raw.readRefusal();
  }
});

describe('a flood of connections', () => {
  test('from one address is refused beyond its share, and other addresses are not', async () => {
    const silent = await Promise.all(
      Array.from({ length: 50 }, () => openRawWebSocket(server.port, path, '127.0.0.3')),
    );
    const refusals = await Promise.all(
      Array.from({ length: 50 }, () => {
        const raw = new RawSocket(server.port, '127.0.0.3');
        raw.upgrade(path);
        return raw.readRefusal();
      }),
    );
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ status: 429, body: { code: 'too_many_connections' } });
    }
    const other = await RawWalker.enter(server, { localAddress: '127.0.0.4' });
    expect(await silent[0]?.readCloseCode()).toBe(closeCodes.helloTimeout);
    for (const raw of silent) raw.destroy();
    await until(() => server.atrium.stats().unauthenticated === 0, 'the end of the silent ones');
    const late = await RawWalker.enter(server, { localAddress: '127.0.0.3' });
    await Promise.all([other.leave(), late.leave()]);
  });

  test('that come and go leave no memory behind', async () => {
    const comeAndGo = async (times: number) => {
      for (let round = 0; round < times; round++) {
        const raws = await Promise.all(Array.from({ length: 40 }, () => openRawWebSocket(server.port, path)));
        for (const raw of raws) raw.socket.resetAndDestroy();
        await until(() => server.atrium.stats().unauthenticated === 0, 'the end of a round');
      }
    };
    await comeAndGo(3);
    const before = await settledMemoryBytes();
    await comeAndGo(25);
    expect((await settledMemoryBytes()) - before).toBeLessThan(4 * 1024 * 1024);
  });

  test('of one person who comes in again and again is one person, and nobody sees a flicker', async () => {
    const options = { personId: 'restless', spawnPointId: 'in-the-open' };
    let last = await RawWalker.enter(server, options);
    const joinedBefore = witnesses.watcher.all('peer.joined').length;
    for (let time = 0; time < 15; time++) {
      const next = await RawWalker.enter(server, options);
      expect(await last.closed()).toBe(closeCodes.replaced);
      last = next;
    }
    expect(server.atrium.stats().people).toBe(3);
    expect(witnesses.watcher.all('peer.joined')).toHaveLength(joinedBefore);
    expect(witnesses.watcher.all('peer.left')).toEqual([]);
    await last.leave();
  });

  test('of one person who comes in again and again without end is refused, and others get in', async () => {
    const options = { personId: 'loop', spawnPointId: 'in-the-open' };
    const joinedBefore = witnesses.watcher.all('peer.joined').length;
    const refused: RawWalker[] = [];
    for (let time = 0; time < 60; time++) {
      const walker = new RawWalker(server, options);
      await walker.opened();
      await walker.hello(options);
      await until(() => walker.zoneId !== '' || walker.closeCode !== undefined, 'an answer');
      if (walker.closeCode === undefined) await walker.leave();
      else refused.push(walker);
    }
    expect(refused.length).toBeGreaterThan(30);
    expect(new Set(refused.map(({ closeCode }) => closeCode))).toEqual(new Set([closeCodes.flood]));
    expect(refused[0]?.all('error').map(({ code }) => code)).toEqual(['rate_limited']);
    expect(witnesses.watcher.all('peer.joined').length - joinedBefore).toBeLessThan(30);
    const other = await RawWalker.enter(server, { spawnPointId: 'in-the-open' });
    await other.leave();
  });
});
