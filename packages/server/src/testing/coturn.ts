import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '@atrium/workspace/testing';
import { endWithParent } from './endWithParent.ts';

const sample = new URL('../../../../deploy/coturn/turnserver.conf', import.meta.url);
const startDeadlineMs = 60_000;
const retryMs = 20;
const host = '127.0.0.1';
const secret = 'the secret that the tests share with coturn';
/** Only what differs between machines; the rest of the sample is tested as it is. */
const ofTheMachine = ['static-auth-secret', 'listening-port', 'tls-listening-port', 'syslog'];

export interface CoturnOptions {
  /** Whether it relays to this machine, where the tests are; the sample does not. */
  readonly relaysToLoopback?: boolean;
  /** Lines of its configuration besides. */
  readonly lines?: readonly string[];
}

/** A coturn of the sample configuration on this machine alone. */
export interface RunningCoturn {
  readonly host: string;
  /** UDP and TCP. */
  readonly port: number;
  readonly secret: string;
  /** What makes Atrium use it: ATRIUM_STUN_URLS, ATRIUM_TURN_URLS (UDP and TCP), ATRIUM_TURN_SECRET. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it has said so far. */
  log(): string;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts Debian's `turnserver`, or the one that ATRIUM_TURNSERVER names.
 *
 * @throws Error with what it said, where it does not start
 */
export async function startCoturn(options: CoturnOptions = {}): Promise<RunningCoturn> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-coturn-'));
  const port = await findFreePort();
  await writeFile(join(folder, 'turnserver.conf'), await composeConfiguration(port, folder, options));
  const child = spawn(
    process.env['ATRIUM_TURNSERVER'] ?? 'turnserver',
    ['-c', join(folder, 'turnserver.conf')],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  endWithParent(child);
  let output = '';
  const read = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  child.once('error', (error) => (output += error.message));
  const stop = async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilListening(child, port);
  } catch (cause) {
    await stop();
    throw new Error(`coturn did not start. It said:\n${output}`, { cause });
  }
  const server = `${host}:${port}`;
  return {
    host,
    port,
    secret,
    environment: {
      ATRIUM_STUN_URLS: `stun:${server}`,
      ATRIUM_TURN_URLS: `turn:${server}?transport=udp,turn:${server}?transport=tcp`,
      ATRIUM_TURN_SECRET: secret,
    },
    log: () => output,
    stop,
  };
}

async function composeConfiguration(port: number, folder: string, options: CoturnOptions): Promise<string> {
  const lines = (await readFile(sample, 'utf8')).split('\n');
  const kept = lines.filter((line) => !ofTheMachine.includes(line.split('=')[0] ?? ''));
  const ofTheTest = [
    `static-auth-secret=${secret}`,
    `listening-ip=${host}`,
    `relay-ip=${host}`,
    `listening-port=${port}`,
    'no-tls',
    'log-file=stdout',
    `pidfile=${join(folder, 'pid')}`,
    `userdb=${join(folder, 'users')}`,
    // Where an address is both allowed and denied, it is allowed.
    ...(options.relaysToLoopback === true ? ['allow-loopback-peers', `allowed-peer-ip=${host}`] : []),
    ...(options.lines ?? []),
  ];
  return [...kept, ...ofTheTest, ''].join('\n');
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  const endMs = performance.now() + startDeadlineMs;
  while (!(await isListening(port))) {
    if (child.pid === undefined || child.exitCode !== null) throw new Error('It has ended.');
    if (performance.now() > endMs) throw new Error('It was too slow.');
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

/** Its TCP listener opens after the one for UDP. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  // It has nothing to lose, and takes seconds to end by itself.
  child.kill('SIGKILL');
  await ended;
}
