import * as Y from 'yjs';

/** What is on a Whiteboard at most, as one Yjs update, in bytes. */
export const boardBytes = 1024 * 1024;
/** A full board still takes updates as small as this, in bytes: erasing has to be possible, and is an update as well. */
const smallUpdateBytes = 512;
/** How far a full board may grow by them, in bytes. */
const smallUpdatesBytes = 64 * 1024;

/** What became of an update. */
export interface AppliedUpdate {
  readonly outcome: 'taken' | 'full' | 'unreadable';
  /** What it has changed, as an update for others; `undefined` where that is nothing. */
  readonly effect: Uint8Array | undefined;
}

/** All that is on one Whiteboard. Knows nothing of what the drawings are: Clients check what they are told. */
export class BoardDocument {
  readonly #doc = new Y.Doc();
  /** By the id of a Yjs client: who draws with it. Drawing with that of another would set their board against all others. */
  readonly #authors = new Map<number, string>();
  /** At least as many bytes as the whole takes. */
  #bytes = 0;
  /** @param kept what the board begins with. @throws Error where that cannot be read */
  constructor(kept?: Uint8Array) {
    if (kept === undefined) return;
    Y.applyUpdate(this.#doc, kept);
    this.#bytes = kept.length;
  }

  /**
   * @param update of Yjs, version 1
   * @param personId of whoever has drawn it
   */
  apply(update: Uint8Array, personId: string): AppliedUpdate {
    if (!this.#hasRoomFor(update.length)) return { outcome: 'full', effect: undefined };
    const effects: Uint8Array[] = [];
    const keep = (effect: Uint8Array) => effects.push(effect);
    this.#doc.on('update', keep);
    const isWhole = this.#integrate(update, personId);
    this.#doc.off('update', keep);
    const [effect] = effects;
    this.#bytes += effect?.length ?? 0;
    return { outcome: isWhole ? 'taken' : 'unreadable', effect };
  }

  /** Everything, as one update. */
  encode(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }

  destroy(): void {
    this.#doc.destroy();
  }

  /** @returns whether all of it made sense */
  #integrate(update: Uint8Array, personId: string): boolean {
    const { store } = this.#doc;
    try {
      // Read as a whole first: an update that breaks off in the middle changes nothing.
      const { structs } = Y.decodeUpdate(update);
      const isNew = ({ id, length }: (typeof structs)[number]) =>
        id.clock + length > Y.getState(store, id.client);
      const clients = new Set(structs.filter(isNew).map(({ id }) => id.client));
      for (const client of clients) if ((this.#authors.get(client) ?? personId) !== personId) return false;
      Y.applyUpdate(this.#doc, update);
      for (const client of clients) if (Y.getState(store, client) > 0) this.#authors.set(client, personId);
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
