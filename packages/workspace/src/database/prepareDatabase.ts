import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openDatabase } from './database.ts';
import { isFolder, preparedDatabaseFolder } from './preparedDatabase.ts';
import type { PreparedDatabaseOptions } from './preparedDatabase.ts';

const making = 'making-';
/** What is older was left by a process that was killed. */
const makingMs = 3_600_000;

/**
 * Makes the database that first starts copy, where there is none for this version, and removes those of others. Several
 * processes may do so at once: each makes its own, and the first to be done is kept.
 *
 * @returns its folder
 * @throws DatabaseFailure; Error where the folder cannot be written
 */
export async function prepareDatabase(options: PreparedDatabaseOptions): Promise<string> {
  const { preparedFolder, migrationsFolder, workerFile } = options;
  const prepared = await preparedDatabaseFolder(options);
  if (await isFolder(prepared)) return prepared;
  await mkdir(preparedFolder, { recursive: true });
  const folder = await mkdtemp(join(preparedFolder, making));
  try {
    const database = await openDatabase({
      folder,
      migrationsFolder,
      workerFile,
      onIdleError: () => undefined,
    });
    await database.close();
    await moveUnlessThere(join(folder, 'postgres'), prepared);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await removeOthers(preparedFolder, basename(prepared));
  return prepared;
}

async function moveUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const isThere =
      error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST'].includes(String(error.code));
    if (!isThere) throw error;
  }
}

async function removeOthers(preparedFolder: string, kept: string): Promise<void> {
  for (const name of await readdir(preparedFolder)) {
    if (name === kept) continue;
    const path = join(preparedFolder, name);
    const isBeingMade = name.startsWith(making) && Date.now() - (await stat(path)).mtimeMs < makingMs;
    if (!isBeingMade) await rm(path, { recursive: true, force: true });
  }
}
