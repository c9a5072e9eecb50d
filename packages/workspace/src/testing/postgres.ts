import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);
/** Of `nobody`: PostgreSQL does not run as root. */
const nobody = 65_534;
const retryMs = 50;

/** A PostgreSQL of one's own that only this machine's sockets reach. */
export interface RunningPostgres {
  /** Makes an empty database. @returns its address */
  makeDatabase(): Promise<string>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** Starts the PostgreSQL whose folder ATRIUM_POSTGRES_BIN names, or the one on the path. @throws Error where there is none */
export async function startPostgres(): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-pg-'));
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: nobody, gid: nobody } : {};
  if (isRoot) await chown(folder, nobody, nobody);
  const binary = (name: string) => join(process.env['ATRIUM_POSTGRES_BIN'] ?? '', name);
  const data = join(folder, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'];
  await run(binary('initdb'), initdb, { ...as, cwd: folder });
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off'];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(binary('postgres'), args, { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const addressOf = (database: string) =>
    `postgres://postgres@/${database}?host=${encodeURIComponent(folder)}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  const ask = async (query: string) => {
    const client = new Client({ connectionString: addressOf('postgres') });
    await client.connect();
    await client.query(query).finally(() => client.end());
  };
  while (
    !(await ask('select 1').then(
      () => true,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) {
      await stop();
      throw new Error(`PostgreSQL did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
  let made = 0;
  return {
    async makeDatabase() {
      const name = `test_${made++}`;
      await ask(`create database ${name}`);
      return addressOf(name);
    },
    stop,
  };
}
