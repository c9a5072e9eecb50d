import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyMigrations } from '../database/copyMigrations.ts';
import { prepareDatabase } from '../database/prepareDatabase.ts';
import { databaseFiles } from './databaseFiles.ts';

const preparedFolder = fileURLToPath(new URL('../../dist/oldestDatabase', import.meta.url));

/**
 * Makes the embedded database of the first Atrium, with the first migration alone, unless it is there: it takes several
 * seconds of a core, so that runs share it.
 *
 * @param folder for the one migration, as long as databases are opened with it
 * @returns what to open a copy of it with, in a folder that has no database yet
 */
export async function prepareOldestDatabase(folder: string): Promise<typeof databaseFiles> {
  const migrationsFolder = join(folder, 'oldestMigrations');
  await copyMigrations(databaseFiles.migrationsFolder, migrationsFolder, 1);
  const files = { ...databaseFiles, migrationsFolder, preparedFolder };
  await prepareDatabase(files);
  return files;
}
