import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodes, guestReplySchema, signalPath, subprotocol, worldListSchema } from '@atrium/protocol';
import { nodeFlags } from '../src/testing/nodeFlags.ts';
import { RawSocket } from './support/rawSocket.ts';
import { RawWalker } from './support/rawWalker.ts';
import { startTestServer } from './support/testServer.ts';
import { until } from './support/until.ts';

describe('a server that closes', () => {
  test('tells its Clients when to come back, each at a moment of its own, and listens no more', async () => {
    const server = await startTestServer();
    const walkers = await Promise.all(Array.from({ length: 8 }, () => RawWalker.enter(server)));
    const silent = new RawSocket(server.port);
    silent.upgrade(signalPath('yard'));
    await silent.readHead();
    await server.stop();
    for (const walker of walkers) expect(await walker.closed()).toBe(closeCodes.serverRestarting);
    const delays = walkers.map((walker) => walker.all('server.closing')[0]?.reconnectAfterMs);
    expect(new Set(delays).size).toBeGreaterThan(4);
    expect(await silent.readCloseCode()).toBe(closeCodes.serverRestarting);
    expect(server.atrium.stats()).toMatchObject({ sockets: 0, unauthenticated: 0, connections: 0 });
    await expect(fetch(`${server.atrium.url}/healthz`)).rejects.toThrow();
    await server.remove();
  });

  test('does not wait for those who do not answer', async () => {
    const server = await startTestServer({ limits: { closeGraceMs: 100 } });
    const walker = await RawWalker.enter(server);
    walker.webSocket.pause();
    const idle = new RawSocket(server.port);
    idle.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await idle.readHead();
    const half = new RawSocket(server.port);
    half.write('GET /healthz HTTP/1.1\r\nHost: loc');
    await until(() => half.socket.bytesWritten > 0, 'half a request');
    await server.remove();
    walker.vanish();
    await idle.untilEnded();
  });

  test('closes once, however often it is told to', async () => {
    const server = await startTestServer();
    await Promise.all([server.stop(), server.stop()]);
    await server.remove();
  });
});

test('a server that starts again brings people back to their places', async () => {
  const before = await startTestServer();
  const walker = await RawWalker.enter(before, { spawnPointId: 'in-meeting', personId: 'ana' });
  walker.claim({ x: 18.5, y: 3.5 }, { facing: 'NE', state: 'idle' });
  await walker.settled();
  await before.stop();
  await walker.closed();
  const after = await startTestServer({ folder: before.folder });
  const back = await RawWalker.enter(after, {
    personId: 'ana',
    ...(walker.ticket === undefined ? {} : { ticket: walker.ticket }),
  });
  expect(back.resumed).toBe(true);
  expect(back.place).toEqual({ x: 18.5, y: 3.5, facing: 'NE', state: 'idle' });
  expect(back.zoneId).toBe('meeting');
  await after.remove();
});

describe('atrium start as a program', () => {
  const children: ChildProcess[] = [];
  let folder: string | undefined;

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    if (folder !== undefined) await rm(folder, { recursive: true });
    folder = undefined;
  });

  async function start(environment: Record<string, string> = {}) {
    folder ??= await mkdtemp(join(tmpdir(), 'atrium-program-'));
    const program = fileURLToPath(new URL('../dist/atrium.js', import.meta.url));
    const child = spawn(process.execPath, [...nodeFlags, program, 'start'], {
      env: {
        ...process.env,
        ATRIUM_PORT: '0',
        ATRIUM_SFU_PORT: '0',
        ATRIUM_METRICS: 'off',
        // Relative, as it is by default.
        ATRIUM_DATA_DIR: relative(process.cwd(), folder),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const output = { out: '', err: '' };
    child.stdout.on('data', (bytes: Buffer) => (output.out += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (output.err += bytes.toString()));
    await until(
      () => output.out.includes('is open at') || child.exitCode !== null,
      () => `a server; it said ${JSON.stringify(output)}`,
      150_000,
    );
    const url = /http:\/\/\S+/.exec(output.out)?.[0] ?? '';
    return { child, output, url };
  }

  const ended = (child: ChildProcess) =>
    until(() => child.exitCode !== null || child.signalCode !== null, 'its end');

  test('serves the Worlds that come with Atrium, and ends in good order on SIGTERM', async () => {
    const { child, output, url } = await start({ ATRIUM_ACCOUNTS: 'off' });
    expect(output.out).toMatch('ATRIUM_HOST=0.0.0.0');
    const worlds = worldListSchema.parse(await (await fetch(`${url}/api/v1/worlds`)).json());
    expect(worlds.worlds[0]?.worldId).toBe('headquarters');
    const body = JSON.stringify({ name: 'Ana' });
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${url}/api/v1/guests`, { method: 'POST', headers, body });
    const { token } = guestReplySchema.parse(await reply.json());
    const webSocket = new WebSocket(`${url.replace('http', 'ws')}${signalPath('headquarters')}`, subprotocol);
    const close = new Promise<number>((resolve) => webSocket.once('close', resolve));
    await new Promise((resolve) => webSocket.once('open', resolve));
    child.kill('SIGTERM');
    expect(await close).toBe(closeCodes.serverRestarting);
    await ended(child);
    expect(child.exitCode).toBe(0);
    expect(output.err).toBe('');
    expect(output.out).not.toMatch(token);
    expect(output.out).not.toMatch('Ana');
  });

  test('runs without the SFU where its worker does not start, and says so', async () => {
    const { output, url } = await start({ MEDIASOUP_WORKER_BIN: '/nowhere/mediasoup-worker' });
    expect(output.out).toMatch(/^No SFU: .*\/nowhere\/mediasoup-worker.*; people talk directly, up to 8/m);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('ends at once on a second signal', async () => {
    const { child, output, url } = await start();
    const webSocket = new WebSocket(`${url.replace('http', 'ws')}${signalPath('headquarters')}`, subprotocol);
    await new Promise((resolve) => webSocket.once('open', resolve));
    // One who does not answer the close frame, so that the server would wait a moment.
    webSocket.pause();
    child.kill('SIGINT');
    await until(() => output.out.includes('is closing'), 'the first signal');
    child.kill('SIGINT');
    await ended(child);
    expect(child.exitCode).toBe(1);
    webSocket.terminate();
  });

  test('says which port is taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as AddressInfo;
    const { child, output } = await start({ ATRIUM_PORT: String(port) });
    await ended(child);
    expect(child.exitCode).toBe(1);
    expect(output.err).toMatch('ATRIUM_PORT');
    squatter.close();
  });
});
