import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithParent, findFreePort, nodeFlags } from '@atrium/server/testing';

const program = fileURLToPath(new URL('../../packages/server/dist/atrium.js', import.meta.url));
/** A busy machine takes its time to make its first database. */
const startDeadlineMs = 150_000;

/** Atrium as it is built, in a process of its own: it can be killed as a machine would kill it. */
export interface RunningAtrium {
  readonly url: string;
  /** Of the page that makes the first Workspace; `undefined` where there is one, or people have no accounts. */
  readonly setupUrl: string | undefined;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Ends the workers of its SFU at once, as a crash would. @returns how many there were */
  killSfuWorkers(): Promise<number>;
  /** Asks it to shut down, as a host would, and waits until it has. */
  shutDown(): Promise<void>;
  readonly dataFolder: string;
  /** Starts it again at the same address, with the same data. @param changes of its environment from now on */
  startAgain(changes?: Readonly<Record<string, string>>): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** Starts Atrium on a free port with an empty data folder. */
export async function startAtrium(
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningAtrium> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'atrium-e2e-'));
  let settings = environment;
  const start = (port: string) =>
    launch({
      ATRIUM_SFU_PORT: '0',
      ATRIUM_METRICS: 'off',
      ATRIUM_ACCOUNTS: 'off',
      ...settings,
      ATRIUM_HOST: '127.0.0.1',
      ATRIUM_PORT: port,
      ATRIUM_DATA_DIR: dataFolder,
    });
  // Not any: between two starts, a connection of a browser could get it.
  let { child, url, setupUrl } = await start(String(await findFreePort()));
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url,
    setupUrl,
    kill: () => end('SIGKILL'),
    async killSfuWorkers() {
      // The workers are the only processes that the server starts.
      const children = await readFile(`/proc/${child.pid ?? 0}/task/${child.pid ?? 0}/children`, 'utf8');
      const workers = children.split(' ').filter((pid) => pid !== '');
      for (const pid of workers) process.kill(Number(pid), 'SIGKILL');
      return workers.length;
    },
    shutDown: () => end('SIGTERM'),
    dataFolder,
    async startAgain(changes = {}) {
      settings = { ...settings, ...changes };
      ({ child, url, setupUrl } = await start(new URL(url).port));
    },
    async remove() {
      await end('SIGKILL');
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function launch(
  environment: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; url: string; setupUrl: string | undefined }> {
  const child = spawn(process.execPath, [...nodeFlags, program, 'start'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  endWithParent(child);
  let output = '';
  const welcome = await new Promise<string>((resolve, reject) => {
    const giveUp = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Atrium did not start in time. It said:\n${output}`));
    }, startDeadlineMs);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      // Everything that the host reads is written at once.
      if (!/^Atrium is open at .*\n/m.test(output)) return;
      clearTimeout(giveUp);
      resolve(output);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => {
      clearTimeout(giveUp);
      reject(new Error(`Atrium ended while starting. It said:\n${output}`));
    });
  });
  const [url = ''] = /https?:\/\/127\.0\.0\.1:\d+/.exec(welcome) ?? [];
  return { child, url, setupUrl: /https?:\/\/\S+\/setup#\S+/.exec(welcome)?.[0] };
}
