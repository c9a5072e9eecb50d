import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { sql as raw } from 'drizzle-orm';
import { extract } from 'tar-stream';
import * as z from 'zod';
import { checkBlobName } from '../blobs/blobStore.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import { openDatabase } from '../database/database.ts';
import type { Database, DatabaseOptions } from '../database/database.ts';
import { workspaces } from '../database/schema.ts';
import { BackupError, backedUpTables, manifestName, manifestSchema } from './backupFormat.ts';
import type { BackedUpTable } from './backupFormat.ts';

interface ArchivedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const tableFile = /^tables\/([a-z_]+)\.\d+\.jsonl$/;
/** Of one insert. Larger ones gain nothing, and hold the thread of the embedded database for longer. */
const rowsPerInsert = 500;
const rowSchema = z.record(z.string(), z.unknown());

/**
 * Puts a backup into an empty database and an empty blob store. The tables are brought to the state that the backup was
 * made in, filled, and then brought up to date.
 *
 * @returns how many rows and blobs were restored
 * @throws BackupError where the file is no backup, or something is there already; FolderInUseError
 */
export async function restoreBackup(
  options: DatabaseOptions,
  blobs: BlobStore,
  file: string,
): Promise<{ readonly rows: number; readonly blobs: number }> {
  const { migrations } = await readManifest(file);
  const database = await openDatabase({ ...options, migrations });
  let restored: { readonly rows: number; readonly blobs: number };
  try {
    restored = await fill(database, blobs, file);
  } finally {
    await database.close();
  }
  await (await openDatabase(options)).close();
  return restored;
}

async function readManifest(file: string) {
  for await (const { name, bytes } of filesOf(file)) {
    if (name !== manifestName) break;
    const { data } = manifestSchema.safeParse(parseJson(bytes.toString('utf8')));
    if (data === undefined) throw new BackupError(`${file} was made by another version of Atrium.`);
    return data;
  }
  throw new BackupError(`${file} is no backup of Atrium.`);
}

async function fill({ sql }: Database, blobs: BlobStore, file: string) {
  if ((await sql.select().from(workspaces).limit(1)).length > 0) {
    throw new BackupError(
      'There is a Workspace here already. Restore into an empty database and data folder.',
    );
  }
  let rows = 0;
  let restoredBlobs = 0;
  await sql.transaction(async (transaction) => {
    for await (const { name, bytes } of filesOf(file)) {
      const table = backedUpTables.find((known) => known === tableFile.exec(name)?.[1]);
      if (table !== undefined) {
        const restored = rowsOf(name, bytes);
        for (let from = 0; from < restored.length; from += rowsPerInsert) {
          await transaction.execute(insert(table, restored.slice(from, from + rowsPerInsert)));
        }
        rows += restored.length;
      } else if (name.startsWith('blobs/')) {
        const blob = name.slice('blobs/'.length);
        checkBlobName(blob);
        await blobs.write(blob, bytes);
        restoredBlobs++;
      }
    }
    if (rows === 0)
      throw new BackupError(`There is no Workspace in ${file}: it was made of an empty database.`);
    // Entries that come later have later numbers.
    await transaction.execute(
      raw`select setval(pg_get_serial_sequence('audit_log', 'id'), (select coalesce(max(id), 0) + 1 from audit_log), false)`,
    );
  });
  return { rows, blobs: restoredBlobs };
}

/** @throws BackupError where it is no row */
function rowsOf(name: string, bytes: Buffer): readonly Record<string, unknown>[] {
  const lines = bytes.toString('utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { data } = rowSchema.safeParse(parseJson(line));
    if (data === undefined)
      throw new BackupError(`The backup is damaged: ${name} has a line that is no row.`);
    return data;
  });
}

/** One statement for many rows: each of them costs a round trip to the database. */
function insert(table: BackedUpTable, rows: readonly Record<string, unknown>[]) {
  const name = raw.identifier(table);
  return raw`insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${JSON.stringify(rows)}::jsonb)`;
}

/** The files of an archive, one after the other. @throws BackupError where it is none */
async function* filesOf(file: string): AsyncGenerator<ArchivedFile> {
  const archive = extract();
  const reading = createReadStream(file);
  const unpacking = createGunzip();
  const fail = (error: Error) => archive.destroy(error);
  reading.on('error', fail);
  unpacking.on('error', fail);
  reading.pipe(unpacking).pipe(archive);
  try {
    for await (const entry of archive) yield { name: entry.header.name, bytes: await buffer(entry) };
  } catch (error) {
    if (
      error instanceof BackupError ||
      (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    )
      throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupError(`${file} cannot be read as a backup: ${reason}`);
  } finally {
    reading.destroy();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // No schema takes it.
  }
}
