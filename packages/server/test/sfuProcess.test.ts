import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { endWithParent } from '../src/testing/endWithParent.ts';
import { enterTalking, planOf } from './support/talking.ts';
import { startTestServer } from './support/testServer.ts';
import type { TestServer } from './support/testServer.ts';
import { until } from './support/until.ts';

const program = fileURLToPath(new URL('../src/cli/atrium.ts', import.meta.url));
let folder: string;
let path: string;
let child: ChildProcess;
let server: TestServer;

/** Runs `atrium sfu`, until it says that servers reach it. */
async function startSfuProcess(): Promise<ChildProcess> {
  const started = spawn(process.execPath, ['--import', 'tsx', program, 'sfu'], {
    env: {
      ...process.env,
      ATRIUM_SFU: path,
      ATRIUM_SFU_WORKERS: '1',
      ATRIUM_SFU_PORT: '0',
      ATRIUM_SFU_LISTEN: '127.0.0.1',
      ATRIUM_SFU_ANNOUNCED_ADDRESS: '203.0.113.7',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  endWithParent(started);
  let said = '';
  started.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await vi.waitUntil(() => said.includes(`servers reach it at ${path}`), { timeout: 60_000 });
  return started;
}

async function end(process: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(process, 'exit');
  process.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-sfu-'));
  path = join(folder, 'sfu.sock');
  child = await startSfuProcess();
  server = await startTestServer({
    configuration: { sfu: { kind: 'socket', path }, metrics: { host: '127.0.0.1', port: 0 } },
  });
}, 90_000);
afterAll(async () => {
  await server.remove();
  if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGKILL');
  await rm(folder, { recursive: true });
});

test('a server whose SFU is another process serves a MeetingRoom by it, and again after it was killed', async () => {
  expect(server.atrium.media).toBe('SFU: 1 worker, ports given by the system (UDP and TCP) at 203.0.113.7');
  const [one, other] = [
    await enterTalking(server, { name: 'One', spawnPointId: 'in-meeting' }),
    await enterTalking(server, { name: 'Other', spawnPointId: 'in-meeting' }),
  ];
  const roomOf = () => planOf(one)?.sfu?.sfuId;
  await until(() => roomOf() !== undefined, 'a plan with a room of the SFU');
  const before = roomOf();
  const joined = await one.reply(one.send({ type: 'sfu.join', sfuId: before }));
  expect(JSON.stringify(joined)).toContain('"203.0.113.7"');

  await end(child, 'SIGKILL');
  await until(() => roomOf() === undefined, 'a plan without the SFU');
  child = await startSfuProcess();
  await until(() => roomOf() !== undefined, 'a plan with a new room');
  expect(roomOf()).not.toBe(before);
  expect(await other.reply(other.send({ type: 'sfu.join', sfuId: roomOf() }))).toMatchObject({
    type: 'sfu.join.ok',
  });
  const scraped = await (await fetch(`http://127.0.0.1:${server.atrium.metricsPort}/metrics`)).text();
  expect(scraped).toMatch(/^atrium_sfu_workers 1$/m);
  expect(scraped).toMatch(/^atrium_sfu_rooms 1$/m);
  expect(await askSfu('/metrics')).toMatch(/^atrium_sfu_rooms 1$/m);
  expect(await askSfu('/healthz')).toBe('{"status":"ok"}');
  expect(await askSfu('/readyz')).toBe('{"status":"ready"}');
  expect(await askSfu('/other')).toMatch(/There are only/);

  // They are connected otherwise before it ends.
  const ended = end(child, 'SIGTERM');
  await until(() => roomOf() === undefined, 'a plan without the SFU that is about to end');
  for (const walker of [one, other]) walker.webSocket.close();
  expect(await ended).toBe(0);
}, 120_000);

/** Asks `atrium sfu` by HTTP, as a host does with `curl --unix-socket`. */
async function askSfu(asked: string): Promise<string> {
  const asking = request({ socketPath: path, path: asked });
  asking.end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return text(answer);
}
