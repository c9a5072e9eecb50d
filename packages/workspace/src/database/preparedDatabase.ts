import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface PreparedDatabaseOptions {
  /** Where prepared databases are: one folder for each version of PGlite and of the migrations. */
  readonly preparedFolder: string;
  /** Of the SQL that brings a database of any age up to date. */
  readonly migrationsFolder: string;
  /** What runs the database in a thread. */
  readonly workerFile: string;
}

/**
 * Finds an embedded database that is empty and up to date, for a first start to copy: to make one takes several seconds
 * of a core. It has no rows but those of the migrations, so that installations share nothing.
 *
 * @returns its folder; `undefined` where there is none for this version
 */
export async function findPreparedDatabase(options: PreparedDatabaseOptions): Promise<string | undefined> {
  const folder = await preparedDatabaseFolder(options);
  return (await isFolder(folder)) ? folder : undefined;
}

/** Where the prepared database for this version is, or would be. */
export async function preparedDatabaseFolder({
  preparedFolder,
  migrationsFolder,
  workerFile,
}: PreparedDatabaseOptions): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(migrationsFolder)).sort()) {
    if (name.endsWith('.sql')) hash.update(name).update(await readFile(join(migrationsFolder, name)));
  }
  const program = createRequire(workerFile).resolve('@electric-sql/pglite');
  hash.update(await readFile(join(dirname(program), '..', 'package.json')));
  return join(preparedFolder, hash.digest('hex').slice(0, 16));
}

export function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
