import * as Y from 'yjs';
import type { AppliedUpdate } from '../ports/boardEngine.ts';

/** What is on a Whiteboard at most, as one Yjs update, in bytes. */
export const boardBytes = 1024 * 1024;
/** A full board still takes updates as small as this, in bytes: erasing has to be possible, and is an update as well. */
const smallUpdateBytes = 512;
/** How far a full board may grow by them, in bytes. */
const smallUpdatesBytes = 64 * 1024;

/**
 * What one update may be made of: each piece may have to be sorted among all others. An hour of drawing without a
 * connection comes in several updates.
 */
const updateLimits = {
  pieces: 2_000,
  /** Yjs clients that draw anew in it: a page has one. */
  clients: 16,
  /** Ranges that it erases. */
  erased: 2_000,
} as const;

/** All that is on one Whiteboard. Knows nothing of what the drawings are: Clients check what they are told. */
export class BoardDocument {
  readonly #doc = new Y.Doc();
  /** By the id of a Yjs client: who draws with it. Drawing with that of another would set their board against all others. */
  readonly #authors: Map<number, string>;
  /** At least as many bytes as the whole takes. */
  #bytes = 0;

  /**
   * @param kept what the board begins with
   * @param authors who draws with which Yjs client
   * @throws Error where what was kept cannot be read
   */
  constructor(kept?: Uint8Array, authors: readonly (readonly [client: number, personId: string])[] = []) {
    this.#authors = new Map(authors);
    if (kept === undefined) return;
    Y.applyUpdate(this.#doc, kept);
    this.#bytes = kept.length;
  }

  /**
   * @param update of Yjs, version 1
   * @param personId of the person who drew it
   */
  apply(update: Uint8Array, personId: string): AppliedUpdate {
    if (!this.#hasRoomFor(update.length)) return { outcome: 'full', effect: undefined, claimed: [] };
    const effects: Uint8Array[] = [];
    const keep = (effect: Uint8Array) => effects.push(effect);
    this.#doc.on('update', keep);
    const claimed: number[] = [];
    const isWhole = this.#integrate(update, personId, claimed);
    this.#doc.off('update', keep);
    const [effect] = effects;
    this.#bytes += effect?.length ?? 0;
    return { outcome: isWhole ? 'taken' : 'unreadable', effect, claimed };
  }

  /** Everything, as one update. */
  encode(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }

  destroy(): void {
    this.#doc.destroy();
  }

  /** @param claimed gets the Yjs clients that nobody has drawn with before. @returns whether all of it made sense */
  #integrate(update: Uint8Array, personId: string, claimed: number[]): boolean {
    const { store } = this.#doc;
    try {
      // Read as a whole first: an update that breaks off in the middle changes nothing.
      const { structs, ds } = Y.decodeUpdate(update);
      const isNew = ({ id, length }: (typeof structs)[number]) =>
        id.clock + length > Y.getState(store, id.client);
      const clients = new Set(structs.filter(isNew).map(({ id }) => id.client));
      const erased = Array.from(ds.clients.values(), (ranges) => ranges.length);
      const isModest =
        structs.length <= updateLimits.pieces &&
        clients.size <= updateLimits.clients &&
        erased.reduce((sum, ranges) => sum + ranges, 0) <= updateLimits.erased;
      if (!isModest) return false;
      for (const client of clients) if ((this.#authors.get(client) ?? personId) !== personId) return false;
      Y.applyUpdate(this.#doc, update);
      for (const client of clients) {
        if (Y.getState(store, client) === 0 || this.#authors.has(client)) continue;
        this.#authors.set(client, personId);
        claimed.push(client);
      }
      return store.pendingStructs === null && store.pendingDs === null;
    } catch {
      return false;
    } finally {
      // What builds on something that never came would wait here for ever.
      store.pendingStructs = null;
      store.pendingDs = null;
    }
  }

  #hasRoomFor(bytes: number): boolean {
    const most = boardBytes + (bytes <= smallUpdateBytes ? smallUpdatesBytes : 0);
    if (this.#bytes + bytes <= most) return true;
    // Much of what was counted may have been erased since.
    this.#bytes = this.encode().length;
    return this.#bytes + bytes <= most;
  }
}
