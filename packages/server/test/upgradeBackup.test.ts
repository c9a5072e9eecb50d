import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolderBlobs, openDatabase, restoreBackup } from '@atrium/workspace';
import { prepareOldestDatabase } from '@atrium/workspace/testing';
import { databaseOptionsOf, openWorkspaces } from '../src/workspaces/openWorkspaces.ts';

const log = pino({ level: 'silent' });
let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'atrium-upgrade-'));
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

const configuration = () => ({ databaseUrl: undefined, cluster: undefined, dataFolder, assetBaseUrl: '' });
const start = () => openWorkspaces(configuration(), createFolderBlobs(join(dataFolder, 'blobs')), log, {});

/** What the first Atrium has left. */
async function oldDatabase(workspaces: readonly string[]): Promise<void> {
  const files = await prepareOldestDatabase(dataFolder);
  const database = await openDatabase({ ...databaseOptionsOf(configuration(), log), ...files });
  for (const id of workspaces)
    await database.sql.execute(`insert into workspaces (id, name, settings) values ('${id}', 'Acme', '{}')`);
  await database.close();
}

const backups = () => readdir(join(dataFolder, 'backups')).catch((): string[] => []);

test('before an upgrade changes tables, what was kept is written into a backup that can be restored', async () => {
  await oldDatabase(['acme']);
  const upgraded = await start();
  await upgraded.close();
  const [file = '', ...others] = await backups();
  expect([/^before-.*\.tar\.gz$/.test(file), others]).toEqual([true, []]);

  const restored = join(dataFolder, 'restored');
  await mkdir(restored);
  const options = databaseOptionsOf({ databaseUrl: undefined, dataFolder: restored }, log);
  const blobs = createFolderBlobs(join(restored, 'blobs'));
  await restoreBackup(options, blobs, join(dataFolder, 'backups', file));
  const database = await openDatabase(options);
  expect((await database.sql.execute('select id from workspaces')).rows).toEqual([{ id: 'acme' }]);
  await database.close();
  // The next start has nothing to bring up to date.
  await (await start()).close();
  expect(await backups()).toHaveLength(1);
});

test('an upgrade that cannot write the backup changes nothing, and says so', async () => {
  await oldDatabase(['acme']);
  await writeFile(join(dataFolder, 'backups'), 'a file where the folder should be');
  await expect(start()).rejects.toThrow('Nothing was changed.');
  await rm(join(dataFolder, 'backups'));
  await (await start()).close();
  expect(await backups()).toHaveLength(1);
});

test('a database in which nobody has made a Workspace needs no backup', async () => {
  await oldDatabase([]);
  await (await start()).close();
  expect(await backups()).toEqual([]);
});
