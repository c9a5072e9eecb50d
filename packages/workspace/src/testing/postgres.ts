import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);
/** Of `nobody`: PostgreSQL does not run as root. */
const nobody = 65_534;
const retryMs = 50;
const defaultPort = 5432;

/** A PostgreSQL of one's own that only this machine's sockets reach. */
export interface RunningPostgres {
  /** Makes an empty database. @returns its address */
  makeDatabase(): Promise<string>;
  /** Stops all its processes where they are: it accepts connections, and answers nothing. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Ends it, and keeps its files. */
  halt(): Promise<void>;
  /** Starts it again. */
  resume(): Promise<void>;
  /**
   * Starts it anew on a port of 127.0.0.1 too, where it speaks TLS and nothing else.
   *
   * @returns the port
   */
  speakTls(identity: { readonly certificate: string; readonly key: string }): Promise<number>;
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
  let child: ChildProcess | undefined;
  let listening = ['listen_addresses='];
  let port = defaultPort;
  const addressOf = (database: string) =>
    `postgres://postgres@/${database}?host=${encodeURIComponent(folder)}&port=${port}`;
  const resume = async () => {
    const settings = [`unix_socket_directories=${folder}`, 'fsync=off', ...listening];
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    const started = spawn(binary('postgres'), args, {
      ...as,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    let said = '';
    started.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    while (!(await answers(addressOf('postgres')))) {
      if (started.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  };
  const halt = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    await exit;
  };
  const stop = async () => {
    await halt();
    await rm(folder, { recursive: true, force: true });
  };
  /** Each connection has a process of its own. */
  const signalAll = async (signal: NodeJS.Signals) => {
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(child?.pid)]);
    const pids = stdout.split('\n').map(Number).filter(Boolean);
    for (const pid of [child?.pid ?? 0, ...pids]) process.kill(pid, signal);
  };
  await resume().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  let made = 0;
  return {
    async makeDatabase() {
      const name = `test_${made++}`;
      await ask(addressOf('postgres'), `create database ${name}`);
      return addressOf(name);
    },
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    halt,
    resume,
    async speakTls({ certificate, key }) {
      await halt();
      const files = { 'server.crt': certificate, 'server.key': key };
      for (const [name, text] of Object.entries(files)) {
        await writeFile(join(data, name), text, { mode: 0o600 });
        if (isRoot) await chown(join(data, name), nobody, nobody);
      }
      await writeFile(join(data, 'pg_hba.conf'), 'local all all trust\nhostssl all all 127.0.0.1/32 trust\n');
      port = await freePort();
      listening = ['listen_addresses=127.0.0.1', `port=${port}`, 'ssl=on'];
      await resume();
      return port;
    },
    stop,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address === null || typeof address === 'string'
          ? reject(new Error('no port'))
          : resolve(address.port),
      );
    });
  });
}

async function ask(address: string, query: string): Promise<void> {
  const client = new Client({ connectionString: address });
  await client.connect();
  await client.query(query).finally(() => client.end());
}

function answers(address: string): Promise<boolean> {
  return ask(address, 'select 1').then(
    () => true,
    () => false,
  );
}
