import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sql as raw } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { databaseFiles } from '../testing/databaseFiles.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { prepareDatabase } from './prepareDatabase.ts';
import { findPreparedDatabase, preparedDatabaseFolder } from './preparedDatabase.ts';
import { workspaces } from './schema.ts';

const longAgo = new Date('2026-01-05');
let folder: string;
const opened: Database[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-prepared-'));
});
afterEach(async () => {
  await closeAll();
  await rm(folder, { recursive: true, force: true });
});

async function closeAll(): Promise<void> {
  for (const database of opened.splice(0)) await database.close();
}
async function open(name: string, preparedFolder: string): Promise<Database> {
  const options = { ...databaseFiles, preparedFolder, onIdleError: () => undefined };
  const database = await openDatabase({ ...options, folder: join(folder, name) });
  opened.push(database);
  return database;
}
const workspacesIn = ({ sql }: Database) => sql.select({ id: workspaces.id }).from(workspaces);
const tablesSchema = z.array(z.object({ name: z.string() }));
const countSchema = z.array(z.object({ count: z.coerce.number() })).length(1);

test('a prepared database has all tables, and no row but those about migrations', async () => {
  await prepareDatabase(databaseFiles);
  const { sql } = await open('data', databaseFiles.preparedFolder);
  const tables = tablesSchema.parse(
    (
      await sql.execute(
        raw`select table_name as name from information_schema.tables where table_schema = 'public'`,
      )
    ).rows,
  );
  expect(tables.map(({ name }) => name)).toContain('users');
  for (const { name } of tables) {
    const counted = await sql.execute(raw`select count(*) from ${raw.identifier(name)}`);
    expect([name, countSchema.parse(counted.rows)]).toEqual([name, [{ count: 0 }]]);
  }
});

test('a first start copies it, and what is written there stays there; a database that is there already is kept', async () => {
  const original = await prepareDatabase(databaseFiles);
  const one = await open('one', databaseFiles.preparedFolder);
  await one.sql.execute(raw`insert into workspaces (id, name, settings) values ('w', 'Acme', '{}')`);
  await closeAll();
  expect(await workspacesIn(await open('two', databaseFiles.preparedFolder))).toEqual([]);
  await closeAll();

  const preparedFolder = join(folder, 'prepared');
  await cp(join(folder, 'one', 'postgres'), join(preparedFolder, basename(original)), { recursive: true });
  expect(await workspacesIn(await open('three', preparedFolder))).toEqual([{ id: 'w' }]);
  expect(await workspacesIn(await open('two', preparedFolder))).toEqual([]);
});

test.each([
  ['it cannot be copied', 'pipe'],
  ['it is broken', 'file'],
])('where %s, a first start makes a database', async (_why, what) => {
  const preparedFolder = join(folder, 'prepared');
  const broken = await preparedDatabaseFolder({ ...databaseFiles, preparedFolder });
  await mkdir(broken, { recursive: true });
  await writeFile(join(broken, 'PG_VERSION'), '1');
  if (what === 'pipe') expect(spawnSync('mkfifo', [join(broken, what)]).status).toBe(0);
  else await writeFile(join(broken, what), '');
  expect(await workspacesIn(await open('data', preparedFolder))).toEqual([]);
  expect(await readdir(join(folder, 'data', 'postgres'))).not.toContain(what);
});

test('of those who prepare one at once the first is kept; other versions go, and what killed processes left', async () => {
  const options = { ...databaseFiles, preparedFolder: join(folder, 'prepared') };
  const prepared = await preparedDatabaseFolder(options);
  for (const name of ['another-version', 'making-killed', 'making-now'])
    await mkdir(join(options.preparedFolder, name), { recursive: true });
  await utimes(join(options.preparedFolder, 'making-killed'), longAgo, longAgo);

  const made = prepareDatabase(options);
  await expect.poll(() => readdir(options.preparedFolder)).toHaveLength(4);
  expect(await findPreparedDatabase(options)).toBeUndefined();
  await mkdir(prepared);
  await writeFile(join(prepared, 'theirs'), '');
  expect(await made).toBe(prepared);
  expect(await readdir(prepared)).toEqual(['theirs']);
  expect((await readdir(options.preparedFolder)).sort()).toEqual([basename(prepared), 'making-now'].sort());
});
