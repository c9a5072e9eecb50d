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
import type { BlobStore } from '../blobs/blobStore.ts';
import type { Sql } from '../database/database.ts';
import { BackupError, backedUpTables, backupFormat, manifestName } from './backupFormat.ts';

const rowsPerFile = 500;
const attempts = 3;

const countSchema = z.array(z.object({ count: z.coerce.number() })).min(1);
const rowsSchema = z.array(z.object({ row: z.record(z.string(), z.unknown()) }));
const blobNameSchema = z.object({ blob: z.string() });

/** What was written. */
export interface WrittenBackup {
  readonly rows: number;
  readonly blobs: number;
}

/**
 * Writes everything that is kept into one file, while the server goes on: a compressed tar archive with the rows of each
 * table as lines of JSON, and every blob. The file is there whole, or not at all.
 *
 * @throws BackupError; Error where the file cannot be written
 */
export async function writeBackup(sql: Sql, blobs: BlobStore, file: string): Promise<WrittenBackup> {
  for (let attempt = 1; ; attempt++) {
    const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
    try {
      const written = await writeDraft(sql, blobs, draft);
      // A World that was deleted meanwhile is in the tables, and its file is not.
      if (written.missing.length === 0) {
        await sync(draft);
        await rename(draft, file);
        await sync(dirname(file));
        return written;
      }
      if (attempt === attempts)
        throw new BackupError(`These files of Worlds are missing: ${written.missing.join(', ')}`);
    } finally {
      await rm(draft, { force: true });
    }
  }
}

async function writeDraft(sql: Sql, blobs: BlobStore, draft: string) {
  const archive = pack();
  const writing = pipeline(archive, createGzip(), createWriteStream(draft, { flags: 'wx', mode: 0o600 }));
  try {
    const { rows, needed } = await addTables(sql, archive);
    const names = await blobs.list('');
    for (const name of names) {
      const bytes = await blobs.read(name);
      if (bytes !== undefined) await addFile(archive, `blobs/${name}`, bytes);
    }
    archive.finalize();
    await writing;
    const found = new Set(names);
    return { rows, blobs: names.length, missing: needed.filter((name) => !found.has(name)) };
  } catch (error) {
    archive.destroy();
    await writing.catch(() => undefined); // It ends because of this error.
    throw error;
  }
}

/** @returns how many rows there are, and the blobs that some of them name */
async function addTables(sql: Sql, archive: Pack): Promise<{ rows: number; needed: string[] }> {
  return sql.transaction(
    async (transaction) => {
      const [migrations] = countSchema.parse(
        (await transaction.execute(raw`select count(*) from drizzle.__drizzle_migrations`)).rows,
      );
      const manifest = {
        format: backupFormat,
        createdAt: new Date().toISOString(),
        migrations: migrations?.count,
      };
      await addFile(archive, manifestName, Buffer.from(JSON.stringify(manifest)));
      let all = 0;
      const needed: string[] = [];
      for (const table of backedUpTables) {
        const cursor = raw.identifier(`backup_${table}`);
        const query = raw`select to_jsonb(t) as row from ${raw.identifier(table)} t`;
        await transaction.execute(raw`declare ${cursor} no scroll cursor for ${query}`);
        for (let part = 0; ; part++) {
          const fetched = await transaction.execute(
            raw`fetch ${raw.raw(String(rowsPerFile))} from ${cursor}`,
          );
          const rows = rowsSchema.parse(fetched.rows);
          if (rows.length === 0) break;
          all += rows.length;
          if (table === 'world_versions')
            needed.push(...rows.map(({ row }) => blobNameSchema.parse(row).blob));
          const lines = rows.map(({ row }) => `${JSON.stringify(row)}\n`).join('');
          await addFile(
            archive,
            `tables/${table}.${String(part).padStart(6, '0')}.jsonl`,
            Buffer.from(lines),
          );
        }
        await transaction.execute(raw`close ${cursor}`);
      }
      return { rows: all, needed };
    },
    // All tables as they were at one moment.
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

function addFile(archive: Pack, name: string, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.once('error', reject);
    archive.entry({ name }, Buffer.from(bytes), (error) => {
      archive.off('error', reject);
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
