import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql as raw } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import * as z from 'zod';
import { normaliseAccountNames } from './accountNames.ts';
import { copyMigrations, journalSchema } from './copyMigrations.ts';
import { DatabaseFailure } from './databaseFailure.ts';
import type { Sql } from './connectionPool.ts';

const lastSchema = z.array(z.object({ last: z.coerce.number().nullable() })).length(1);
const existsSchema = z.array(z.object({ is_there: z.boolean() })).length(1);

interface MigrationsOptions {
  /** Of the SQL that brings a database of any age up to date. */
  readonly migrationsFolder: string;
  /** How many of them; all, where it is left out. */
  readonly migrations?: number | undefined;
  /** Called before the tables of a database that an older Atrium has used are changed; where it fails, they are not. */
  readonly beforeMigrating?: ((sql: Sql) => Promise<void>) | undefined;
}

/**
 * Brings the tables up to date, and the names in them.
 *
 * @throws DatabaseFailure where a newer Atrium has had the database; Error where there are not as many migrations; what
 *   `beforeMigrating` throws
 */
export async function migrateDatabase(sql: Sql, options: MigrationsOptions): Promise<void> {
  const { migrationsFolder, migrations } = options;
  const isOlder = !(await compareSchema(sql, options)) && (await hasTables(sql));
  if (isOlder) await options.beforeMigrating?.(sql);
  if (migrations === undefined) {
    await migrate(sql, { migrationsFolder });
    return normaliseAccountNames(sql);
  }
  const folder = await mkdtemp(join(tmpdir(), 'atrium-migrations-'));
  try {
    await copyMigrations(migrationsFolder, folder, migrations);
    await migrate(sql, { migrationsFolder: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Compares the tables with what this Atrium knows.
 *
 * @returns whether they are as new
 * @throws DatabaseFailure where they are newer
 */
export async function compareSchema(
  sql: Sql,
  { migrationsFolder }: Pick<MigrationsOptions, 'migrationsFolder'>,
): Promise<boolean> {
  const file = join(migrationsFolder, 'meta', '_journal.json');
  const { entries } = journalSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const newestKnown = Math.max(0, ...entries.map(({ when }) => when));
  if (!(await hasTables(sql))) return false;
  const [row] = lastSchema.parse(
    (await sql.execute(raw`select max(created_at) as last from drizzle.__drizzle_migrations`)).rows,
  );
  const last = row?.last ?? 0;
  if (last > newestKnown) {
    throw new DatabaseFailure(
      'A newer Atrium has brought this database up to date, and this one does not know its tables. Start the newer one again, or restore a backup from before into an empty database.',
    );
  }
  return last === newestKnown;
}

/** Whether an Atrium has used the database before. */
async function hasTables(sql: Sql): Promise<boolean> {
  const [table] = existsSchema.parse(
    (await sql.execute(raw`select to_regclass('drizzle.__drizzle_migrations') is not null as is_there`)).rows,
  );
  return table?.is_there === true;
}
