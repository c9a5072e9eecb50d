import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';

/** Atrium's own folders in the data folder; others in it are not its business. */
const ownFolders = ['backups', 'blobs', 'client', 'database', 'logs'];

/**
 * Makes the data folder if it is not there, and closes it and Atrium's folders in it to every other account of this
 * machine: they hold the server's secret, hashes of passwords, World files and logs.
 */
export async function closeDataFolder(dataFolder: string, log: Logger): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await closeFolder(dataFolder, log);
  for (const name of ownFolders) await closeFolders(join(dataFolder, name), log);
}

/** Closes a folder and all in it to other accounts; the embedded database makes its own open to all. */
export async function closeFolders(folder: string, log: Logger): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    log.debug({ err: error }, 'a folder that is not there, or not to be read, is not closed');
    return undefined;
  });
  if (entries === undefined) return;
  await closeFolder(folder, log);
  for (const entry of entries) if (entry.isDirectory()) await closeFolders(join(folder, entry.name), log);
}

/** Where the file system has no such permissions, the log says so, and the server goes on. */
async function closeFolder(folder: string, log: Logger): Promise<void> {
  try {
    await chmod(folder, 0o700);
  } catch (error) {
    log.warn({ err: error }, `other accounts of this machine may be able to look into ${folder}`);
  }
}
