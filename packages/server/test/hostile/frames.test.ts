import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { closeCodes, frameKinds, protocolVersion, signalPath, wireLimits } from '@atrium/protocol';
import { expectNothingRemains } from '../support/nothingRemains.ts';
import { RawSocket, clientFrame, openRawWebSocket, opcodes } from '../support/rawSocket.ts';
import { RawWalker, plainLook } from '../support/rawWalker.ts';
import { startTestServer } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';
import { Witnesses } from '../support/witnesses.ts';

const path = signalPath('yard');
let server: TestServer;
let witnesses: Witnesses;

beforeAll(async () => {
  server = await startTestServer({ limits: { detachedMs: 100 } });
  witnesses = await Witnesses.enter(server);
});

afterEach(async () => {
  await witnesses.expectUndisturbed();
  await until(() => server.atrium.stats().sockets === 2, 'only the witnesses');
});

afterAll(async () => {
  await witnesses.leave();
  await expectNothingRemains(server);
  await server.remove();
});

/** Somebody who is in, on a socket that sends any bytes. */
async function enterRaw(): Promise<RawSocket> {
  const raw = await openRawWebSocket(server.port, path);
  const { token } = await server.guests.issue({ personId: 'raw', name: 'Raw', role: 'Guest' });
  const hello = { type: 'hello', id: 1, protocolVersion, token, look: plainLook };
  raw.sendFrame({ opcode: opcodes.text, payload: JSON.stringify(hello) });
  for (;;) {
    const frame = await raw.readFrame();
    if (frame === undefined) throw new Error('Entry was refused.');
    if (frame.payload.includes('snapshot')) return raw;
  }
}

describe('messages that mean nothing', () => {
  const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;

  test.each<[string, string | Uint8Array]>([
    ['no JSON', 'hello'],
    ['half of one', '{"type":"ping","id":'],
    ['no message', '[]'],
    ['null', 'null'],
    ['one without a type', '{"id":1}'],
    ['one of an unknown type', '{"type":"admin.kick","id":1}'],
    ['one of the server', '{"type":"hello.ok","id":1}'],
    ['one with more than it should have', '{"type":"ping","id":1,"admin":true}'],
    ['one with a wrong id', '{"type":"ping","id":-1}'],
    ['one with a prototype', '{"type":"ping","id":1,"__proto__":{"admin":true}}'],
    ['one that nests', deep],
    ['an empty text', ''],
    ['an empty frame', new Uint8Array()],
    ['a frame of an unknown kind', Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['a presence frame', Uint8Array.of(frameKinds.presence, 0, 0, 0, 0)],
    ['a MoveIntent cut short', Uint8Array.of(frameKinds.moveIntent, 0, 0, 0, 0)],
    ['a MoveIntent that goes on', Uint8Array.of(frameKinds.moveIntent, ...Array<number>(11).fill(0))],
    ['a MoveIntent of no posture', Uint8Array.of(frameKinds.moveIntent, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0)],
  ])('%s: the connection is closed with badMessage', async (_what, bytes) => {
    const walker = await RawWalker.enter(server);
    walker.sendBytes(bytes);
    expect(await walker.closed()).toBe(closeCodes.badMessage);
    expect(walker.all('error').at(-1)?.code).toBe('bad_message');
  });
});

describe('messages that are too big', () => {
  test('close the connection, announced or not', async () => {
    const walker = await RawWalker.enter(server);
    walker.sendBytes('x'.repeat(wireLimits.messageBytes + 1));
    expect(await walker.closed()).toBe(closeCodes.messageTooBig);
    const raw = await enterRaw();
    raw.write(clientFrame({ opcode: opcodes.text, claimedLength: 2 ** 50 }));
    expect(await raw.readCloseCode()).toBe(closeCodes.messageTooBig);
    raw.destroy();
  });

  test('in many small fragments close the connection, too', async () => {
    const raw = await enterRaw();
    raw.sendFrame({ opcode: opcodes.text, fin: false, payload: 'x'.repeat(60_000) });
    raw.sendFrame({ opcode: opcodes.continuation, fin: false, payload: 'x'.repeat(60_000) });
    expect(await raw.readCloseCode()).toBe(closeCodes.messageTooBig);
    raw.destroy();
  });
});

describe('frames that break the WebSocket protocol', () => {
  const crumbs = Array.from({ length: 5_000 }, (_, at) =>
    clientFrame({ opcode: at === 0 ? opcodes.text : opcodes.continuation, fin: false, payload: 'x' }),
  );

  test.each<[string, Buffer, number]>([
    ['without a mask', clientFrame({ opcode: opcodes.text, masked: false, payload: '{}' }), 1002],
    ['with reserved bits', clientFrame({ opcode: opcodes.text, reserved: 7, payload: '{}' }), 1002],
    ['of opcodes that do not exist', clientFrame({ opcode: 5, payload: 'x' }), 1002],
    ['with invalid UTF-8', clientFrame({ opcode: opcodes.text, payload: Buffer.of(0xff, 0xfe) }), 1007],
    ['in thousands of fragments', Buffer.concat(crumbs), 1008],
    ['of noise', Buffer.from('\u0000\u0001GET / HTTP/1.1\r\n\r\n'), 1002],
  ])('%s end their connection, and no other', async (_what, bytes, code) => {
    const raw = await enterRaw();
    raw.write(bytes);
    expect(await raw.readCloseCode()).toBe(code);
    raw.destroy();
  });

  test('cut in the middle leave nothing behind', async () => {
    const raw = await enterRaw();
    raw.write(clientFrame({ opcode: opcodes.binary, payload: Buffer.alloc(60_000) }).subarray(0, 30_000));
    raw.socket.resetAndDestroy();
    await until(() => server.atrium.stats().people === 2, 'the end of the one who left');
  });

  test('byte by byte are a message like any other', async () => {
    const raw = await enterRaw();
    for (const byte of clientFrame({ opcode: opcodes.text, payload: '{"type":"ping","id":77}' })) {
      raw.write(Uint8Array.of(byte));
    }
    for (;;) {
      const frame = await raw.readFrame();
      if (frame === undefined) throw new Error('The connection ended.');
      if (frame.payload.includes('"pong"')) break;
    }
    raw.destroy();
  });
});

describe('upgrades', () => {
  test('that are never finished are given up', async () => {
    const raw = new RawSocket(server.port);
    raw.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upg`);
    const { status } = await raw.readHead();
    expect(status).toBe(408);
    await raw.untilEnded();
  });

  test('that are no HTTP are answered with 400', async () => {
    const raw = new RawSocket(server.port);
    raw.write('\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n');
    expect((await raw.readRefusal()).status).toBe(400);
  });

  test('with endless headers are answered with 431', async () => {
    const raw = new RawSocket(server.port);
    raw.upgrade(path, { 'X-Long': 'x'.repeat(100_000) });
    expect((await raw.readHead()).status).toBe(431);
  });

  test('that bring their first frame along are served', async () => {
    const raw = new RawSocket(server.port);
    raw.upgrade(path);
    raw.sendFrame({ opcode: opcodes.text, payload: '{"type":"ping","id":1}' });
    expect((await raw.readHead()).status).toBe(101);
    expect(await raw.readCloseCode()).toBe(closeCodes.notAuthenticated);
    raw.destroy();
  });

  test('that vanish at once leave nothing behind', async () => {
    for (let time = 0; time < 20; time++) {
      const raw = new RawSocket(server.port);
      raw.upgrade(path);
      raw.socket.once('connect', () => raw.socket.resetAndDestroy());
    }
    await until(() => server.atrium.stats().unauthenticated === 0, 'the end of those who vanished');
  });
});
