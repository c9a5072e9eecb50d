import * as Y from 'yjs';
import type { Log } from '../log/log.ts';
import { BoardDocument } from './boardDocument.ts';
import { boardPage, onPage } from './boardItem.ts';
import type { BoardPoint } from './boardItem.ts';
import type { BoardEvent, BoardTransport } from './boardTransport.ts';

/** How often what one draws goes out, and where one points, in ms. The server takes twice as many. */
const sendEveryMs = 100;

/** Why what was drawn last did not come to the others. */
export type LossReason = Extract<BoardEvent, { kind: 'reset' }>['reason'];

export interface BoardSessionParts {
  readonly log: Log;
  readonly transport: BoardTransport;
  /** An id that nobody else uses. */
  readonly newId: () => string;
  /** Runs something later (ms); gives back what stops it. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly events: {
    /** Something may look different: items, pointers, or whether the board is there. */
    changed(): void;
    /** Others do not have what was drawn last, and it is not shown here any more either. */
    lost(reason: LossReason): void;
    closed(): void;
  };
}

export type BoardState = 'opening' | 'open' | 'failed';

/** Having a Whiteboard open: its document, what goes to the others, and where they point. */
export class BoardSession {
  readonly #parts: BoardSessionParts;
  readonly #cursors = new Map<string, BoardPoint>();
  readonly #stop: () => void;
  #document: BoardDocument;
  #state: BoardState = 'opening';
  #unsent: Uint8Array[] = [];
  #pointed: { readonly point: BoardPoint | undefined } | undefined;
  #cancelSending: (() => void) | undefined;
  /** Counts attempts to open, so that an answer to an earlier one is not taken for a later one's. */
  #openings = 0;
  /** What others drew while the board was being opened. */
  #early: Uint8Array[] = [];

  constructor(parts: BoardSessionParts) {
    this.#parts = parts;
    this.#document = this.#newDocument();
    this.#stop = parts.transport.subscribe((event) => this.#receive(event));
    void this.#open();
  }

  get state(): BoardState {
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

  /** Tells the others where one points. @param point in board units; beside the page is nowhere */
  point(point: BoardPoint | undefined): void {
    this.#pointed = { point: point !== undefined && isOnPage(point) ? onPage(point) : undefined };
    this.#sendSoon();
  }

  /** Opens a board anew that could not be opened. */
  retry(): void {
    if (this.#state === 'failed') this.#begin();
  }

  /** Sends what has not been sent yet, and closes the board. */
  end(): void {
    this.#flush();
    this.#cancelSending?.();
    this.#openings++;
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
      const isRead = this.#document.receive(all);
      for (const update of this.#early.splice(0)) this.#document.receive(update);
      this.#become(isRead ? 'open' : 'failed');
    } catch (cause) {
      this.#parts.log.swallowed('The Whiteboard was not opened: the person can try again', cause);
      if (opening === this.#openings) this.#become('failed');
    }
  }

  #receive(event: BoardEvent): void {
    switch (event.kind) {
      case 'update':
        if (this.#state === 'open') this.#document.receive(event.update);
        else if (this.#state === 'opening') this.#early.push(event.update);
        return;
      case 'cursor':
        if (event.point === undefined || !isOnPage(event.point)) this.#cursors.delete(event.personId);
        else this.#cursors.set(event.personId, event.point);
        return this.#parts.events.changed();
      case 'reset':
        return this.#lose(event.reason);
      case 'closed':
        return this.#parts.events.closed();
    }
  }

  #lose(reason: LossReason): void {
    this.#parts.log.warn('What was drawn last is lost', { reason });
    this.#begin();
    this.#parts.events.lost(reason);
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
    return new BoardDocument({
      log: this.#parts.log,
      newId: this.#parts.newId,
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
    const pointed = this.#pointed;
    this.#pointed = undefined;
    if (this.#state !== 'open') return;
    const { transport } = this.#parts;
    for (const update of mergeUpTo(this.#unsent.splice(0), transport.maxUpdateBytes)) {
      // The server would end the whole visit.
      if (update.length > transport.maxUpdateBytes) return this.#lose('unreadable');
      transport.sendUpdate(update);
    }
    if (pointed !== undefined) transport.sendCursor(pointed.point);
  }

  #become(state: BoardState): void {
    this.#state = state;
    this.#parts.events.changed();
  }
}

/** Joins updates, in their order, into updates of at most so many bytes each; one that is larger by itself stays as it is. */
export function mergeUpTo(updates: readonly Uint8Array[], maxBytes: number): readonly Uint8Array[] {
  const merged: Uint8Array[] = [];
  let batch: Uint8Array[] = [];
  let bytes = 0;
  for (const update of updates) {
    if (batch.length > 0 && bytes + update.length > maxBytes) {
      merged.push(Y.mergeUpdates(batch));
      [batch, bytes] = [[], 0];
    }
    batch.push(update);
    bytes += update.length;
  }
  if (batch.length > 0) merged.push(Y.mergeUpdates(batch));
  return merged;
}

/** False for what is no number as well. */
function isOnPage({ x, y }: BoardPoint): boolean {
  return x >= 0 && x <= boardPage.width && y >= 0 && y <= boardPage.height;
}
