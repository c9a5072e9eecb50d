import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { databaseFiles, openTestWorkspaces, startPostgres } from '@atrium/workspace/testing';
import type { RunningPostgres, TestWorkspaces } from '@atrium/workspace/testing';
import { startFreezableProxy } from './support/freezableProxy.ts';
import type { FreezableProxy } from './support/freezableProxy.ts';
import { createSeededRandom } from './support/seededRandom.ts';
import { until } from './support/until.ts';

const servers = 3;
const rounds = process.env['ATRIUM_TEST_LONG'] === undefined ? 12 : 100;
const program = fileURLToPath(new URL('../dist/leaseWriter.js', import.meta.url));
const writtenSchema = z.object({
  worldId: z.string(),
  written: z.number(),
  serverId: z.string(),
  fence: z.string(),
});
const loggedSchema = z.array(z.object({ written: z.coerce.number(), fence: z.coerce.string() }));

let postgres: RunningPostgres;
let kept: TestWorkspaces;
let url: URL;
const worldIds: string[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
  const address = await postgres.makeDatabase();
  // A Unix socket has no host; the WHATWG asks for one.
  url = new URL(address.replace('@/', '@localhost/'));
  kept = await openTestWorkspaces(address);
  const acme = await kept.makeWorkspace('Acme');
  worldIds.push(acme.worldId, (await kept.makeWorkspace('Beta')).worldId);
  const { sql } = kept.database;
  await sql.execute(
    `create table writes (id bigserial, world_id text, written int, fence bigint, xid xid8 default pg_current_xact_id())`,
  );
  await sql.execute(`create function log_write() returns trigger language plpgsql as $$ begin
    insert into writes (world_id, written, fence) values (new.world_id, (new.doors->>0)::int, new.fence); return new; end $$`);
  await sql.execute(
    `create trigger log_write after insert or update on door_locks for each row execute function log_write()`,
  );
  await build({
    entryPoints: [fileURLToPath(new URL('./support/leaseWriter.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);",
    },
    external: ['pg-native', '@node-rs/argon2', 'sharp', 's3rver', 'vitest', 'esbuild', '@electric-sql/*'],
    logLevel: 'error',
  });
});
afterAll(async () => {
  await kept.remove();
  await postgres.stop();
});

type Written = z.infer<typeof writtenSchema>;

/** One of the servers, as its supervisor sees it: a process that is started again, and a line to PostgreSQL. */
class Writer {
  readonly name: string;
  readonly proxy: FreezableProxy;
  readonly written: Written[];
  said = '';
  #child: ChildProcess | undefined;
  #starts = 0;

  constructor(name: string, proxy: FreezableProxy, written: Written[]) {
    this.name = name;
    this.proxy = proxy;
    this.written = written;
  }

  start(): void {
    const address = `postgres://postgres@127.0.0.1:${this.proxy.port}${url.pathname}`;
    const serverId = `${this.name}-${++this.#starts}`;
    const child = spawn(
      process.execPath,
      [program, databaseFiles.migrationsFolder, address, serverId, ...worldIds],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child.stderr.on('data', (bytes: Buffer) => (this.said += bytes.toString()));
    let rest = '';
    child.stdout.on('data', (bytes: Buffer) => {
      const lines = (rest + bytes.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.written.push(writtenSchema.parse(JSON.parse(line)));
    });
    this.#child = child;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
}

const faults = ['kill', 'freeze', 'partition', 'both'] as const;

test('whatever becomes of servers, a World has one that writes: nothing acknowledged is lost or overwritten', async () => {
  const socket = `${url.searchParams.get('host') ?? ''}/.s.PGSQL.${url.searchParams.get('port') ?? ''}`;
  const written: Written[] = [];
  const writers = await Promise.all(
    Array.from(
      { length: servers },
      async (_, index) => new Writer(`server${index}`, await startFreezableProxy(socket), written),
    ),
  );
  const random = createSeededRandom(14);
  /** Waits until every World has been written to some more by others than one server. */
  const others = async (name: string, more: number) => {
    const from = written.length;
    const count = (worldId: string) =>
      written.slice(from).filter((one) => one.worldId === worldId && !one.serverId.startsWith(`${name}-`))
        .length;
    await until(
      () => worldIds.every((worldId) => count(worldId) >= more),
      () => `writes by others than ${name}; ${writers.map(({ said }) => said).join('')}`,
    );
  };
  try {
    for (const writer of writers) writer.start();
    await others('nobody', 5);
    for (let round = 0; round < rounds; round++) {
      const victim = random.pick(writers);
      const fault = random.pick(faults);
      if (fault === 'kill') await victim.kill();
      if (fault === 'freeze' || fault === 'both') victim.signal('SIGSTOP');
      if (fault === 'partition' || fault === 'both') victim.proxy.freeze();
      await others(victim.name, 20);
      victim.signal('SIGCONT');
      if (fault === 'both') await others(victim.name, 5);
      victim.proxy.thaw();
      if (fault === 'kill') victim.start();
      await others('nobody', 10);
    }
  } finally {
    await Promise.all(writers.map((writer) => writer.kill()));
    await Promise.all(writers.map(({ proxy }) => proxy.close()));
  }
  for (const worldId of worldIds) {
    const { rows } = await kept.database.sql.execute(
      `select written, fence from writes where world_id = '${worldId}' order by id`,
    );
    const logged = loggedSchema.parse(rows);
    // Each write followed the one before: nobody wrote from what they knew before another did.
    expect(logged.map((one) => one.written)).toEqual(logged.map((_, index) => index + 1));
    // Once a server has written under a new fence, no other fence comes again.
    const turns = logged.map(({ fence }) => fence).filter((fence, index, all) => fence !== all[index - 1]);
    expect(new Set(turns).size).toBe(turns.length);
    const acknowledged = written.filter((one) => one.worldId === worldId);
    for (const one of acknowledged)
      expect(logged[one.written - 1]).toEqual({ written: one.written, fence: one.fence });
    expect(turns.length).toBeGreaterThan(2);
  }
});
