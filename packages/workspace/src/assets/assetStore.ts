import { and, count, desc, eq, ilike, inArray } from 'drizzle-orm';
import type { Asset, AssetMetadata } from '@atrium/protocol';
import { recordFact } from '../audit/auditLog.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import type { Sql } from '../database/database.ts';
import { assetUses, assets, draftAssetUses, users, workspaces, worlds } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';
import { Portraits } from './portraits.ts';
import { readImage } from './readImage.ts';
import type { ReadImage } from './readImage.ts';

const maxAssetsPerWorkspace = 5_000;
const pageSize = 100;

export interface AssetUpload {
  readonly name: string;
  readonly metadata: AssetMetadata;
  readonly bytes: Uint8Array;
}

export interface AssetQuery {
  /** Part of the name. */
  readonly search?: string | undefined;
  readonly kind?: AssetMetadata['kind'] | undefined;
  /** What `next` of the page before says. */
  readonly after?: string | undefined;
}

interface NewAsset extends Omit<AssetUpload, 'bytes'> {
  readonly workspaceId: string;
  readonly file: string;
  readonly image: ReadImage;
}

/** The images of all Workspaces: immutable, named by what is in them, each kept once however many have it. */
export class AssetStore {
  readonly #ports: WorkspacePorts;
  readonly #blobs: BlobStore;
  readonly #portraits = new Portraits();
  /** The images that no Workspace named when bytes were swept the last time. */
  #unnamedBefore: ReadonlySet<string> = new Set();
  /** Where an image is delivered from. */
  readonly urlOf: (file: string) => string;

  constructor(ports: WorkspacePorts, blobs: BlobStore, urlOf: (file: string) => string) {
    this.#ports = ports;
    this.#blobs = blobs;
    this.urlOf = urlOf;
  }

  /** @throws WorkspaceFailure `image_invalid`; `too_many`; `server_busy` */
  async add(
    workspaceId: string,
    actor: Actor,
    { name, metadata, bytes: uploaded }: AssetUpload,
  ): Promise<Asset> {
    const image =
      metadata.kind === 'picture'
        ? await this.#portraits.shrink(uploaded, actor.personId)
        : await readImage(uploaded, actor.personId, this.#ports.readers);
    checkFrames(metadata, image);
    const file = `${await hashOf(image.bytes)}.${image.ending}`;
    await this.#blobs.write(blobOfAsset(file), image.bytes);
    await this.#addRow({ workspaceId, file, name, metadata, image }, actor);
    // A sweep that had looked before may have removed them since.
    if ((await this.#blobs.read(blobOfAsset(file))) === undefined) {
      await this.#blobs.write(blobOfAsset(file), image.bytes);
    }
    return this.find(workspaceId, file);
  }

  async #addRow({ workspaceId, file, name, metadata, image }: NewAsset, actor: Actor): Promise<void> {
    await this.#ports.sql.transaction(async (sql) => {
      await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
      const [before] = await sql
        .select({ all: count() })
        .from(assets)
        .where(eq(assets.workspaceId, workspaceId));
      if ((before?.all ?? 0) >= maxAssetsPerWorkspace) throw new WorkspaceFailure('too_many');
      const { contentType, width, height } = image;
      const row = { workspaceId, file, name, kind: metadata.kind, contentType, bytes: image.bytes.length };
      const insertion = sql.insert(assets).values({ ...row, width, height, metadata, createdBy: actor.name });
      // A right to set one's portrait is no right to change the library: existing images stay as they are.
      if (metadata.kind === 'picture') await insertion.onConflictDoNothing();
      else {
        await insertion.onConflictDoUpdate({
          target: [assets.workspaceId, assets.file],
          set: { name, kind: metadata.kind, metadata },
        });
      }
      const target = { id: file, name };
      await recordFact(sql, {
        workspaceId,
        actor,
        action: 'asset.add',
        target,
        details: { kind: metadata.kind },
      });
    });
  }

  /** @throws WorkspaceFailure `not_found` */
  async find(workspaceId: string, file: string): Promise<Asset> {
    const isIt = and(eq(assets.workspaceId, workspaceId), eq(assets.file, file));
    const [row] = await this.#ports.sql.select().from(assets).where(isIt);
    if (row === undefined) throw new WorkspaceFailure('not_found');
    const uses = await usesOf(this.#ports.sql, workspaceId, [file]);
    return this.#shown(row, uses.get(file) ?? 0);
  }

  /** A page of them, the newest first. */
  async list(workspaceId: string, { search, kind, after }: AssetQuery) {
    const offset = Number(after ?? 0);
    const pattern = search === undefined ? undefined : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    const rows = await this.#ports.sql
      .select()
      .from(assets)
      .where(
        and(
          eq(assets.workspaceId, workspaceId),
          pattern === undefined ? undefined : ilike(assets.name, pattern),
          kind === undefined ? undefined : eq(assets.kind, kind),
        ),
      )
      .orderBy(desc(assets.createdAt), assets.file)
      .offset(offset)
      .limit(pageSize);
    const uses = await usesOf(
      this.#ports.sql,
      workspaceId,
      rows.map(({ file }) => file),
    );
    const shown = rows.map((row) => this.#shown(row, uses.get(row.file) ?? 0));
    return { assets: shown, next: rows.length === pageSize ? String(offset + pageSize) : null };
  }

  /** Its bytes are not delivered any more, and go with a later sweep. @throws WorkspaceFailure `not_found`; `asset_in_use` */
  async remove(workspaceId: string, actor: Actor, file: string): Promise<void> {
    await this.#ports.sql.transaction(async (sql) => {
      await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
      const uses = await usesOf(sql, workspaceId, [file]);
      if ((uses.get(file) ?? 0) > 0) throw new WorkspaceFailure('asset_in_use');
      const isIt = and(eq(assets.workspaceId, workspaceId), eq(assets.file, file));
      const [gone] = await sql.delete(assets).where(isIt).returning();
      if (gone === undefined) throw new WorkspaceFailure('not_found');
      const target = { id: file, name: gone.name };
      await recordFact(sql, { workspaceId, actor, action: 'asset.remove', target });
    });
  }

  /**
   * Removes the bytes that no Workspace has named for two sweeps. An image that is added meanwhile keeps its bytes: adding
   * one looks for them after its commit, and this looks for its row after the bytes are gone, and brings them back.
   *
   * @returns how many images it removed
   */
  async sweepBytes(): Promise<number> {
    const files = (await this.#blobs.list(blobPrefix)).map((blob) => blob.slice(blob.lastIndexOf('/') + 1));
    const rows = await this.#ports.sql.selectDistinct({ file: assets.file }).from(assets);
    const named = new Set(rows.map(({ file }) => file));
    const unnamed = files.filter((file) => !named.has(file));
    const due = unnamed.filter((file) => this.#unnamedBefore.has(file));
    this.#unnamedBefore = new Set(unnamed);
    for (const file of due) {
      const bytes = await this.#blobs.read(blobOfAsset(file));
      if (bytes === undefined || (await this.#isNamed(file))) continue;
      await this.#blobs.remove(blobOfAsset(file));
      if (await this.#isNamed(file)) await this.#blobs.write(blobOfAsset(file), bytes);
    }
    return due.length;
  }

  async #isNamed(file: string): Promise<boolean> {
    return (await this.#ports.sql.select().from(assets).where(eq(assets.file, file)).limit(1)).length > 0;
  }

  /**
   * The bytes of an image, whosever it is: who knows the hash of it has seen it. An SVG is looked at again: one that was
   * taken in by the rules of an earlier version may hang browsers, and then is not delivered.
   *
   * @throws WorkspaceFailure `server_busy`
   */
  async readBytes(file: string): Promise<Uint8Array | undefined> {
    const bytes = (await this.#isNamed(file)) ? await this.#blobs.read(blobOfAsset(file)) : undefined;
    if (bytes === undefined || !file.endsWith('.svg')) return bytes;
    try {
      return (await this.#ports.readers.read('delivery', 'svg', { bytes })).bytes;
    } catch (error) {
      if (error instanceof WorkspaceFailure && error.code === 'image_invalid') return undefined;
      throw error;
    }
  }

  #shown(row: typeof assets.$inferSelect, uses: number): Asset {
    const { file, name, kind, contentType, bytes, width, height, metadata, createdAt } = row;
    const sizes = { bytes, width, height };
    const shownMetadata = metadata === null ? null : { ...metadata };
    const url = this.urlOf(file);
    return {
      file,
      url,
      name,
      kind,
      contentType,
      ...sizes,
      metadata: shownMetadata,
      createdAt: createdAt.getTime(),
      uses,
    };
  }
}

/** How many versions of Worlds, drafts, people and Workspaces need each of these images. */
async function usesOf(
  sql: Pick<Sql, 'select'>,
  workspaceId: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const uses = new Map<string, number>();
  if (files.length === 0) return uses;
  const add = (file: string | null, more: number) => {
    if (file !== null) uses.set(file, (uses.get(file) ?? 0) + more);
  };
  const inWorlds = await sql
    .select({ file: assetUses.file, all: count() })
    .from(assetUses)
    .innerJoin(worlds, eq(worlds.id, assetUses.worldId))
    .where(and(inArray(assetUses.file, [...files]), eq(worlds.workspaceId, workspaceId)))
    .groupBy(assetUses.file);
  for (const { file, all } of inWorlds) add(file, all);
  const inDrafts = await sql
    .select({ file: draftAssetUses.file, all: count() })
    .from(draftAssetUses)
    .innerJoin(worlds, eq(worlds.id, draftAssetUses.worldId))
    .where(and(inArray(draftAssetUses.file, [...files]), eq(worlds.workspaceId, workspaceId)))
    .groupBy(draftAssetUses.file);
  for (const { file, all } of inDrafts) add(file, all);
  const ofPeople = await sql
    .select({ file: users.picture, all: count() })
    .from(users)
    .where(inArray(users.picture, [...files]))
    .groupBy(users.picture);
  for (const { file, all } of ofPeople) add(file, all);
  const [workspace] = await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId));
  const logo = workspace?.settings.logo ?? null;
  if (logo !== null && files.includes(logo)) add(logo, 1);
  return uses;
}

/** @throws WorkspaceFailure `image_invalid` where the pictures of an animation are not all on the image */
function checkFrames(
  metadata: AssetMetadata,
  image: { readonly width: number; readonly height: number },
): void {
  if (metadata.kind !== 'sprite-sheet') return;
  const { frame, frames } = metadata;
  const places = Math.floor(image.width / frame.width) * Math.floor(image.height / frame.height);
  if (places >= frames) return;
  throw new WorkspaceFailure(
    'image_invalid',
    `The image has room for ${places} frames of this size, not for ${frames}.`,
  );
}

/** In hexadecimal; reckoned beside the thread that calls. */
async function hashOf(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
}

const blobPrefix = 'assets/';

/** The name of the blob that an image is kept as. */
export function blobOfAsset(file: string): string {
  return `${blobPrefix}${file.slice(0, 2)}/${file}`;
}
