import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { openDatabase } from '../database/database.ts';
import { databaseFiles } from './databaseFiles.ts';

/**
 * Puts an embedded database, empty and up to date, where a server would make its first one. To make one takes seconds of
 * a core, so it is made once for each state of the migrations, and copied for each test. One that is there already stays.
 *
 * @param folder that the server will open: `database` in its data folder
 */
export async function prepareDatabase(folder: string): Promise<void> {
  if (await isFolder(join(folder, 'postgres'))) return;
  const prepared = join(tmpdir(), `atrium-prepared-database-${await stateOfMigrations()}`);
  if (!(await isFolder(prepared))) await makePrepared(prepared);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A thousand files, which the program copies in a tenth of the time that Node takes.
  await promisify(execFile)('cp', ['-R', prepared, join(folder, 'postgres')]);
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function makePrepared(prepared: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-preparing-'));
  const database = await openDatabase({ folder, ...databaseFiles, onIdleError: () => undefined });
  await database.close();
  try {
    await rename(join(folder, 'postgres'), prepared);
  } catch (error) {
    // Another process has made the same one meanwhile.
    const isThere =
      error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST'].includes(String(error.code));
    if (!isThere) throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function stateOfMigrations(): Promise<string> {
  const hash = createHash('sha256');
  const { migrationsFolder } = databaseFiles;
  for (const name of (await readdir(migrationsFolder)).sort()) {
    if (name.endsWith('.sql')) hash.update(name).update(await readFile(join(migrationsFolder, name)));
  }
  const program = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  hash.update(await readFile(join(dirname(program), '..', 'package.json')));
  return hash.digest('hex').slice(0, 16);
}
