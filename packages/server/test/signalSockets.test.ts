import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeCodes, wireLimits } from '@atrium/protocol';
import type { Connection } from '@atrium/signaling';
import { createProxyTrust } from '../src/http/networkAddress.ts';
import { OwnOrigins } from '../src/http/ownOrigins.ts';
import { Refusals } from '../src/logging/refusals.ts';
import { createSignalSockets } from '../src/sockets/signalSockets.ts';
import type { SignalSockets } from '../src/sockets/signalSockets.ts';
import { webSocketFraming } from '../src/sockets/webSocketFraming.ts';
import { RawSocket, clientFrame, openRawWebSocket, opcodes } from './support/rawSocket.ts';
import { until } from './support/until.ts';

interface Accepted {
  readonly connection: Connection;
  readonly messages: (string | Buffer)[];
  closed: number;
}

let http: Server;
let port: number;
let sockets: SignalSockets;
let accepted: Accepted[];
const path = '/signal/headquarters';

beforeEach(() => start({}));

afterEach(async () => {
  await sockets.terminateAll();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

async function start(options: { maxConnections?: number; perAddress?: number; trustedProxies?: string[] }) {
  accepted = [];
  sockets = createSignalSockets({
    maxConnections: options.maxConnections ?? 100,
    maxUnauthenticatedPerAddress: options.perAddress ?? 100,
    ownOrigins: new OwnOrigins({
      publicUrl: '',
      allowedHosts: [],
      allowedOrigins: ['https://office.example.com'],
      machineNames: () => ['localhost', '127.0.0.1'],
      nowMs: () => 0,
    }),
    refusals: new Refusals(pino({ level: 'silent' }), () => 0),
    trustsProxy: createProxyTrust(options.trustedProxies ?? []),
    nowMs: () => 0,
    log: pino({ level: 'silent' }),
    forwarding: undefined,
    accept(connection) {
      const one: Accepted = { connection, messages: [], closed: 0 };
      accepted.push(one);
      return {
        message: (text) => one.messages.push(text),
        binary: (bytes) => one.messages.push(Buffer.from(bytes)),
        closed: () => one.closed++,
      };
    },
  });
  http = createServer();
  http.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  port = (http.address() as AddressInfo).port;
}

async function restart(options: Parameters<typeof start>[0]): Promise<void> {
  await new Promise((resolve) => http.close(resolve));
  await start(options);
}

async function open(): Promise<{ raw: RawSocket; server: Accepted }> {
  const raw = await openRawWebSocket(port, path);
  const server = accepted.at(-1);
  if (server === undefined) throw new Error('The server has not taken the socket in.');
  return { raw, server };
}

describe('an upgrade', () => {
  test('leads into the World that its address names', async () => {
    await openRawWebSocket(port, '/signal/wrd%3A1?x=1');
    expect(accepted[0]?.connection.worldId).toBe('wrd:1');
    expect(accepted[0]?.connection.remoteAddress).toBe('127.0.0.1');
  });

  test('answers with the subprotocol, without extensions', async () => {
    const raw = new RawSocket(port);
    raw.upgrade(path, {
      'Sec-WebSocket-Protocol': 'other, atrium.v1',
      'Sec-WebSocket-Extensions': 'permessage-deflate',
    });
    const { text } = await raw.readHead();
    expect(text).toMatch('Sec-WebSocket-Protocol: atrium.v1');
    expect(text).not.toMatch(/Extensions/i);
  });

  test.each([
    ['elsewhere', '/socket', {}, 404, 'not_found'],
    ['at no World', '/signal/', {}, 404, 'not_found'],
    ['at an address that cannot be decoded', '/signal/%E0%A4%A', {}, 404, 'not_found'],
    ['at an endless id', `/signal/${'x'.repeat(65)}`, {}, 404, 'not_found'],
    ['from a page of another host', path, { Origin: 'https://evil.example' }, 403, 'origin_refused'],
    ['from a page without an origin', path, { Origin: 'null' }, 403, 'origin_refused'],
    ['without the subprotocol', path, { 'Sec-WebSocket-Protocol': undefined }, 400, 'bad_message'],
    ['with another subprotocol', path, { 'Sec-WebSocket-Protocol': 'atrium.v0' }, 400, 'bad_message'],
    ['without a key', path, { 'Sec-WebSocket-Key': undefined }, 400, 'bad_message'],
    ['of another version', path, { 'Sec-WebSocket-Version': '7' }, 400, 'bad_message'],
    ['to something else', path, { Upgrade: 'h2c' }, 400, 'bad_message'],
  ])('%s is refused in plain HTTP', async (_what, address, headers, status, code) => {
    const raw = new RawSocket(port);
    raw.upgrade(address, headers);
    const refusal = await raw.readRefusal();
    expect(refusal.status).toBe(status);
    expect(refusal.body).toMatchObject({ code, message: expect.stringMatching(/\.$|\w/) as string });
    expect(sockets.stats()).toEqual({ sockets: 0, forwarded: 0, unauthenticated: 0, queuedBytes: 0 });
  });

  test('from a page of an origin that the host has named is welcome', async () => {
    const raw = new RawSocket(port);
    raw.upgrade(path, { Origin: 'https://office.example.com' });
    expect((await raw.readHead()).status).toBe(101);
  });

  test('while the server closes is refused', async () => {
    sockets.refuseAll();
    const raw = new RawSocket(port);
    raw.upgrade(path);
    expect((await raw.readRefusal()).status).toBe(503);
  });
});

describe('limits on connections', () => {
  test('hold for each address until hello is accepted', async () => {
    await restart({ perAddress: 2 });
    const first = await open();
    await open();
    const third = new RawSocket(port);
    third.upgrade(path);
    expect(await third.readRefusal()).toMatchObject({ status: 429, body: { code: 'too_many_connections' } });
    await openRawWebSocket(port, path, '127.0.0.2');
    first.server.connection.authenticated();
    await open();
    expect(sockets.stats()).toMatchObject({ sockets: 4, unauthenticated: 3 });
  });

  test('count an address no more when its socket is gone', async () => {
    await restart({ perAddress: 1 });
    const { raw } = await open();
    raw.destroy();
    await until(() => sockets.stats().unauthenticated === 0, 'the end of the first');
    await open();
  });

  test('count what a trusted proxy forwards, and what nobody else does', async () => {
    await restart({ perAddress: 1, trustedProxies: ['127.0.0.1'] });
    for (const address of ['192.0.2.1', '192.0.2.2']) {
      const raw = new RawSocket(port);
      raw.upgrade(path, { 'X-Forwarded-For': address });
      expect((await raw.readHead()).status).toBe(101);
      expect(accepted.at(-1)?.connection.remoteAddress).toBe(address);
    }
    const forging = new RawSocket(port, '127.0.0.2');
    forging.upgrade(path, { 'X-Forwarded-For': '192.0.2.3' });
    await forging.readHead();
    expect(accepted.at(-1)?.connection.remoteAddress).toBe('127.0.0.2');
  });

  test('know an IPv6 address by its /64: a ban is not left behind by taking another one of it', async () => {
    await restart({ perAddress: 2, trustedProxies: ['127.0.0.1'] });
    for (const address of ['2001:db8:0:1::1', '2001:db8:0:1:ffff::2', '2001:db8:0:2::1']) {
      const raw = new RawSocket(port);
      raw.upgrade(path, { 'X-Forwarded-For': address });
      await raw.readHead();
    }
    const [one, neighbour, other] = accepted.slice(-3).map(({ connection }) => connection.remoteAddress);
    expect(neighbour).toBe(one);
    expect(other).not.toBe(one);
  });

  test('hold for the whole server', async () => {
    await restart({ maxConnections: 2 });
    await open();
    await open();
    const third = new RawSocket(port);
    third.upgrade(path);
    expect(await third.readRefusal()).toMatchObject({ status: 503, body: { code: 'too_many_connections' } });
  });
});

describe('a connection', () => {
  test('hands on text and binary messages, fragmented or not', async () => {
    const { raw, server } = await open();
    raw.sendFrame({ opcode: opcodes.text, payload: 'one' });
    raw.sendFrame({ opcode: opcodes.binary, payload: Uint8Array.of(1, 2) });
    raw.sendFrame({ opcode: opcodes.text, fin: false, payload: 'th' });
    raw.sendFrame({ opcode: opcodes.continuation, payload: 'ree' });
    await until(() => server.messages.length === 3, 'three messages');
    expect(server.messages).toEqual(['one', Buffer.of(1, 2), 'three']);
  });

  test('carries shared frames and texts in the order they were written, and the close frame last', async () => {
    const { raw, server } = await open();
    server.connection.sendText('first');
    server.connection.write(webSocketFraming.binary(Uint8Array.of(7)));
    server.connection.sendText('third');
    server.connection.close(closeCodes.replaced, 'replaced');
    server.connection.sendText('too late');
    server.connection.write(webSocketFraming.binary(Uint8Array.of(8)));
    const frames = [];
    for (let frame = await raw.readFrame(); frame?.opcode !== opcodes.close; frame = await raw.readFrame()) {
      frames.push(frame?.payload.toString());
    }
    expect(frames).toEqual(['first', '\u0007', 'third']);
    raw.sendFrame({ opcode: opcodes.close, payload: Buffer.from([0x0f, 0xa1]) });
    await raw.untilEnded();
    expect(raw.unread.length).toBe(0);
    await until(() => server.closed === 1, 'the report of the end');
  });

  test('writes nothing after the Client has closed', async () => {
    const { raw, server } = await open();
    raw.sendFrame({ opcode: opcodes.close, payload: Buffer.from([0x03, 0xe8]) });
    expect(await raw.readCloseCode()).toBe(1000);
    server.connection.sendText('too late');
    await raw.untilEnded();
    expect(raw.unread.length).toBe(0);
    await until(() => server.closed === 1, 'the report of the end');
  });

  test('is dropped where its Client does not answer the close frame', async () => {
    const { raw, server } = await open();
    server.connection.close(closeCodes.flood, 'flood');
    raw.sendFrame({ opcode: opcodes.text, payload: 'still here' });
    await raw.untilEnded();
    await until(() => server.closed === 1, 'the report of the end');
    expect(server.messages).toEqual([]);
    expect(sockets.stats()).toEqual({ sockets: 0, forwarded: 0, unauthenticated: 0, queuedBytes: 0 });
  });

  test('reports its end once, however it ends', async () => {
    const { raw, server } = await open();
    server.connection.terminate();
    server.connection.close(closeCodes.left, '');
    server.connection.terminate();
    await raw.untilEnded();
    await until(() => server.closed > 0, 'the report of the end');
    server.connection.sendText('too late');
    expect(server.closed).toBe(1);
  });

  test('is backed up while its Client does not read, and not when it has', async () => {
    const { raw, server } = await open();
    expect(server.connection.isBackedUp).toBe(false);
    raw.socket.pause();
    const frame = webSocketFraming.binary(Buffer.alloc(60_000));
    await until(() => {
      server.connection.write(frame);
      return server.connection.isBackedUp;
    }, 'a full network');
    expect(server.connection.queuedBytes).toBeGreaterThan(0);
    raw.socket.resume();
    await until(() => !server.connection.isBackedUp, 'a drained network');
    expect(server.connection.queuedBytes).toBe(0);
  });
});

describe('frames that no Client may send end their own connection', () => {
  const big = wireLimits.messageBytes + 1;
  const crumbs = Buffer.concat(
    Array.from({ length: 200 }, (_, at) =>
      clientFrame({ opcode: at === 0 ? opcodes.text : opcodes.continuation, fin: false, payload: 'x' }),
    ),
  );
  const emptyCrumbs = Buffer.concat(
    Array.from({ length: 200 }, (_, at) =>
      clientFrame({ opcode: at === 0 ? opcodes.text : opcodes.continuation, fin: false }),
    ),
  );

  test.each<[string, Buffer, number]>([
    ['unmasked', clientFrame({ opcode: opcodes.text, masked: false, payload: 'x' }), 1002],
    ['with reserved bits', clientFrame({ opcode: opcodes.text, reserved: 4, payload: 'x' }), 1002],
    ['of an unknown opcode', clientFrame({ opcode: 3, payload: 'x' }), 1002],
    ['of an unknown control opcode', clientFrame({ opcode: 11, payload: 'x' }), 1002],
    ['continuing nothing', clientFrame({ opcode: opcodes.continuation, payload: 'x' }), 1002],
    ['pinging in fragments', clientFrame({ opcode: opcodes.ping, fin: false, payload: 'x' }), 1002],
    ['pinging at length', clientFrame({ opcode: opcodes.ping, payload: Buffer.alloc(126) }), 1002],
    [
      'with text that is no UTF-8',
      clientFrame({ opcode: opcodes.text, payload: Buffer.of(0xc3, 0x28) }),
      1007,
    ],
    ['too big', clientFrame({ opcode: opcodes.binary, payload: Buffer.alloc(big) }), 1009],
    ['claiming 2^40 bytes', clientFrame({ opcode: opcodes.binary, claimedLength: 2 ** 40 }), 1009],
    ['in crumbs', crumbs, 1008],
    ['in crumbs of nothing', emptyCrumbs, 1008],
    ['closing with half a code', clientFrame({ opcode: opcodes.close, payload: Buffer.of(3) }), 1002],
    [
      'closing with a code of nobody',
      clientFrame({ opcode: opcodes.close, payload: Buffer.of(3, 0xed) }),
      1002,
    ],
  ])('%s', async (_what, bytes, code) => {
    const witness = await open();
    const { raw, server } = await open();
    raw.write(bytes);
    expect(await raw.readCloseCode()).toBe(code);
    await raw.untilEnded();
    await until(() => server.closed === 1, 'the report of the end');
    expect(server.messages).toEqual([]);
    witness.server.connection.sendText('undisturbed');
    expect((await witness.raw.readFrame())?.payload.toString()).toBe('undisturbed');
    expect(sockets.stats().sockets).toBe(1);
  });

  test('a ping is answered', async () => {
    const { raw } = await open();
    raw.sendFrame({ opcode: opcodes.ping, payload: 'hey' });
    expect(await raw.readFrame()).toMatchObject({ opcode: opcodes.pong, payload: Buffer.from('hey') });
  });

  test('a flood of pings', async () => {
    const { raw, server } = await open();
    for (let sent = 0; sent < 30; sent++) raw.sendFrame({ opcode: opcodes.ping });
    expect(await raw.readCloseCode()).toBe(closeCodes.flood);
    raw.destroy();
    await until(() => server.closed === 1, 'the report of the end');
  });

  test('a socket that is cut in the middle of a frame', async () => {
    const { raw, server } = await open();
    raw.write(clientFrame({ opcode: opcodes.binary, payload: Buffer.alloc(1000) }).subarray(0, 500));
    raw.socket.resetAndDestroy();
    await until(() => server.closed === 1, 'the report of the end');
    expect(server.messages).toEqual([]);
    expect(sockets.stats()).toEqual({ sockets: 0, forwarded: 0, unauthenticated: 0, queuedBytes: 0 });
  });
});
