import * as Y from 'yjs';
import { BoardDocument } from './boardDocument.ts';
import type { BoardPoint } from './boardItem.ts';
import type { BoardEvent, BoardTransport } from './boardTransport.ts';

/** How often what one draws goes out, and where one points, in ms. */
const sendEveryMs = 100;

export interface BoardSessionParts {
  readonly transport: BoardTransport;
  readonly newId: () => string;
  /** Runs something later (ms); gives back what stops it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly events: {
    /** Something may look different: items, pointers, or whether the board is there. */
    changed(): void;
    /** Others do not have what was drawn last. */
    lost(reason: 'full' | 'unreadable' | 'too-fast' | 'reconnected'): void;
    closed(): void;
  };
}

export type BoardStateKind = 'opening' | 'open' | 'failed';

/** Having a Whiteboard open: its document, what goes to the others, and where they point. */
export class BoardSession {
  readonly #parts: BoardSessionParts;
  readonly #cursors = new Map<string, BoardPoint>();
  readonly #stop: () => void;
  #document: BoardDocument;
  #state: BoardStateKind = 'opening';
  #unsent: Uint8Array[] = [];
  #pointed: { readonly point: BoardPoint | undefined } | undefined;
  #cancelSending: (() => void) | undefined;
  /** Counts attempts to open, so that an answer to an earlier one is not taken for a later one's. */
  #openings = 0;
  #early: Uint8Array[] = [];

  constructor(parts: BoardSessionParts) {
    this.#parts = parts;
    this.#document = this.#newDocument();
    this.#stop = parts.transport.subscribe((event) => this.#receive(event));
    void this.#open();
  }

  get state(): BoardStateKind {
    return this.#state;
  }

  /** Another one after each reset. */
  get document(): BoardDocument {
    return this.#document;
  }

  /** Where the others point, by personId. */
  get cursors(): ReadonlyMap<string, BoardPoint> {
    return this.#cursors;
  }

  point(point: BoardPoint | undefined): void {
    this.#pointed = { point };
    this.#sendSoon();
  }

  end(): void {
    this.#flush();
    this.#cancelSending?.();
    this.#stop();
    this.#parts.transport.close();
    this.#document.destroy();
  }

  async #open(): Promise<void> {
    const opening = ++this.#openings;
    this.#early = [];
    try {
      const all = await this.#parts.transport.open();
      if (opening !== this.#openings) return;
      this.#document.receive(all);
      // What others drew while all that was there before was on its way.
      for (const update of this.#early.splice(0)) this.#document.receive(update);
      this.#become('open');
    } catch {
      if (opening === this.#openings) this.#become('failed');
    }
  }

  #receive(event: BoardEvent): void {
    switch (event.kind) {
      case 'update':
        if (this.#state === 'open') this.#document.receive(event.update);
        else this.#early.push(event.update);
        return;
      case 'cursor':
        if (event.point === undefined) this.#cursors.delete(event.personId);
        else this.#cursors.set(event.personId, event.point);
        return this.#parts.events.changed();
      case 'reset':
        this.#parts.events.lost(event.reason);
        return this.#begin();
      case 'closed':
        return this.#parts.events.closed();
    }
  }

  /** From nothing: what one has drawn and others do not have is not shown as if they had. */
  #begin(): void {
    this.#document.destroy();
    this.#document = this.#newDocument();
    this.#unsent = [];
    this.#cursors.clear();
    this.#become('opening');
    void this.#open();
  }

  #newDocument(): BoardDocument {
    return new BoardDocument(this.#parts.newId, {
      changed: () => this.#parts.events.changed(),
      drawn: (update) => {
        this.#unsent.push(update);
        this.#sendSoon();
      },
    });
  }

  #sendSoon(): void {
    this.#cancelSending ??= this.#parts.after(sendEveryMs, () => {
      this.#cancelSending = undefined;
      this.#flush();
    });
  }

  /** Everything of the last moment in as few updates as it fits. */
  #flush(): void {
    const { transport } = this.#parts;
    if (this.#state === 'open') {
      for (const update of mergeUpTo(this.#unsent.splice(0), transport.maxUpdateBytes)) {
        transport.sendUpdate(update);
      }
      if (this.#pointed !== undefined) transport.sendCursor(this.#pointed.point);
    }
    this.#pointed = undefined;
  }

  #become(state: BoardStateKind): void {
    this.#state = state;
    this.#parts.events.changed();
  }
}

/** Joins updates, in their order, into updates of at most so many bytes each. */
export function mergeUpTo(updates: readonly Uint8Array[], maxBytes: number): readonly Uint8Array[] {
  const merged: Uint8Array[] = [];
  let batch: Uint8Array[] = [];
  let bytes = 0;
  const close = () => {
    if (batch.length > 0)
      merged.push(batch.length === 1 && batch[0] !== undefined ? batch[0] : Y.mergeUpdates(batch));
    batch = [];
    bytes = 0;
  };
  for (const update of updates) {
    if (bytes + update.length > maxBytes) close();
    batch.push(update);
    bytes += update.length;
  }
  close();
  return merged;
}
