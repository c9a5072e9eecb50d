import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findFreePort } from './findFreePort.ts';

const run = promisify(execFile);
/** Of `nobody`: PostgreSQL does not run as root. */
const nobody = 65_534;
const retryMs = 50;
const defaultPort = 5432;

/** A private PostgreSQL that only this machine's sockets reach. */
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
  const postgres = new TestPostgres(folder);
  try {
    await postgres.prepare();
    await postgres.resume();
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return postgres;
}

class TestPostgres implements RunningPostgres {
  readonly #folder: string;
  readonly #data: string;
  readonly #isRoot = process.getuid?.() === 0;
  readonly #as = this.#isRoot ? { uid: nobody, gid: nobody } : {};
  #child: ChildProcess | undefined;
  #port = defaultPort;
  #settings: readonly string[] = ['listen_addresses='];
  #made = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.#data = join(folder, 'data');
  }

  async prepare(): Promise<void> {
    if (this.#isRoot) await chown(this.#folder, nobody, nobody);
    const args = ['-D', this.#data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'];
    await run(binary('initdb'), args, { ...this.#as, cwd: this.#folder });
  }

  async makeDatabase(): Promise<string> {
    const name = `test_${this.#made++}`;
    await ask(this.#addressOf('postgres'), `create database ${name}`);
    return this.#addressOf(name);
  }

  freeze(): Promise<void> {
    return this.#signalAll('SIGSTOP');
  }

  thaw(): Promise<void> {
    return this.#signalAll('SIGCONT');
  }

  async halt(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    await exit;
  }

  async resume(): Promise<void> {
    const settings = [`unix_socket_directories=${this.#folder}`, 'fsync=off', ...this.#settings];
    const args = ['-D', this.#data, ...settings.flatMap((setting) => ['-c', setting])];
    const child = spawn(binary('postgres'), args, {
      ...this.#as,
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    while (!(await answers(this.#addressOf('postgres')))) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }

  async speakTls({
    certificate,
    key,
  }: {
    readonly certificate: string;
    readonly key: string;
  }): Promise<number> {
    await this.halt();
    const files = { 'server.crt': certificate, 'server.key': key };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(this.#data, name), text, { mode: 0o600 });
      if (this.#isRoot) await chown(join(this.#data, name), nobody, nobody);
    }
    const admitted = 'local all all trust\nhostssl all all 127.0.0.1/32 trust\n';
    await writeFile(join(this.#data, 'pg_hba.conf'), admitted);
    this.#port = await findFreePort();
    this.#settings = ['listen_addresses=127.0.0.1', `port=${this.#port}`, 'ssl=on'];
    await this.resume();
    return this.#port;
  }

  async stop(): Promise<void> {
    await this.halt();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #addressOf(database: string): string {
    return `postgres://postgres@/${database}?host=${encodeURIComponent(this.#folder)}&port=${this.#port}`;
  }

  /** Each connection has a process of its own. */
  async #signalAll(signal: NodeJS.Signals): Promise<void> {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('PostgreSQL is not running.');
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(pid)]);
    const children = stdout.split('\n').map(Number).filter(Boolean);
    for (const one of [pid, ...children]) process.kill(one, signal);
  }
}

function binary(name: string): string {
  return join(process.env['ATRIUM_POSTGRES_BIN'] ?? '', name);
}

async function ask(address: string, query: string): Promise<void> {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(query);
  } finally {
    await client.end();
  }
}

function answers(address: string): Promise<boolean> {
  return ask(address, 'select 1').then(
    () => true,
    () => false,
  );
}
