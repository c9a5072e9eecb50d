import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql as raw } from 'drizzle-orm';
import { pack } from 'tar-stream';
import type { Pack } from 'tar-stream';
import * as z from 'zod';
import { blobOfAsset } from '../assets/assetStore.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import type { Sql } from '../database/database.ts';
import { BackupError, auditTable, backedUpTables, backupFormat, manifestName } from './backupFormat.ts';
import { explainUnwritable } from './explainUnwritable.ts';
import { RowSpool } from './rowSpool.ts';

const rowsPerFile = 500;
const attempts = 3;

const countSchema = z.array(z.object({ count: z.coerce.number() })).length(1);
const idsSchema = z.array(z.object({ first: z.coerce.number(), last: z.coerce.number() })).length(1);
const rowsSchema = z.array(z.object({ row: z.string() }));
const entriesSchema = z.array(z.object({ workspace: z.string(), row: z.string() }));
const namesSchema = z.array(z.object({ name: z.string() }));

/** What was written. */
export interface WrittenBackup {
  readonly rows: number;
  readonly blobs: number;
  /** Images that the tables name and the blob store does not have. */
  readonly missingImages: readonly string[];
}

/** What the rows refer to. */
interface Needed {
  readonly boards: readonly string[];
  readonly worldFiles: readonly string[];
  readonly images: readonly string[];
}

/**
 * Writes everything that is kept into one file, while the server goes on: a compressed tar archive with every blob, and
 * the rows of each table as lines of JSON. The file is there whole, or not at all.
 *
 * The rows are read in one short transaction and put aside; nothing is compressed while it lasts, for the embedded
 * database has only one connection.
 *
 * @throws BackupError where there is nothing to back up, a World's file is missing, or the file cannot be written
 */
export async function writeBackup(sql: Sql, blobs: BlobStore, file: string): Promise<WrittenBackup> {
  try {
    for (let attempt = 1; ; attempt++) {
      const written = await attemptBackup(sql, blobs, file, attempt === attempts);
      if (written !== undefined) return written;
    }
  } catch (error) {
    throw explainUnwritable(file, error);
  }
}

/** @returns `undefined` where something was deleted meanwhile, so that rows name what is gone: worth another attempt */
async function attemptBackup(
  sql: Sql,
  blobs: BlobStore,
  file: string,
  isLast: boolean,
): Promise<WrittenBackup | undefined> {
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    const { missingWorldFiles, ...written } = await writeDraft(sql, blobs, draft);
    const missing = [...missingWorldFiles, ...written.missingImages];
    if (missing.length > 0 && !isLast) return undefined;
    if (missingWorldFiles.length > 0) {
      throw new BackupError(
        `No backup was made. These files of Worlds are missing: ${missingWorldFiles.join(', ')}. ` +
          'Is ATRIUM_DATA_DIR (or the S3 bucket) the one that the server uses?',
      );
    }
    await sync(draft);
    await rename(draft, file);
    await sync(dirname(file));
    return written;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(sql: Sql, blobs: BlobStore, draft: string) {
  const archive = pack();
  const writing = pipeline(archive, createGzip(), createWriteStream(draft, { flags: 'wx', mode: 0o600 }));
  // Where one of the two fails, the other has nothing left to do; both are heard.
  const filling = fillArchive(archive, sql, blobs, `${draft}.rows`).catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : undefined);
    throw error;
  });
  const [filled, wrote] = await Promise.allSettled([filling, writing]);
  // Where the file cannot be written, the archive that was closed for it has nothing more to say.
  if (wrote.status === 'rejected') throw wrote.reason;
  if (filled.status === 'rejected') throw filled.reason;
  return filled.value;
}

async function fillArchive(archive: Pack, sql: Sql, blobs: BlobStore, spoolPath: string) {
  const counted = await sql.execute(raw`select count(*) from drizzle.__drizzle_migrations`);
  const [migrations] = countSchema.parse(counted.rows);
  const createdAt = new Date().toISOString();
  const manifest = { format: backupFormat, createdAt, migrations: migrations?.count };
  await addFile(archive, manifestName, Buffer.from(JSON.stringify(manifest)));

  const archived = new Set<string>();
  const addBlob = async (name: string) => {
    const bytes = archived.has(name) ? undefined : await blobs.read(name);
    if (bytes === undefined) return;
    await addFile(archive, `blobs/${name}`, bytes);
    archived.add(name);
  };
  // Blobs come first: what is deleted while they are read is not in the rows any more.
  for (const name of await blobs.list('')) await addBlob(name);
  const spool = new RowSpool(spoolPath);
  try {
    const { rows, needed } = await spoolTables(sql, spool);
    // What was added while the others were read.
    for (const name of [...needed.boards, ...needed.worldFiles, ...needed.images]) await addBlob(name);
    for await (const part of spool.parts()) await addFile(archive, part.name, part.rows);
    archive.finalize();
    const isMissing = (name: string) => !archived.has(name);
    return {
      rows,
      blobs: archived.size,
      missingWorldFiles: [...needed.worldFiles, ...needed.boards].filter(isMissing),
      missingImages: needed.images.filter(isMissing),
    };
  } finally {
    await spool.remove();
  }
}

/** Whether there is anything to back up. */
export async function hasWorkspace(sql: Sql): Promise<boolean> {
  const { rows } = await sql.execute(raw`select id as name from workspaces limit 1`);
  return namesSchema.parse(rows).length > 0;
}

/** @throws BackupError where there is no Workspace */
async function spoolTables(sql: Sql, spool: RowSpool): Promise<{ rows: number; needed: Needed }> {
  const { rows, needed, workspaceIds, range } = await sql.transaction(
    async (transaction) => {
      const namesOf = async (query: ReturnType<typeof raw>) =>
        namesSchema.parse((await transaction.execute(query)).rows).map(({ name }) => name);
      const workspaces = await namesOf(raw`select id as name from workspaces`);
      if (workspaces.length === 0) {
        throw new BackupError('No backup was made. There is no Workspace here yet, and so nothing to keep.');
      }
      let count = 0;
      // Before an upgrade, tables that a newer Atrium has added are not there yet.
      const there = new Set(await namesOf(raw`select tablename as name from pg_tables`));
      for (const table of backedUpTables) {
        if (table !== auditTable && there.has(table)) count += await spoolTable(transaction, spool, table);
      }
      const worldFiles = await namesOf(raw`select blob as name from world_versions`);
      if (there.has('world_drafts'))
        worldFiles.push(
          ...(await namesOf(raw`select blob as name from world_drafts where blob is not null`)),
        );
      const boards = there.has('board_files') ? await namesOf(raw`select blob as name from board_files`) : [];
      const images = await namesOf(raw`select distinct file as name from assets`);
      const ids = await transaction.execute(
        raw`select coalesce(min(id), 1) as first, coalesce(max(id), 0) as last from audit_log`,
      );
      const [range = { first: 1, last: 0 }] = idsSchema.parse(ids.rows);
      return {
        rows: count,
        needed: { boards, worldFiles, images: images.map(blobOfAsset) },
        workspaceIds: workspaces,
        range: { firstId: range.first, lastId: range.last },
      };
    },
    // All tables as they were at one moment.
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  return { rows: rows + (await spoolAuditLog(sql, spool, workspaceIds, range)), needed };
}

async function spoolTable(sql: Sql, spool: RowSpool, table: string): Promise<number> {
  const cursor = raw.identifier(`backup_${table}`);
  await sql.execute(
    raw`declare ${cursor} no scroll cursor for select to_jsonb(t)::text as row from ${raw.identifier(table)} t`,
  );
  let all = 0;
  for (let part = 0; ; part++) {
    const fetched = await sql.execute(raw`fetch ${raw.raw(String(rowsPerFile))} from ${cursor}`);
    const rows = rowsSchema.parse(fetched.rows);
    if (rows.length === 0) break;
    all += rows.length;
    await spool.add(partName(table, part), linesOf(rows));
  }
  await sql.execute(raw`close ${cursor}`);
  return all;
}

/** The entries from `firstId` to `lastId`, of Workspaces that are in the backup. */
async function spoolAuditLog(
  sql: Sql,
  spool: RowSpool,
  workspaceIds: readonly string[],
  { firstId, lastId }: { readonly firstId: number; readonly lastId: number },
): Promise<number> {
  const known = new Set(workspaceIds);
  let all = 0;
  // By ranges of the key alone: the embedded database has no statistics, and would sort the whole log for each part.
  for (let id = firstId, part = 0; id <= lastId; id += rowsPerFile) {
    const read = await sql.execute(
      raw`select workspace_id as workspace, to_jsonb(t)::text as row from audit_log t
        where id >= ${id} and id < ${id + rowsPerFile} and id <= ${lastId} order by id`,
    );
    const entries = entriesSchema.parse(read.rows).filter(({ workspace }) => known.has(workspace));
    if (entries.length === 0) continue;
    all += entries.length;
    await spool.add(partName(auditTable, part++), linesOf(entries));
  }
  return all;
}

function partName(table: string, part: number): string {
  return `tables/${table}.${String(part).padStart(6, '0')}.jsonl`;
}

function linesOf(rows: readonly { readonly row: string }[]): Buffer {
  return Buffer.from(rows.map(({ row }) => `${row}\n`).join(''));
}

/** @throws Error where the archive has ended because it cannot be written */
function addFile(archive: Pack, name: string, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The archive was closed.'));
    archive.once('error', reject);
    archive.once('close', ended);
    archive.entry({ name }, Buffer.from(bytes), (error) => {
      archive.off('error', reject);
      archive.off('close', ended);
      if (error) reject(error);
      else resolve();
    });
  });
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
