import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Configuration } from '../configuration/configuration.ts';

/** A command is about data that are not where the settings say. The message is for the host. */
export class NoDataFolderError extends Error {
  constructor(missing: string, remedy = '') {
    const set = 'Set ATRIUM_DATA_DIR to the data folder of the server, as you do where you start it.';
    super([missing, set, remedy].filter((sentence) => sentence !== '').join(' '));
    this.name = 'NoDataFolderError';
  }
}

type Place = Pick<Configuration, 'dataFolder' | 'databaseUrl' | 's3'>;

/**
 * Checks that there is something for a command to work on. Commands make no folder and no database: a misspelt folder
 * would look like an empty server.
 *
 * @throws NoDataFolderError
 */
export async function requireKeptData(place: Place): Promise<void> {
  await requireDataFolder(place);
  const { dataFolder, databaseUrl } = place;
  if (databaseUrl !== undefined || (await isFolder(join(dataFolder, 'database', 'postgres')))) return;
  throw new NoDataFolderError(`There is no database in ${resolve(dataFolder)}.`);
}

/** Checks that there is a folder to restore into. @throws NoDataFolderError */
export async function requireFolderToRestoreInto(place: Place): Promise<void> {
  await requireDataFolder(place, `For a new server, make it first: mkdir ${resolve(place.dataFolder)}`);
}

async function requireDataFolder({ dataFolder, databaseUrl, s3 }: Place, remedy = ''): Promise<void> {
  const isUnused = databaseUrl !== undefined && s3 !== undefined;
  if (isUnused || (await isFolder(dataFolder))) return;
  throw new NoDataFolderError(`There is no folder ${resolve(dataFolder)}.`, remedy);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}
