import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { BackupError, hasWorkspace, writeBackup } from '@atrium/workspace';
import type { BlobStore, Database } from '@atrium/workspace';
import packageJson from '../../package.json' with { type: 'json' };

/**
 * Writes a backup into `backups` in the data folder, before an upgrade changes the tables: the only way back is a backup.
 *
 * @throws BackupError where it cannot be written; nothing is changed then
 */
export async function backUpBeforeUpgrade(
  sql: Database['sql'],
  blobs: BlobStore,
  dataFolder: string,
  log: Logger,
): Promise<void> {
  if (!(await hasWorkspace(sql))) return;
  const folder = join(dataFolder, 'backups');
  const at = new Date().toISOString().replace(/[:.]/g, '-');
  const file = join(folder, `before-${packageJson.version}-${at}.tar.gz`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { rows, blobs: files } = await writeBackup(sql, blobs, file);
    log.warn(
      `This Atrium brings the database up to date. ${file} holds ${rows} rows and ${files} files from before.`,
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BackupError(
      `This Atrium would change the tables of the database, and no backup could be made before. Nothing was changed. ${why}`,
      { cause: error },
    );
  }
}
