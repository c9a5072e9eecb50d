import { randomBytes } from 'node:crypto';
import { and, eq, inArray, sql as raw } from 'drizzle-orm';
import type { BoardStore } from '@atrium/signaling';
import { blobNamePart } from '../blobs/blobStore.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import { boardFiles } from '../database/schema.ts';
import { KeyedTurns } from '../work/keyedTurns.ts';
import type { WorkspacePorts } from '../workspacePorts.ts';

const blobPrefix = 'boards/';
/** How long what was replaced may still be read: by a backup, or by who has just read the row. */
const readingMs = 60_000;
/** Each other server that writes the same board at the same moment costs one. */
const attempts = 8;

/** Keeps persistent Whiteboards as blobs, each as one Yjs update: where there is no database. */
export function createBoardStore(blobs: BlobStore): BoardStore {
  return {
    load: (worldId, objectId) => blobs.read(firstNameOf(worldId, objectId)),
    save: (worldId, objectId, update) => blobs.write(firstNameOf(worldId, objectId), update),
  };
}

/** What this server knows of what is kept of a board. */
interface Known {
  readonly blob: string;
  /** What another server has written that the documents of this one do not have. */
  readonly foreign: Uint8Array | undefined;
}

/**
 * Keeps persistent Whiteboards, each as one Yjs update: in a blob that is never changed, and a row that says which. What
 * another server has written meanwhile is joined with what this one writes, so that neither loses a stroke.
 */
export class BoardFiles implements BoardStore {
  readonly #ports: Pick<WorkspacePorts, 'sql' | 'nowMs' | 'mergeBoards'>;
  readonly #blobs: BlobStore;
  readonly #turns = new KeyedTurns();
  readonly #known = new Map<string, Known>();
  /** The oldest first. What a server that ends leaves of them goes with a later sweep. */
  #superseded: readonly { readonly blob: string; readonly sinceMs: number }[] = [];
  /** The blobs that no row named when they were swept the last time. */
  #unnamedBefore: ReadonlySet<string> = new Set();

  constructor(ports: Pick<WorkspacePorts, 'sql' | 'nowMs' | 'mergeBoards'>, blobs: BlobStore) {
    this.#ports = ports;
    this.#blobs = blobs;
  }

  load(worldId: string, objectId: string): Promise<Uint8Array | undefined> {
    return this.#turns.run(keyOf(worldId, objectId), async () => {
      const current = await this.#read(worldId, objectId);
      if (current !== undefined)
        this.#known.set(keyOf(worldId, objectId), { blob: current.blob, foreign: undefined });
      return current?.bytes;
    });
  }

  /** Writes nothing for a World that was deleted. */
  save(worldId: string, objectId: string, update: Uint8Array): Promise<void> {
    const key = keyOf(worldId, objectId);
    return this.#turns.run(key, async () => {
      for (let attempt = 0; attempt < attempts; attempt++) {
        const known = this.#known.get(key);
        const foreign = known?.foreign;
        const bytes = foreign === undefined ? update : await this.#ports.mergeBoards(foreign, update);
        const blob = `${folderOf(worldId, objectId)}${randomBytes(8).toString('hex')}.yjs`;
        await this.#blobs.write(blob, bytes);
        if (await this.#point(worldId, objectId, known?.blob, blob)) {
          this.#known.set(key, { blob, foreign });
          this.#supersede(known?.blob);
          await this.#removeSuperseded();
          return;
        }
        if (!(await this.#isWorld(worldId))) return this.#blobs.remove(blob);
        this.#supersede(blob);
        const current = await this.#read(worldId, objectId);
        if (current === undefined) this.#known.delete(key);
        else this.#known.set(key, { blob: current.blob, foreign: current.bytes });
      }
      throw new Error('Too many servers write the same Whiteboard.');
    });
  }

  /**
   * Removes blobs that no row has named for two sweeps: of saves that failed, or that a server did not live to tidy up.
   *
   * @returns how many it removed
   */
  async sweepBlobs(): Promise<number> {
    const blobs = await this.#blobs.list(blobPrefix);
    const rows = await this.#ports.sql.select({ blob: boardFiles.blob }).from(boardFiles);
    const named = new Set(rows.map(({ blob }) => blob));
    const unnamed = blobs.filter((blob) => !named.has(blob) && !isFirstName(blob));
    const due = unnamed.filter((blob) => this.#unnamedBefore.has(blob));
    this.#unnamedBefore = new Set(unnamed);
    for (const blob of due) await this.#blobs.remove(blob);
    return due.length;
  }

  /** @returns whether the row named what it was expected to, and names the blob now */
  async #point(
    worldId: string,
    objectId: string,
    before: string | undefined,
    blob: string,
  ): Promise<boolean> {
    const { rowCount } = await this.#ports.sql.execute(
      before === undefined || isFirstName(before)
        ? raw`insert into board_files (world_id, object_id, blob)
            select w.id, ${objectId}, ${blob} from worlds w where w.id = ${worldId} on conflict do nothing`
        : raw`update board_files set blob = ${blob}
            where world_id = ${worldId} and object_id = ${objectId} and blob = ${before}`,
    );
    return (rowCount ?? 0) > 0;
  }

  /** What is kept, and where; before 0.2, there was no row. */
  async #read(
    worldId: string,
    objectId: string,
  ): Promise<{ readonly blob: string; readonly bytes: Uint8Array } | undefined> {
    for (let attempt = 0; ; attempt++) {
      const isIt = and(eq(boardFiles.worldId, worldId), eq(boardFiles.objectId, objectId));
      const [row] = await this.#ports.sql.select().from(boardFiles).where(isIt);
      const blob = row?.blob ?? firstNameOf(worldId, objectId);
      const bytes = await this.#blobs.read(blob);
      if (bytes !== undefined) return { blob, bytes };
      if (row === undefined) return undefined;
      // It may have been replaced, and removed, between the two.
      if (attempt === attempts)
        throw new Error(`The file of a Whiteboard of the World "${worldId}" is missing.`);
    }
  }

  async #isWorld(worldId: string): Promise<boolean> {
    const { rowCount } = await this.#ports.sql.execute(raw`select from worlds where id = ${worldId}`);
    return (rowCount ?? 0) > 0;
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
    // One whose row was not written for all that this server could see may be named by it.
    const rows = await this.#ports.sql.select().from(boardFiles).where(inArray(boardFiles.blob, blobs));
    const named = new Set(rows.map(({ blob }) => blob));
    for (const blob of blobs) if (!named.has(blob)) await this.#blobs.remove(blob);
  }
}

function keyOf(worldId: string, objectId: string): string {
  return JSON.stringify([worldId, objectId]);
}

/** The only name before 0.2, and where there is no database. */
function firstNameOf(worldId: string, objectId: string): string {
  return `${blobPrefix}${blobNamePart(worldId)}/${blobNamePart(objectId)}.yjs`;
}

function folderOf(worldId: string, objectId: string): string {
  return `${blobPrefix}${blobNamePart(worldId)}/${blobNamePart(objectId)}/`;
}

function isFirstName(blob: string): boolean {
  return blob.split('/').length === 3;
}
