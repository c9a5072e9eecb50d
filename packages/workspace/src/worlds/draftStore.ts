import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { DraftEnd, DraftPublication, DraftSave } from '@atrium/protocol';
import { draftLimits } from '@atrium/protocol';
import { recordFact } from '../audit/auditLog.ts';
import { blobNamePart } from '../blobs/blobStore.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import type { Sql } from '../database/database.ts';
import { draftAssetUses, worldDrafts, worldVersions } from '../database/schema.ts';
import type { ReadDraft } from '../reading/readSentFile.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { WorkspacePorts } from '../workspacePorts.ts';
import { lockDraft, requireFence } from './editorLeases.ts';
import type { DraftPlace, EditorLeases } from './editorLeases.ts';
import type { WorldStore } from './worldStore.ts';

const unpack = promisify(gunzip);
const blobPrefix = 'drafts/';
/** How long the file of an earlier revision stays for those who are reading it: a Client, a backup. */
const readingMs = 2 * 60_000;

/** A draft, but for its file. */
export interface KeptDraft {
  readonly base: number;
  readonly savedAtMs: number;
  readonly savedBy: string;
  /** Of the file, unpacked. */
  readonly bytes: number;
}

/** What the next save goes by. */
export interface DraftRevision {
  /** 0: nothing was ever saved. */
  readonly revision: number;
  /** `undefined`: what was saved was published or discarded. */
  readonly draft: KeptDraft | undefined;
}

/** The file of a draft. */
export interface DraftFile {
  /** As it was sent, unpacked. */
  readonly json: Buffer;
  /** The same, with gzip. */
  readonly packed: Buffer;
  /** SHA-256 of it, in hexadecimal. */
  readonly hash: string;
}

type DraftRow = typeof worldDrafts.$inferSelect;

/** A file that no row names any more. */
interface Superseded {
  readonly blob: string;
  readonly sinceMs: number;
}

/**
 * What editors have made of Worlds and not yet published: one draft for each World, changed by who has its lease. A whole
 * file is written before the row that names it, and the one before is removed later: whenever the server ends, what it
 * had acknowledged is there.
 */
export class DraftStore {
  readonly #ports: WorkspacePorts;
  readonly #blobs: BlobStore;
  readonly #worlds: WorldStore;
  readonly #leases: EditorLeases;
  /** The oldest first. What a server that ends leaves of them goes with a later sweep. */
  #superseded: readonly Superseded[] = [];
  /** The files that no row named when files were swept the last time. */
  #unnamedBefore: ReadonlySet<string> = new Set();

  constructor(ports: WorkspacePorts, blobs: BlobStore, worlds: WorldStore, leases: EditorLeases) {
    this.#ports = ports;
    this.#blobs = blobs;
    this.#worlds = worlds;
    this.#leases = leases;
  }

  async find(worldId: string): Promise<DraftRevision> {
    const row = await readRow(this.#ports.sql, worldId);
    if (row === undefined) return { revision: 0, draft: undefined };
    const { revision, blob, base, savedAt, savedBy, bytes } = row;
    const draft = blob === null ? undefined : { base, savedAtMs: savedAt.getTime(), savedBy, bytes };
    return { revision, draft };
  }

  /**
   * The file of a revision, as it was saved.
   *
   * @throws WorkspaceFailure `draft_outdated` where the draft has another revision, or there is none
   */
  async readFile(worldId: string, revision: number): Promise<DraftFile> {
    const { hash, packed } = await this.#read(worldId, revision);
    const json = await unpack(packed, { maxOutputLength: draftLimits.fileBytes });
    return { json, packed: Buffer.from(packed.buffer, packed.byteOffset, packed.length), hash };
  }

  /**
   * Saves a draft. The same save, sent again because its answer was lost, is answered again.
   *
   * @param file a World file, valid or not; packed with gzip, or as it is
   * @throws WorkspaceFailure `lease_lost`; `draft_outdated`; `version_unknown` for a base that is none; `world_unknown`;
   * `world_invalid` and `bad_message` for what no Client could open; `server_busy`
   */
  async save(place: DraftPlace, save: DraftSave, file: Uint8Array): Promise<DraftRow> {
    const { worldId, actor } = place;
    // Who may not save does not keep the readers busy.
    await this.#ports.sql.transaction(async (sql) => {
      await lockDraft(sql, place);
      await requireFence(sql, place, save.fence);
    });
    const read = await this.#ports.readers.read(actor.personId, 'draft', { bytes: file });
    const blob = `${blobPrefix}${blobNamePart(worldId)}/${randomBytes(8).toString('hex')}.world.json.gz`;
    await this.#blobs.write(blob, read.packed);
    const saved = await this.#settle(blob, worldId, () =>
      this.#ports.sql.transaction((sql) => this.#saveRow(sql, place, save, { ...read, blob })),
    );
    await this.#removeSuperseded();
    return saved;
  }

  async #saveRow(
    sql: Sql,
    place: DraftPlace,
    { fence, revision, base }: DraftSave,
    { blob, hash, bytes, assets }: Pick<ReadDraft, 'hash' | 'bytes' | 'assets'> & { readonly blob: string },
  ): Promise<DraftRow> {
    const { worldId, actor } = place;
    const { currentVersion } = await lockDraft(sql, place);
    await this.#leases.keep(sql, place, fence, true);
    if (base > currentVersion) throw new WorkspaceFailure('version_unknown');
    const before = await readRow(sql, worldId);
    if (before !== undefined && isSameSave(before, { revision, base, hash })) return before;
    if ((before?.revision ?? 0) !== revision) throw new WorkspaceFailure('draft_outdated');
    const savedAt = new Date(this.#ports.nowMs());
    const change = { revision: revision + 1, blob, hash, bytes, base, savedBy: actor.name, savedAt };
    await sql
      .insert(worldDrafts)
      .values({ worldId, ...change })
      .onConflictDoUpdate({ target: worldDrafts.worldId, set: change });
    await sql.delete(draftAssetUses).where(eq(draftAssetUses.worldId, worldId));
    if (assets.length > 0) {
      await sql.insert(draftAssetUses).values(assets.map((file) => ({ worldId, file })));
    }
    return { worldId, ...change };
  }

  /**
   * Throws a draft away.
   *
   * @throws WorkspaceFailure `lease_lost`; `draft_outdated`; `world_unknown`
   */
  async discard(place: DraftPlace, { fence, revision }: DraftEnd): Promise<void> {
    const { workspaceId, worldId, actor } = place;
    const blob = await this.#ports.sql.transaction(async (sql) => {
      const { name } = await lockDraft(sql, place);
      await this.#leases.keep(sql, place, fence, true);
      const target = { id: worldId, name };
      await recordFact(sql, { workspaceId, actor, action: 'draft.discard', target });
      return endDraft(sql, worldId, revision);
    });
    this.#supersede(blob);
  }

  /**
   * Makes a draft the next version of its World, and lets it go.
   *
   * @throws WorkspaceFailure `lease_lost`; `draft_outdated`; `version_outdated` where it began with another version than the
   * current one; `world_invalid`; `world_unknown`; `server_busy`
   */
  async publish(place: DraftPlace, { fence, revision, base, note, bump }: DraftPublication): Promise<void> {
    const { workspaceId, worldId, actor } = place;
    await this.#ports.sql.transaction(async (sql) => {
      const { currentVersion } = await lockDraft(sql, place);
      await requireFence(sql, place, fence);
      const row = await readRow(sql, worldId);
      if (currentVersion !== base) throw new WorkspaceFailure('version_outdated');
      if (row?.revision !== revision) throw new WorkspaceFailure('draft_outdated');
      if (row.base !== base)
        throw new WorkspaceFailure('bad_request', 'The draft began with another version.');
    });
    const { packed, blob } = await this.#read(worldId, revision);
    const draft = await this.#ports.readers.read(actor.personId, 'saved-draft', { bytes: packed });
    const version = raised(await this.#versionOf(worldId, base), bump);
    const updatedAt = new Date(this.#ports.nowMs()).toISOString();
    const head = { ...draft.head, version, meta: { ...draft.head.meta, updatedAt } };
    await this.#worlds.publish(
      workspaceId,
      actor,
      worldId,
      { ...draft, head },
      {
        base,
        note,
        alongside: async (sql) => {
          await this.#leases.keep(sql, place, fence, true);
          await endDraft(sql, worldId, revision);
        },
      },
    );
    this.#supersede(blob);
  }

  /**
   * Removes files that no row has named for two sweeps: of saves that failed, or that a server did not live to tidy up.
   *
   * @returns how many it removed
   */
  async sweepFiles(): Promise<number> {
    const files = await this.#blobs.list(blobPrefix);
    const rows = await this.#ports.sql
      .select({ blob: worldDrafts.blob })
      .from(worldDrafts)
      .where(isNotNull(worldDrafts.blob));
    const named = new Set(rows.map(({ blob }) => blob));
    const unnamed = files.filter((file) => !named.has(file));
    const due = unnamed.filter((file) => this.#unnamedBefore.has(file));
    this.#unnamedBefore = new Set(unnamed);
    for (const file of due) await this.#blobs.remove(file);
    return due.length;
  }

  async #versionOf(worldId: string, number: number): Promise<string> {
    const isIt = and(eq(worldVersions.worldId, worldId), eq(worldVersions.number, number));
    const [row] = await this.#ports.sql.select().from(worldVersions).where(isIt);
    if (row === undefined) throw new WorkspaceFailure('version_outdated');
    return row.version;
  }

  async #read(worldId: string, revision: number) {
    const row = await readRow(this.#ports.sql, worldId);
    if (row === undefined || row.blob === null || row.revision !== revision)
      throw new WorkspaceFailure('draft_outdated');
    const packed = await this.#blobs.read(row.blob);
    if (packed === undefined) throw new Error(`The draft of the World "${worldId}" is missing.`);
    return { blob: row.blob, hash: row.hash, packed };
  }

  /** Runs a transaction that is to name a file, and removes the file that nothing names afterwards: this one, or the one before. */
  async #settle(blob: string, worldId: string, run: () => Promise<DraftRow>): Promise<DraftRow> {
    const before = await readRow(this.#ports.sql, worldId);
    try {
      const row = await run();
      this.#supersede(row.blob === blob ? (before?.blob ?? undefined) : blob);
      return row;
    } catch (error) {
      // It may have been done though its answer was lost.
      const now = await readRow(this.#ports.sql, worldId).catch(() => undefined);
      if (now?.blob === blob) return now;
      this.#supersede(blob);
      throw error;
    }
  }

  #supersede(blob: string | undefined): void {
    if (blob === undefined) return;
    this.#superseded = [...this.#superseded, { blob, sinceMs: this.#ports.nowMs() }];
  }

  async #removeSuperseded(): Promise<void> {
    const nowMs = this.#ports.nowMs();
    const due = this.#superseded.filter(({ sinceMs }) => nowMs - sinceMs >= readingMs);
    if (due.length === 0) return;
    this.#superseded = this.#superseded.filter((one) => !due.includes(one));
    const blobs = due.map(({ blob }) => blob);
    // One whose transaction failed for all that this server could see may have been named by it.
    const rows = await this.#ports.sql.select().from(worldDrafts).where(inArray(worldDrafts.blob, blobs));
    const named = new Set(rows.map(({ blob }) => blob));
    for (const blob of blobs) if (!named.has(blob)) await this.#blobs.remove(blob);
  }
}

async function readRow(sql: Pick<Sql, 'select'>, worldId: string): Promise<DraftRow | undefined> {
  const [row] = await sql.select().from(worldDrafts).where(eq(worldDrafts.worldId, worldId));
  return row;
}

/** A save that was done, and whose answer did not arrive. */
function isSameSave(
  kept: DraftRow,
  { revision, base, hash }: Pick<DraftRow, 'revision' | 'base' | 'hash'>,
): boolean {
  return kept.blob !== null && kept.revision === revision + 1 && kept.base === base && kept.hash === hash;
}

/**
 * Within a transaction that has locked the draft.
 *
 * @returns the file that nothing names any more
 * @throws WorkspaceFailure `draft_outdated`
 */
async function endDraft(sql: Sql, worldId: string, revision: number): Promise<string> {
  const row = await readRow(sql, worldId);
  if (row === undefined || row.blob === null || row.revision !== revision)
    throw new WorkspaceFailure('draft_outdated');
  const change = { revision: revision + 1, blob: null };
  await sql.update(worldDrafts).set(change).where(eq(worldDrafts.worldId, worldId));
  await sql.delete(draftAssetUses).where(eq(draftAssetUses.worldId, worldId));
  return row.blob;
}

/** As from `1.4.2` to `1.5.0` or `2.0.0`. */
function raised(version: string, bump: DraftPublication['bump']): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return bump === 'major' ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
}
