import { createHash } from 'node:crypto';
import { and, count, desc, eq, ilike, sql as raw } from 'drizzle-orm';
import type { Asset, AssetMetadata } from '@atrium/protocol';
import { recordFact } from '../audit/auditLog.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import { assetUses, assets, users, workspaces, worlds } from '../database/schema.ts';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import type { Actor, WorkspacePorts } from '../workspacePorts.ts';
import { readImage } from './readImage.ts';

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

/** The images of all Workspaces: immutable, named by what is in them, each kept once however many have it. */
export class AssetStore {
  readonly #ports: WorkspacePorts;
  readonly #blobs: BlobStore;
  readonly #urlOf: (file: string) => string;

  constructor(ports: WorkspacePorts, blobs: BlobStore, urlOf: (file: string) => string) {
    this.#ports = ports;
    this.#blobs = blobs;
    this.#urlOf = urlOf;
  }

  /** @throws WorkspaceFailure `image_invalid`; `too_many` */
  async add(
    workspaceId: string,
    actor: Actor,
    { name, metadata, bytes: uploaded }: AssetUpload,
  ): Promise<Asset> {
    const image = readImage(uploaded);
    checkFrames(metadata, image);
    const file = `${createHash('sha256').update(image.bytes).digest('hex')}.${image.ending}`;
    await this.#ports.sql.transaction(async (sql) => {
      await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
      const [before] = await sql
        .select({ all: count() })
        .from(assets)
        .where(eq(assets.workspaceId, workspaceId));
      if ((before?.all ?? 0) >= maxAssetsPerWorkspace) throw new WorkspaceFailure('too_many');
      await this.#blobs.write(blobOf(file), image.bytes);
      const { contentType, width, height } = image;
      const row = { workspaceId, file, name, kind: metadata.kind, contentType, bytes: image.bytes.length };
      await sql
        .insert(assets)
        .values({ ...row, width, height, metadata, createdBy: actor.name })
        .onConflictDoUpdate({
          target: [assets.workspaceId, assets.file],
          set: { name, kind: metadata.kind, metadata },
        });
      const target = { id: file, name };
      await recordFact(sql, {
        workspaceId,
        actor,
        action: 'asset.add',
        target,
        details: { kind: metadata.kind },
      });
    });
    return this.find(workspaceId, file);
  }

  /** @throws WorkspaceFailure `not_found` */
  async find(workspaceId: string, file: string): Promise<Asset> {
    const isIt = and(eq(assets.workspaceId, workspaceId), eq(assets.file, file));
    const [row] = await this.#ports.sql.select().from(assets).where(isIt);
    if (row === undefined) throw new WorkspaceFailure('not_found');
    return this.#shown(row, await this.#usesOf(workspaceId, file));
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
    const shown = [];
    for (const row of rows) shown.push(this.#shown(row, await this.#usesOf(workspaceId, row.file)));
    return { assets: shown, next: rows.length === pageSize ? String(offset + pageSize) : null };
  }

  /** @throws WorkspaceFailure `not_found`; `asset_in_use` */
  async remove(workspaceId: string, actor: Actor, file: string): Promise<void> {
    const isLast = await this.#ports.sql.transaction(async (sql) => {
      await sql.select().from(workspaces).where(eq(workspaces.id, workspaceId)).for('update');
      if ((await this.#usesOf(workspaceId, file, sql)) > 0) throw new WorkspaceFailure('asset_in_use');
      const isIt = and(eq(assets.workspaceId, workspaceId), eq(assets.file, file));
      const [gone] = await sql.delete(assets).where(isIt).returning();
      if (gone === undefined) throw new WorkspaceFailure('not_found');
      const target = { id: file, name: gone.name };
      await recordFact(sql, { workspaceId, actor, action: 'asset.remove', target });
      const [others] = await sql.select({ all: count() }).from(assets).where(eq(assets.file, file));
      return (others?.all ?? 0) === 0;
    });
    if (isLast) await this.#blobs.remove(blobOf(file));
  }

  /** The bytes of an image, whosever it is: who knows the hash of it has seen it. */
  readBytes(file: string): Promise<Uint8Array | undefined> {
    return this.#blobs.read(blobOf(file));
  }

  /** Versions of Worlds, pictures of people and logos that need an image. */
  async #usesOf(
    workspaceId: string,
    file: string,
    sql: Pick<WorkspacePorts['sql'], 'select'> = this.#ports.sql,
  ): Promise<number> {
    const [inWorlds] = await sql
      .select({ all: count() })
      .from(assetUses)
      .innerJoin(worlds, eq(worlds.id, assetUses.worldId))
      .where(and(eq(assetUses.file, file), eq(worlds.workspaceId, workspaceId)));
    const [ofPeople] = await sql.select({ all: count() }).from(users).where(eq(users.picture, file));
    const isLogo = and(eq(workspaces.id, workspaceId), eq(raw`${workspaces.settings}->>'logo'`, file));
    const [asLogo] = await sql.select({ all: count() }).from(workspaces).where(isLogo);
    return (inWorlds?.all ?? 0) + (ofPeople?.all ?? 0) + (asLogo?.all ?? 0);
  }

  #shown(row: typeof assets.$inferSelect, uses: number): Asset {
    const { file, name, kind, contentType, bytes, width, height, metadata, createdAt } = row;
    const sizes = { bytes, width, height };
    const shownMetadata = metadata === null ? null : { ...metadata };
    const url = this.#urlOf(file);
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

function blobOf(file: string): string {
  return `assets/${file.slice(0, 2)}/${file}`;
}
