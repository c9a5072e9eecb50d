import { mergeBoards } from '../testing/mergeBoards.ts';
import { readHere } from '../testing/readHere.ts';
import { readdirSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { officeWorld } from '@atrium/world/testing';
import { officeDraft } from '../testing/officeDraft.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import { createFolderBlobs } from '../blobs/folderBlobs.ts';
import { openDatabase } from '../database/database.ts';
import type { DatabaseOptions } from '../database/database.ts';
import * as schema from '../database/schema.ts';
import { databaseFiles } from '../testing/databaseFiles.ts';
import { startPostgres } from '../testing/postgres.ts';
import type { RunningPostgres } from '../testing/postgres.ts';
import { openTestWorkspaces, testPassword } from '../testing/testWorkspaces.ts';
import { createWorkspaceServices } from '../workspaceServices.ts';
import { BackupError, backedUpTables } from './backupFormat.ts';
import { restoreBackup } from './restoreBackup.ts';
import { writeBackup } from './writeBackup.ts';

let postgres: RunningPostgres;
let folder: string;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-backup-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const optionsOf = async (kind: string): Promise<DatabaseOptions> => ({
  url: kind === 'PostgreSQL' ? await postgres.makeDatabase() : undefined,
  folder: join(folder, 'database'),
  ...databaseFiles,
  onIdleError: () => undefined,
});

describe.each([
  ['PostgreSQL', 'the embedded database'],
  ['the embedded database', 'PostgreSQL'],
])('a backup of %s', (from, to) => {
  it(`is restored into ${to} with everything but sign-ins`, async () => {
    const kept = await openTestWorkspaces((await optionsOf(from)).url);
    const file = join(folder, 'backup.tar.gz');
    const acme = await kept.makeWorkspace('Acme');
    const ben = await kept.join(acme, 'Ben', 'Editor');
    await kept.worlds.publish(acme.workspaceId, acme.admin, acme.worldId, officeDraft({ version: '2.0.0' }), {
      base: 1,
      note: '',
    });
    await kept.blobs.write('boards/office/board.yjs', new Uint8Array([1, 2, 3]));
    await kept.sessions.start(ben.personId);
    const place = { ...acme, actor: ben };
    const fence = await kept.leases.take(place, { takeOver: false });
    const edited = new TextEncoder().encode(JSON.stringify({ ...officeWorld(), version: '2.0.1' }));
    await kept.drafts.save(place, { fence, revision: 0, base: 2 }, edited);
    const written = await writeBackup(kept.database.sql, kept.blobs, file);
    const facts = (await kept.audit.read(acme.workspaceId, { limit: 50 })).entries;
    await kept.remove();

    const options = await optionsOf(to);
    const blobs = createFolderBlobs(join(folder, 'blobs'));
    expect(await restoreBackup(options, blobs, file)).toEqual({ rows: written.rows, blobs: written.blobs });
    expect(written.missingImages).toEqual([]);
    const database = await openDatabase(options);
    const ports = {
      sql: database.sql,
      nowMs: () => kept.nowMs,
      newId: () => 'new',
      readers: readHere,
      serverId: 'another-server',
      mergeBoards,
      newsCame: () => undefined,
    };
    const restored = createWorkspaceServices(ports, blobs, (name) => name);
    expect((await restored.members.list(acme.workspaceId)).map(({ name, role }) => [name, role])).toEqual([
      ['Acme Admin', 'Admin'],
      ['Ben', 'Editor'],
    ]);
    expect((await restored.worlds.load(acme.worldId))?.world.version).toBe('2.0.0');
    expect(await restored.worlds.versions(acme.worldId)).toHaveLength(2);
    expect(await restored.drafts.find(acme.worldId)).toMatchObject({ revision: 1, draft: { base: 2 } });
    const draft = await restored.drafts.readFile(acme.worldId, 1);
    expect(new Uint8Array(draft.json)).toEqual(edited);
    expect(await restored.leases.find(acme.worldId)).toBeUndefined();
    expect(await blobs.read('boards/office/board.yjs')).toEqual(Buffer.from([1, 2, 3]));
    expect((await restored.audit.read(acme.workspaceId, { limit: 50 })).entries).toEqual(facts);
    expect((await restored.sessions.signIn('ben@example.org', testPassword)).name).toBe('Ben');
    await restored.members.changeRole(acme.workspaceId, acme.admin, ben.personId, 'Member');
    const [latest] = (await restored.audit.read(acme.workspaceId, { limit: 1 })).entries;
    expect(latest?.entryId).toBeGreaterThan(facts[0]?.entryId ?? 0);

    await database.close();
    await expect(restoreBackup(options, blobs, file)).rejects.toThrow(/There is a Workspace here already/);
  });
});

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
describe.each(readdirSync(fixtures))('what was kept by %s', (name) => {
  it.each(['PostgreSQL', 'the embedded database'])('is all there in %s of today', async (kind) => {
    const options = await optionsOf(kind);
    const blobs = createFolderBlobs(join(folder, 'blobs'));
    await restoreBackup(options, blobs, join(fixtures, name));
    const database = await openDatabase(options);
    const nowMs = () => Date.UTC(2026, 0, 6);
    const ports = {
      sql: database.sql,
      nowMs,
      newId: () => 'new',
      readers: readHere,
      serverId: 'another-server',
      mergeBoards,
      newsCame: () => undefined,
    };
    const kept = createWorkspaceServices(ports, blobs, (file) => file);
    const [workspace] = await kept.workspaces.list();
    const { workspaceId = '', name: called } = workspace ?? {};
    expect(called).toBe('Acme');
    expect((await kept.members.list(workspaceId)).map(({ role }) => role)).toEqual(['Admin', 'Editor']);
    expect((await kept.sessions.signIn('ben@example.org', testPassword)).role).toBe('Editor');
    const [world] = await kept.worlds.list(workspaceId);
    expect((await kept.worlds.load(world?.worldId ?? ''))?.world.worldId).toBe(world?.worldId);
    expect(await kept.invitations.list(workspaceId)).toMatchObject([{ note: 'Fair', usesLeft: 3 }]);
    expect(await kept.bans.list(workspaceId)).toMatchObject([{ name: 'Mallory', reason: 'Spam' }]);
    expect(await kept.reports.list(workspaceId)).toMatchObject([{ text: 'Spam' }]);
    expect(await kept.apiTokens.list(workspaceId)).toMatchObject([{ name: 'CI' }]);
    const { assets } = await kept.assets.list(workspaceId, {});
    expect(assets).toMatchObject([{ name: 'Line' }]);
    expect(await kept.assets.readBytes(assets[0]?.file ?? '')).toBeDefined();
    expect((await kept.audit.read(workspaceId, { limit: 50 })).entries.length).toBeGreaterThan(5);
    await database.close();
  });
});

/** Of sign-ins, and of servers as they run. */
const passing = [
  'attempts',
  'editor_leases',
  'one_time_links',
  'outbox',
  'sessions',
  'signaling_servers',
  'world_places',
];

it('every table is in a backup, but for those of what passes', () => {
  const tables = Object.values(schema).flatMap((table) => (is(table, PgTable) ? [getTableName(table)] : []));
  expect(tables.sort()).toEqual([...backedUpTables, ...passing].sort());
});

it.each([
  ['nothing', ''],
  ['some text', 'no backup at all'],
])('%s is no backup, and nothing is restored of it', async (_what, text) => {
  const file = join(folder, 'backup.tar.gz');
  await writeFile(file, text);
  const blobs = createFolderBlobs(join(folder, 'blobs'));
  await expect(restoreBackup(await optionsOf('PostgreSQL'), blobs, file)).rejects.toThrow(BackupError);
});

it('a World that is deleted while a backup is made is in it with all its files, or not at all', async () => {
  const kind = 'PostgreSQL';
  const kept = await openTestWorkspaces((await optionsOf(kind)).url);
  const { workspaceId, admin } = await kept.makeWorkspace('Acme');
  const add = () => kept.worlds.add(workspaceId, admin, 'Annexe', officeDraft({ worldId: 'annexe' }));
  await add();
  let deletions = 0;
  // As if an Admin deleted it at the worst moment: when the backup has seen its file, and has not read it.
  const blobs: BlobStore = {
    ...kept.blobs,
    async read(name) {
      if (name.startsWith('worlds/annexe/') && deletions++ === 0) {
        await kept.worlds.delete(workspaceId, admin, 'annexe');
      }
      return kept.blobs.read(name);
    },
  };
  const file = join(folder, 'backup.tar.gz');
  await writeBackup(kept.database.sql, blobs, file);
  expect(deletions).toBeGreaterThan(0);
  await kept.remove();

  const options = await optionsOf(kind);
  const restoredBlobs = createFolderBlobs(join(folder, 'restored'));
  await restoreBackup(options, restoredBlobs, file);
  const database = await openDatabase(options);
  const versions = await database.sql.select().from(schema.worldVersions);
  await database.close();
  expect(versions.length).toBeGreaterThan(0);
  for (const { blob } of versions) expect(await restoredBlobs.read(blob), blob).toBeDefined();
});

it('a draft that is saved while a backup is made is in it, with its file', async () => {
  const kept = await openTestWorkspaces((await optionsOf('PostgreSQL')).url);
  const acme = await kept.makeWorkspace('Acme');
  const place = { ...acme, actor: acme.admin };
  const fence = await kept.leases.take(place, { takeOver: false });
  const save = (revision: number) =>
    kept.drafts.save(
      place,
      { fence, revision, base: 1 },
      new TextEncoder().encode(JSON.stringify(officeWorld())),
    );
  await save(0);
  let revision = 1;
  const blobs: BlobStore = {
    ...kept.blobs,
    async read(name) {
      await save(revision++);
      return kept.blobs.read(name);
    },
  };
  const file = join(folder, 'backup.tar.gz');
  await writeBackup(kept.database.sql, blobs, file);
  await kept.remove();
  const options = await optionsOf('PostgreSQL');
  const restoredBlobs = createFolderBlobs(join(folder, 'restored'));
  await restoreBackup(options, restoredBlobs, file);
  const database = await openDatabase(options);
  const [draft] = await database.sql.select().from(schema.worldDrafts);
  await database.close();
  expect(draft?.revision).toBeGreaterThan(1);
  expect(await restoredBlobs.read(draft?.blob ?? '')).toBeDefined();
});

it('a backup of nothing is refused', async () => {
  const kept = await openTestWorkspaces(await postgres.makeDatabase());
  await expect(writeBackup(kept.database.sql, kept.blobs, join(folder, 'backup.tar.gz'))).rejects.toThrow(
    /There is no Workspace here yet/,
  );
  expect(await readdir(folder)).toEqual([]);
  await kept.remove();
});

it('a backup that fails leaves no file behind', async () => {
  const kept = await openTestWorkspaces(await postgres.makeDatabase());
  const acme = await kept.makeWorkspace('Acme');
  for (const name of await kept.blobs.list(`worlds/${acme.worldId}/`)) await kept.blobs.remove(name);
  const target = join(folder, 'out');
  await expect(writeBackup(kept.database.sql, kept.blobs, target)).rejects.toThrow(/missing/);
  expect(await readdir(folder)).toEqual([]);
  await kept.remove();
});
