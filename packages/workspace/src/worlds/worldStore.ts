import { randomBytes } from 'node:crypto';
import { and, asc, count, eq, isNull } from 'drizzle-orm';
import type { WorldChange } from '@atrium/protocol';
import { changeTold } from '../cluster/changeTold.ts';
import { recordFact } from '../audit/auditLog.ts';
import { blobNamePart } from '../blobs/blobStore.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import type { Sql } from '../database/database.ts';
import { OutdatedError, retryOutdated } from '../database/retryOutdated.ts';
import { assetUses, workspaces, worldVersions, worlds } from '../database/schema.ts';
import type { ReadKeptWorld } from '../reading/readSentFile.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';
import { refuseWhileEdited } from './editorLeases.ts';
import { writeDraft } from './worldDraft.ts';
import type { WorldDraft } from './worldDraft.ts';

const maxWorldsPerWorkspace = 200;

/** What the database knows of a World. */
export interface KeptWorld {
  readonly worldId: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly guests: boolean;
  readonly isArchived: boolean;
  readonly currentVersion: number;
  readonly createdAtMs: number;
}

/** A World whose file is written, and which is nowhere yet. */
export interface PreparedWorld {
  readonly worldId: string;
  /** Adds it, within a transaction. @throws OutdatedError where another World has taken its id; WorkspaceFailure `too_many` */
  add(sql: Sql, actor: Actor): Promise<void>;
  /** Where it is not added after all. */
  discard(): Promise<void>;
}

/** How a version comes about, beside its file. */
export interface Publication {
  /** The version that it replaces: where another one is current, nothing is published. */
  readonly base: number;
  /** What its author writes about it. */
  readonly note: string;
  /** The version that it brings back. */
  readonly restoredFrom?: number;
  /** Done in the same transaction; what it throws keeps the version from being published. */
  readonly alongside?: (sql: Sql) => Promise<void>;
}

/** A World, and its version that is meant. */
type VersionOfWorld = Pick<KeptWorld, 'worldId' | 'createdAtMs' | 'currentVersion'>;

interface ReadWorld {
  readonly number: number;
  /** When its World was made: another may have had its id before. */
  readonly createdAtMs: number;
  readonly read: Promise<ReadKeptWorld>;
}

/** Versions of a World that stay read: the current one, and the one before, which people may still be fetching. */
const versionsAtHand = 2;

/** The Worlds of all Workspaces: what there is in the database, the files among the blobs. */
export class WorldStore {
  readonly #ports: WorkspacePorts;
  readonly #blobs: BlobStore;
  /** Files that were read, so that a World is parsed once a version; by World, the latest read first. */
  readonly #read = new Map<string, readonly ReadWorld[]>();

  constructor(ports: WorkspacePorts, blobs: BlobStore) {
    this.#ports = ports;
    this.#blobs = blobs;
  }

  /** The default one first, then by name; archived ones last. */
  async list(workspaceId: string): Promise<KeptWorld[]> {
    const rows = await this.#ports.sql
      .select()
      .from(worlds)
      .where(eq(worlds.workspaceId, workspaceId))
      .orderBy(asc(worlds.name));
    const rank = (world: KeptWorld) => (world.isDefault ? 0 : world.isArchived ? 2 : 1);
    return rows.map(keptWorld).sort((a, b) => rank(a) - rank(b));
  }

  async find(worldId: string): Promise<KeptWorld | undefined> {
    const [row] = await this.#ports.sql.select().from(worlds).where(eq(worlds.id, worldId));
    return row === undefined ? undefined : keptWorld(row);
  }

  /** @throws WorkspaceFailure `world_unknown`, for Worlds of others too */
  async findOwn(workspaceId: string, worldId: string): Promise<KeptWorld> {
    const world = await this.find(worldId);
    if (world?.workspaceId !== workspaceId) throw new WorkspaceFailure('world_unknown');
    return world;
  }

  /** The World as people are in it; `undefined` where there is none, or it is archived. */
  async load(worldId: string): Promise<ReadKeptWorld | undefined> {
    const kept = await this.find(worldId);
    return kept === undefined || kept.isArchived ? undefined : this.read(kept);
  }

  /** The current version of a World; the same object each time. */
  read(world: VersionOfWorld): Promise<ReadKeptWorld> {
    return this.#readOnce(world);
  }

  /**
   * A version of a World as JSON; the same bytes each time.
   *
   * @throws WorkspaceFailure `version_unknown`
   */
  async readJson(world: VersionOfWorld): Promise<Uint8Array> {
    return (await this.#readOnce(world)).json;
  }

  #readOnce(world: VersionOfWorld): Promise<ReadKeptWorld> {
    const { worldId, createdAtMs, currentVersion: number } = world;
    const known = this.#read.get(worldId) ?? [];
    const found = known.find((one) => one.number === number && one.createdAtMs === createdAtMs);
    if (found !== undefined) return found.read;
    const made = { number, createdAtMs, read: this.#readVersion(world) };
    this.#read.set(worldId, [made, ...known].slice(0, versionsAtHand));
    made.read.catch(() => {
      const others = (this.#read.get(worldId) ?? []).filter((one) => one !== made);
      this.#read.set(worldId, others);
    });
    return made.read;
  }

  async #readVersion({ worldId, createdAtMs, currentVersion }: VersionOfWorld): Promise<ReadKeptWorld> {
    if ((await this.find(worldId))?.createdAtMs !== createdAtMs)
      throw new WorkspaceFailure('version_unknown');
    const bytes = await this.readFile(worldId, currentVersion);
    try {
      return await this.#ports.readers.read(worldId, 'kept-world', { bytes });
    } catch (cause) {
      const isBusy = cause instanceof WorkspaceFailure && cause.code === 'server_busy';
      throw isBusy ? cause : new Error(`The file of the World "${worldId}" is damaged.`, { cause });
    }
  }

  /**
   * The file of a version as it was published: the same bytes for ever.
   *
   * @throws WorkspaceFailure `version_unknown`
   */
  async readFile(worldId: string, number: number): Promise<Uint8Array> {
    const isIt = and(eq(worldVersions.worldId, worldId), eq(worldVersions.number, number));
    const [version] = await this.#ports.sql.select().from(worldVersions).where(isIt);
    if (version === undefined) throw new WorkspaceFailure('version_unknown');
    const bytes = await this.#blobs.read(version.blob);
    if (bytes === undefined) throw new Error(`The file of the World "${worldId}" is missing.`);
    return bytes;
  }

  /** The versions that a World has had, the newest first. */
  async versions(worldId: string) {
    const rows = await this.#ports.sql
      .select()
      .from(worldVersions)
      .where(eq(worldVersions.worldId, worldId))
      .orderBy(worldVersions.number);
    return rows.reverse();
  }

  /**
   * Adds a World to a Workspace; the first one is its default.
   *
   * @returns its id: the one that the file has, or another where that is taken
   * @throws WorkspaceFailure `too_many`
   */
  async add(workspaceId: string, actor: Actor, name: string, draft: WorldDraft): Promise<string> {
    return retryOutdated(async () => {
      const prepared = await this.prepare(workspaceId, name, draft);
      try {
        await this.#ports.sql.transaction((sql) => prepared.add(sql, actor));
      } catch (error) {
        await prepared.discard();
        throw error;
      }
      return prepared.worldId;
    });
  }

  /** Writes the file of a World that is to be added. The store may be slow: to be done before a transaction. */
  async prepare(workspaceId: string, name: string, draft: WorldDraft): Promise<PreparedWorld> {
    const worldId = await this.#freeId(draft.head.worldId);
    const owned = ownedBy(draft, { worldId, workspaceId, name });
    const blob = await this.#writeFile(owned);
    return {
      worldId,
      discard: async () => void (await this.#discard(blob)),
      async add(sql, actor) {
        await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
        const ofWorkspace = eq(worlds.workspaceId, workspaceId);
        const [before] = await sql.select({ all: count() }).from(worlds).where(ofWorkspace);
        const all = before?.all ?? 0;
        if (all >= maxWorldsPerWorkspace) throw new WorkspaceFailure('too_many');
        const row = { id: worldId, workspaceId, name, isDefault: all === 0, currentVersion: 1 };
        const made = await sql
          .insert(worlds)
          .values(row)
          .onConflictDoNothing({ target: worlds.id })
          .returning();
        if (made.length === 0) throw new OutdatedError();
        await addVersion(sql, owned, { number: 1, blob, actor, publication: { note: '' } });
        const target = { id: worldId, name };
        await recordFact(sql, { workspaceId, actor, action: 'world.make', target });
      },
    };
  }

  /** The wished id, or one that begins like it where another World has that, or something is left of one that had. */
  async #freeId(wished: string): Promise<string> {
    const isFree = (await this.find(wished)) === undefined && (await this.#blobsOf(wished)).length === 0;
    return isFree ? wished : `${wished.slice(0, 48)}-${randomBytes(6).toString('hex')}`;
  }

  /**
   * Puts a new version in the place of the current one, which is kept.
   *
   * @throws WorkspaceFailure `world_unknown`; `version_outdated` where another one than the base is current; `lease_held`
   * where somebody else edits the World
   */
  async publish(
    workspaceId: string,
    actor: Actor,
    worldId: string,
    draft: WorldDraft,
    publication: Publication,
  ): Promise<void> {
    const { name, currentVersion } = await this.findOwn(workspaceId, worldId);
    if (currentVersion !== publication.base) throw new WorkspaceFailure('version_outdated');
    const published = ownedBy(draft, { worldId, workspaceId, name });
    const blob = await this.#writeFile(published);
    try {
      await changeTold(this.#ports, async (sql, tell) => {
        const world = await lockWorld(sql, workspaceId, worldId);
        await refuseWhileEdited(sql, worldId, actor.personId, this.#ports.nowMs());
        if (world.currentVersion !== publication.base) throw new WorkspaceFailure('version_outdated');
        await publication.alongside?.(sql);
        const number = world.currentVersion + 1;
        await addVersion(sql, published, { number, blob, actor, publication });
        await sql.update(worlds).set({ currentVersion: number }).where(eq(worlds.id, worldId));
        const target = { id: worldId, name: world.name };
        const { note, restoredFrom } = publication;
        const details = { number, version: published.head.version, note, restoredFrom };
        await recordFact(sql, { workspaceId, actor, action: 'world.publish', target, details });
        tell.world({ worldId, what: 'published', by: actor });
      });
    } catch (error) {
      if (!(await this.#discard(blob))) throw error;
      this.#ports.newsCame({ about: 'world', news: { worldId, what: 'published', by: actor } });
    }
  }

  /**
   * Publishes the file of an earlier version again, as a new one.
   *
   * @throws WorkspaceFailure `world_unknown`; `version_unknown`; `version_outdated`; `lease_held`; `world_invalid` where the
   * rules have become stricter since; `server_busy`
   */
  async restore(
    workspaceId: string,
    actor: Actor,
    worldId: string,
    number: number,
    publication: Pick<Publication, 'base' | 'note'>,
  ): Promise<void> {
    const draft = await this.draftOfVersion(workspaceId, actor, { worldId, number });
    await this.publish(workspaceId, actor, worldId, draft, { ...publication, restoredFrom: number });
  }

  /**
   * A version of a World, to be published again or copied.
   *
   * @param number the current one where it is left out
   * @throws WorkspaceFailure `world_unknown`; `version_unknown`; `world_invalid`; `server_busy`
   */
  async draftOfVersion(
    workspaceId: string,
    actor: Actor,
    { worldId, number }: { readonly worldId: string; readonly number?: number | undefined },
  ): Promise<WorldDraft> {
    const { currentVersion } = await this.findOwn(workspaceId, worldId);
    const bytes = await this.readFile(worldId, number ?? currentVersion);
    return this.#ports.readers.read(actor.personId, 'world', { bytes });
  }

  /** @returns the name of the blob: another one each time, so that what an unfinished attempt left is never read */
  async #writeFile(draft: WorldDraft): Promise<string> {
    const blob = `worlds/${blobNamePart(draft.head.worldId)}/${randomBytes(8).toString('hex')}.world.json`;
    await this.#blobs.write(blob, writeDraft(draft));
    return blob;
  }

  /**
   * Removes a file, unless a version names it: a transaction may have been done though its answer was lost.
   *
   * @returns whether a version names it
   */
  async #discard(blob: string): Promise<boolean> {
    try {
      const isIt = eq(worldVersions.blob, blob);
      const [version] = await this.#ports.sql.select().from(worldVersions).where(isIt);
      if (version !== undefined) return true;
      await this.#blobs.remove(blob);
    } catch {
      // What stays behind is never read, and why nothing was added is what counts.
    }
    return false;
  }

  /** @throws WorkspaceFailure `world_unknown`; `bad_request` for an archived default */
  async change(workspaceId: string, actor: Actor, worldId: string, change: WorldChange): Promise<void> {
    const { name, isDefault, guests, isArchived } = change;
    await changeTold(this.#ports, async (sql, tell) => {
      const world = await lockWorld(sql, workspaceId, worldId);
      if ((isDefault ?? world.isDefault) && (isArchived ?? world.archivedAt !== null)) {
        throw new WorkspaceFailure('bad_request', 'Make another World the default one first.');
      }
      if (isDefault === true) {
        await sql.update(worlds).set({ isDefault: false }).where(eq(worlds.workspaceId, workspaceId));
      }
      await sql
        .update(worlds)
        .set({
          name: name ?? world.name,
          isDefault: isDefault ?? world.isDefault,
          guests: guests ?? world.guests,
          archivedAt: archivedAtAfter(world.archivedAt, isArchived, this.#ports.nowMs()),
        })
        .where(eq(worlds.id, worldId));
      const target = { id: worldId, name: name ?? world.name };
      await recordFact(sql, { workspaceId, actor, action: 'world.change', target, details: { ...change } });
      if (name !== undefined) tell.world({ worldId, what: 'renamed', name });
      if (isArchived === true) tell.access({ workspaceId, worldId, why: 'world-closed' });
      else if (guests === false) tell.access({ workspaceId, worldId, role: 'Guest', why: 'signed-out' });
    });
  }

  /** Deletes a World with all its versions and its draft. @throws WorkspaceFailure `world_unknown`; `bad_request` for the default one */
  async delete(workspaceId: string, actor: Actor, worldId: string): Promise<void> {
    await changeTold(this.#ports, async (sql, tell) => {
      const world = await lockWorld(sql, workspaceId, worldId);
      if (world.isDefault)
        throw new WorkspaceFailure('bad_request', 'Make another World the default one first.');
      await sql.delete(worlds).where(eq(worlds.id, worldId));
      const target = { id: worldId, name: world.name };
      await recordFact(sql, { workspaceId, actor, action: 'world.delete', target });
      tell.access({ workspaceId, worldId, why: 'world-closed' });
    });
    this.#read.delete(worldId);
    for (const name of await this.#blobsOf(worldId)) await this.#blobs.remove(name);
  }

  /** The files of a World, its draft, its Whiteboards and locked Doors. */
  async #blobsOf(worldId: string): Promise<readonly string[]> {
    const part = blobNamePart(worldId);
    const prefixes = [`worlds/${part}/`, `drafts/${part}/`, `boards/${part}/`, `doors/${part}.json`];
    return (await Promise.all(prefixes.map((prefix) => this.#blobs.list(prefix)))).flat();
  }

  /** Worlds that Guests of a Workspace may enter. */
  async listForGuests(workspaceId: string): Promise<KeptWorld[]> {
    const isOpen = and(
      eq(worlds.workspaceId, workspaceId),
      eq(worlds.guests, true),
      isNull(worlds.archivedAt),
    );
    const rows = await this.#ports.sql.select().from(worlds).where(isOpen).orderBy(asc(worlds.name));
    return rows.map(keptWorld).sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
  }
}

/** A file as the World of a Workspace. */
function ownedBy(
  draft: WorldDraft,
  {
    worldId,
    workspaceId,
    name,
  }: { readonly worldId: string; readonly workspaceId: string; readonly name: string },
): WorldDraft {
  const { head } = draft;
  return { ...draft, head: { ...head, worldId, workspaceId, meta: { ...head.meta, name } } };
}

interface AddedVersion {
  readonly number: number;
  readonly blob: string;
  readonly actor: Actor;
  readonly publication: Pick<Publication, 'note' | 'restoredFrom'>;
}

async function addVersion(
  sql: Sql,
  draft: WorldDraft,
  { number, blob, actor, publication: { note, restoredFrom } }: AddedVersion,
): Promise<void> {
  const { worldId, version } = draft.head;
  const row = { worldId, number, version, blob, createdBy: actor.name, note, restoredFrom };
  await sql.insert(worldVersions).values(row);
  const uses = draft.assets.map((file) => ({ worldId, number, file }));
  if (uses.length > 0) await sql.insert(assetUses).values(uses);
}

function keptWorld(row: typeof worlds.$inferSelect): KeptWorld {
  const { id: worldId, workspaceId, name, isDefault, guests, archivedAt, currentVersion, createdAt } = row;
  const createdAtMs = createdAt.getTime();
  return {
    worldId,
    workspaceId,
    name,
    isDefault,
    guests,
    isArchived: archivedAt !== null,
    currentVersion,
    createdAtMs,
  };
}

function archivedAtAfter(before: Date | null, isArchived: boolean | undefined, nowMs: number): Date | null {
  if (isArchived === undefined) return before;
  return isArchived ? (before ?? new Date(nowMs)) : null;
}

/** @throws WorkspaceFailure `world_unknown` */
async function lockWorld(sql: Sql, workspaceId: string, worldId: string) {
  await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
  const isIt = and(eq(worlds.id, worldId), eq(worlds.workspaceId, workspaceId));
  const [world] = await sql.select().from(worlds).where(isIt).for('update');
  if (world === undefined) throw new WorkspaceFailure('world_unknown');
  return world;
}
