import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../packages/server/dist/atrium.js', import.meta.url));
const startDeadlineMs = 30_000;

/** Atrium as it is built, in a process of its own: it can be killed as a machine would kill it. */
export interface RunningAtrium {
  readonly url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Ends the workers of its SFU at once, as a crash would. @returns how many there were */
  killSfuWorkers(): Promise<number>;
  /** Asks it to shut down, as a host would, and waits until it has. */
  shutDown(): Promise<void>;
  /** Starts it again at the same address, with the same data. */
  startAgain(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** Starts Atrium on a free port with an empty data folder. */
export async function startAtrium(
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningAtrium> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'atrium-e2e-'));
  const start = (port: string) =>
    launch({
      ATRIUM_SFU_PORT: '0',
      ATRIUM_ACCOUNTS: 'off',
      ...environment,
      ATRIUM_HOST: '127.0.0.1',
      ATRIUM_PORT: port,
      ATRIUM_DATA_DIR: dataFolder,
    });
  let { child, url } = await start('0');
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url,
    kill: () => end('SIGKILL'),
    async killSfuWorkers() {
      // The workers are the only processes that the server starts.
      const children = await readFile(`/proc/${child.pid ?? 0}/task/${child.pid ?? 0}/children`, 'utf8');
      const workers = children.split(' ').filter((pid) => pid !== '');
      for (const pid of workers) process.kill(Number(pid), 'SIGKILL');
      return workers.length;
    },
    shutDown: () => end('SIGTERM'),
    async startAgain() {
      ({ child, url } = await start(new URL(url).port));
    },
    async remove() {
      await end('SIGKILL');
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function launch(
  environment: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [program, 'start'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const giveUp = setTimeout(() => {
      reject(new Error(`Atrium did not start in time. It said:\n${output}`));
    }, startDeadlineMs);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (address === undefined) return;
      clearTimeout(giveUp);
      resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => {
      clearTimeout(giveUp);
      reject(new Error(`Atrium ended while starting. It said:\n${output}`));
    });
  });
  return { child, url };
}
