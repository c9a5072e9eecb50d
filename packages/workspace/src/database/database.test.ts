import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql as raw } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseFiles } from '../testing/databaseFiles.ts';
import { startPostgres } from '../testing/postgres.ts';
import type { RunningPostgres } from '../testing/postgres.ts';
import { openDatabase } from './database.ts';
import type { Database, DatabaseOptions } from './database.ts';
import { workspaces } from './schema.ts';

let postgres: RunningPostgres;
let folder: string;
const opened: Database[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-database-'));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens one, and notes what it tells. */
async function open(more: Partial<DatabaseOptions> = {}) {
  const told = { waiting: [] as string[], lost: [] as Error[] };
  const database = await openDatabase({
    folder: join(folder, 'database'),
    ...databaseFiles,
    onIdleError: () => undefined,
    onWaiting: (what) => told.waiting.push(what),
    onLost: (reason) => told.lost.push(reason),
    ...more,
  });
  opened.push(database);
  return { database, sql: database.sql, told };
}
const ask = async (url: string, query: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(query)).rows;
  } finally {
    await client.end();
  }
};
const countWorkspaces = async ({ sql }: Pick<Database, 'sql'>) =>
  (await sql.select().from(workspaces)).length;
const eventually = (what: () => Promise<unknown>) => expect.poll(what);

describe.each(['PostgreSQL', 'the embedded database'])('%s', (kind) => {
  const url = async () => (kind === 'PostgreSQL' ? postgres.makeDatabase() : undefined);

  it('refuses a second connection to a transaction at once, instead of letting it wait for itself', async () => {
    const { database, sql } = await open({ url: await url() });
    const outer = sql.transaction(() => countWorkspaces(database));
    const message: unknown = expect.stringContaining('A transaction uses a second connection');
    await expect(outer).rejects.toMatchObject({ cause: { message } });
    const nested = sql.transaction(() => sql.transaction(async () => 1));
    await expect(nested).rejects.toThrow('A transaction uses a second connection');
    expect(await countWorkspaces(database)).toBe(0);
  });

  it('lets what a transaction has begun, and does not wait for, go on after it', async () => {
    const { database, sql } = await open({ url: await url() });
    let later: Promise<number> = Promise.resolve(-1);
    await sql.transaction(async (transaction) => {
      await transaction.select().from(workspaces);
      later = new Promise<void>((resolve) => setTimeout(resolve, 50)).then(() => countWorkspaces(database));
    });
    expect(await later).toBe(0);
  });

  it('goes on after queries that are wrong, alone and in transactions, many at once', async () => {
    const { database, sql } = await open({ url: await url() });
    const wrong = Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0
        ? sql.execute(raw`select * from nowhere`)
        : sql.transaction((transaction) => transaction.execute(raw`select 1 / 0`)),
    );
    const outcomes = await Promise.allSettled([...wrong, countWorkspaces(database)]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(40);
    expect(await countWorkspaces(database)).toBe(0);
  });

  it('refuses tables that a newer Atrium has made', async () => {
    const address = await url();
    const { database, sql } = await open({ url: address });
    await sql.execute(
      raw`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 99999999999999)`,
    );
    await database.close();
    opened.length = 0;
    await expect(open({ url: address })).rejects.toThrow(
      'A newer Atrium has brought this database up to date',
    );
  });
});

describe('the embedded database', () => {
  it('tells that it is lost where it leaves a query unanswered, and can be closed', async () => {
    // Long enough for the migrations on a busy machine, each of which has to be answered too.
    const { database, sql, told } = await open({ limits: { answerMs: 5_000 } });
    await expect(sql.execute(raw`do $$ begin loop null; end loop; end $$`)).rejects.toThrow();
    expect(told.lost).toMatchObject([{ message: expect.stringContaining('does not answer') as unknown }]);
    await expect(countWorkspaces(database)).rejects.toThrow();
    await expect(sql.transaction((own) => own.select().from(workspaces))).rejects.toThrow();
    await database.close();
    opened.length = 0;
  });

  it('whose thread ends while it starts fails to open, says why, and is not told as lost', async () => {
    const workerFile = join(folder, 'thread.mjs');
    const ends: Record<string, string> = {
      'does not start: no room': `parentPort.postMessage({ kind: 'failed', message: 'no room' }); process.exit(1)`,
      'its thread has exited with 3': `process.exit(3)`,
      // Its end is noticed, or that nothing is at its socket.
      database: `parentPort.postMessage({ kind: 'listening' }); process.exit(4)`,
    };
    for (const [said, code] of Object.entries(ends)) {
      await writeFile(workerFile, `import { parentPort } from 'node:worker_threads';\n${code};\n`);
      const lost: Error[] = [];
      const options = { workerFile, preparedFolder: undefined };
      await expect(open({ ...options, onLost: (reason) => lost.push(reason) })).rejects.toThrow(said);
      expect(lost).toEqual([]);
    }
  });

  it('tells that it is lost where its thread fails, and can be closed', async () => {
    const workerFile = fileURLToPath(new URL('../testing/failingWorker.mjs', import.meta.url));
    const { database, sql, told } = await open({ workerFile });
    const failing = sql.execute(raw`select 'fail now'`);
    await expect(failing).rejects.toThrow();
    await eventually(async () => told.lost.map(({ message }) => message)).toEqual([
      'The embedded database has ended: memory access out of bounds.',
    ]);
    await database.close();
    opened.length = 0;
  });
});

describe('PostgreSQL', () => {
  // Long enough for what is answered at all, on a busy machine.
  const limits = { answerMs: 3_000, startMs: 60_000, takeOverMs: 500 };

  it('that loses connections in the middle of transactions costs those transactions and nothing else', async () => {
    const url = await postgres.makeDatabase();
    const { database, sql } = await open({ url });
    const lose = () =>
      sql.transaction(async (transaction) => {
        const { rows } = await transaction.execute(raw`select pg_backend_pid() as pid`);
        // While this connection asks nothing.
        await ask(url, `select pg_terminate_backend(${Number(rows[0]?.['pid'])})`);
        await transaction.select().from(workspaces);
      });
    for (let time = 0; time < 10; time++) await expect(lose()).rejects.toThrow();
    expect(await countWorkspaces(database)).toBe(0);
  });

  it('gives up on a query that takes too long, and goes on', async () => {
    const { database, sql } = await open({ url: await postgres.makeDatabase(), limits });
    const slow = sql.execute(raw`select pg_sleep(20)`);
    await expect(slow).rejects.toMatchObject({ cause: { code: '57014' } });
    expect(await countWorkspaces(database)).toBe(0);
  });

  it('that hangs costs those who ask an error, and is used again once it answers', async () => {
    const { database, sql, told } = await open({ url: await postgres.makeDatabase(), limits });
    await postgres.freeze();
    const asked = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? countWorkspaces(database)
        : sql.transaction((transaction) => transaction.select().from(workspaces)),
    );
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    await postgres.thaw();
    await eventually(() => countWorkspaces(database).catch(String)).toBe(0);
    expect(told.lost).toEqual([]);
  });

  it('takes one server, says so to a second one, and takes that once the first has ended', async () => {
    const url = await postgres.makeDatabase();
    const first = await open({ url, limits });
    const second = open({ url, limits });
    await expect(second).rejects.toThrow('Another Atrium server uses this database');
    const patient = open({ url, limits: { ...limits, takeOverMs: 60_000 } });
    await first.database.close();
    opened.splice(opened.indexOf(first.database), 1);
    expect(await countWorkspaces((await patient).database)).toBe(0);
  });

  it('lets a command work beside the server, if it knows the same tables', async () => {
    const url = await postgres.makeDatabase();
    await open({ url, limits });
    const command = await open({ url, limits, isBesideServer: true });
    expect(await countWorkspaces(command.database)).toBe(0);
    await ask(url, `delete from drizzle.__drizzle_migrations`);
    const newer = open({ url, limits, isBesideServer: true });
    await expect(newer).rejects.toThrow('is an older one');
  });

  it('is held again after the connection that held it is lost, unless another server has come first', async () => {
    const url = await postgres.makeDatabase();
    const { told } = await open({ url, limits });
    const holders = `select pid from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`;
    const [before] = await ask(url, holders);
    await ask(url, `select pg_terminate_backend(${Number(before?.['pid'])})`);
    await eventually(async () => (await ask(url, holders))[0]?.['pid']).not.toBeOneOf([
      undefined,
      before?.['pid'],
    ]);
    expect(told.lost).toEqual([]);

    const other = new Client({ connectionString: url });
    await other.connect();
    const waiting = other.query(`select pg_advisory_lock(${0x4174_7269}, 1)`);
    // It is the first in the queue once it stands there.
    await eventually(async () => (await ask(url, `${holders} and not granted`)).length).toBe(1);
    const [now] = await ask(url, `${holders} and granted`);
    await ask(url, `select pg_terminate_backend(${Number(now?.['pid'])})`);
    await waiting;
    await eventually(async () => told.lost.length).toBe(1);
    expect(told.lost[0]?.message).toContain('Another Atrium server uses this database');
    await other.end();
  });

  it('that is not up yet is waited for, with a word', async () => {
    const own = await startPostgres();
    const url = await own.makeDatabase();
    await own.halt();
    const opening = open({ url, limits });
    const { told } = await Promise.all([opening, own.resume()]).then(([result]) => result);
    expect(told.waiting).toHaveLength(1);
    expect(told.waiting[0]).toMatch(
      /^The PostgreSQL of DATABASE_URL, .*test_0, cannot be used: .* Trying again for 60 s\.$/,
    );
    for (const database of opened.splice(0)) await database.close();
    await own.stop();
  });
});
