import * as Y from 'yjs';
import { boxOfPoints } from './boardGeometry.ts';
import { boardLimits, boardPage, noteSize, onPage } from './boardItem.ts';
import type { BoardItem, BoardPoint, NoteColour, PenColour } from './boardItem.ts';
import { idAbove, readBoardItem } from './readBoardItem.ts';
import { beginningOf, changeBetween } from './textChange.ts';
import type { Log } from '../log/log.ts';

/** Marks what this Client has done itself. */
const own = Symbol('own');

/**
 * What one step takes away at most, in bytes: taking it back is a single update, which has to fit into what the server takes.
 * No item is larger than this.
 */
const stepBytes = 20_000;
/** What one number of a stroke takes, and one letter that was written by itself, in bytes. */
const weights = { number: 3, letter: 32, item: 250 } as const;

export interface BoardDocumentParts {
  readonly log: Log;
  /** An id that nobody else uses. */
  readonly newId: () => string;
  /** Something may look different. */
  readonly changed: () => void;
  /** One has changed something: an update for the others. */
  readonly drawn: (update: Uint8Array) => void;
  /** With which Yjs draws; its own choice, if not given. */
  readonly yjsClientId?: number;
}

/**
 * What is on a Whiteboard: a Yjs document with one map per item, so that people can change different things at once, and
 * the letters of one note. Nothing that came from others is trusted: what is no item is passed over.
 */
export class BoardDocument {
  readonly #newId: () => string;
  readonly #log: Log;
  readonly #doc = new Y.Doc();
  readonly #kept = this.#doc.getMap<unknown>('items');
  /** Steps end when this class says so, and never by themselves. */
  readonly #undo = new Y.UndoManager(this.#kept, {
    trackedOrigins: new Set([own]),
    captureTimeout: Number.MAX_SAFE_INTEGER,
  });
  /** What the step at hand is about: whatever is about something else is another step to undo. */
  #step: string | undefined;
  /** How much the step at hand has taken away, in bytes. */
  #stepBytes = 0;
  /** Items as they were read last, until they change. */
  readonly #read = new Map<string, BoardItem | undefined>();
  #items: readonly BoardItem[] | undefined;

  constructor({ log, newId, changed, drawn, yjsClientId }: BoardDocumentParts) {
    this.#log = log;
    this.#newId = newId;
    if (yjsClientId !== undefined) this.#doc.clientID = yjsClientId;
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === own || origin === this.#undo) drawn(update);
    });
    this.#kept.observeDeep((events) => {
      for (const event of events) {
        const [itemId] = event.path;
        if (typeof itemId === 'string') this.#read.delete(itemId);
        else if (event instanceof Y.YMapEvent) for (const key of changedKeys(event)) this.#read.delete(key);
      }
      this.#items = undefined;
      changed();
    });
  }

  /** Everything that can be shown, what was made first at the bottom. */
  get items(): readonly BoardItem[] {
    return (this.#items ??= this.#readItems());
  }

  get canUndo(): boolean {
    return this.#undo.canUndo();
  }

  get canRedo(): boolean {
    return this.#undo.canRedo();
  }

  find(itemId: string | undefined): BoardItem | undefined {
    return itemId === undefined ? undefined : this.items.find((item) => item.itemId === itemId);
  }

  /** What others have drawn. @returns whether it could be read */
  receive(update: Uint8Array): boolean {
    try {
      Y.applyUpdate(this.#doc, update, 'others');
      return true;
    } catch (cause) {
      this.#log.swallowed('An update cannot be read: it is passed over', cause);
      return false;
    }
  }

  /** Undoes one of your steps. */
  undo(): void {
    this.endStep();
    this.#undo.undo();
  }

  redo(): void {
    this.endStep();
    this.#undo.redo();
  }

  /** What one does from now on is another step to undo. */
  endStep(): void {
    this.#undo.stopCapturing();
    this.#step = undefined;
    this.#stepBytes = 0;
  }

  /** As if the step at hand had never been begun. */
  dropStep(): void {
    if (this.#step === undefined) return;
    this.undo();
    this.#undo.clear(false, true);
  }

  /** Begins a stroke. @returns its id; `undefined` where the board is full */
  beginStroke(at: BoardPoint, colour: PenColour, width: number): string | undefined {
    const { x, y } = onPage(at);
    return this.#add({ kind: 'stroke', colour, width, points: Y.Array.from([x, y]), x: 0, y: 0 });
  }

  /** Draws a stroke on. @returns how many of the points it has taken: fewer where it is as long as a stroke may be */
  extendStroke(itemId: string, points: readonly BoardPoint[]): number {
    const item = this.#keptItem(itemId);
    const drawn = item?.get('points');
    if (!(drawn instanceof Y.Array)) return points.length;
    const taken = points.slice(0, Math.max(0, boardLimits.points - drawn.length / 2));
    let [lastX, lastY] = drawn.slice(-2) as readonly unknown[];
    const flat: number[] = [];
    for (const { x, y } of taken.map(onPage)) {
      if (x === lastX && y === lastY) continue;
      flat.push(x, y);
      [lastX, lastY] = [x, y];
    }
    if (flat.length > 0) this.#change(itemId, () => drawn.push(flat));
    return taken.length;
  }

  /** @returns the id of a text with nothing in it; `undefined` where the board is full */
  addText(at: BoardPoint, colour: PenColour): string | undefined {
    return this.#add({ kind: 'text', colour, ...within(at, roomFor('text')), text: new Y.Text() });
  }

  /** @returns the id of a note with nothing on it; `undefined` where the board is full */
  addNote(at: BoardPoint, colour: NoteColour): string | undefined {
    return this.#add({ kind: 'note', colour, ...within(at, roomFor('note')), text: new Y.Text() });
  }

  /** Writes, changing no more letters than differ: somebody else may be writing in the same note. */
  write(itemId: string, text: string): void {
    const written = this.#keptItem(itemId)?.get('text');
    if (!(written instanceof Y.Text)) return;
    const change = changeBetween(written.toJSON(), beginningOf(text, boardLimits.textLength));
    if (change === undefined) return;
    this.#change(itemId, () => {
      written.delete(change.at, change.removed);
      written.insert(change.at, change.inserted);
    });
  }

  /** Moves an item as far as the page goes. @param to where its `x` and `y` shall be, in board units */
  place(itemId: string, to: BoardPoint): void {
    const item = this.find(itemId);
    const kept = this.#keptItem(itemId);
    if (item === undefined || kept === undefined) return;
    const { x, y } = within(to, roomOf(item));
    if (x === item.x && y === item.y) return;
    this.#change(itemId, () => {
      kept.set('x', x);
      kept.set('y', y);
    });
  }

  remove(itemIds: readonly string[]): void {
    for (const itemId of itemIds) {
      const item = this.find(itemId);
      if (item === undefined) continue;
      const bytes = weigh(item);
      if (this.#stepBytes + bytes > stepBytes) this.endStep();
      this.#change('remove', () => this.#kept.delete(itemId));
      this.#stepBytes += bytes;
    }
  }

  /** Removes an item as a part of the step at hand: what was begun and never filled leaves nothing behind. */
  discard(itemId: string): void {
    if (this.#keptItem(itemId) !== undefined) this.#change(itemId, () => this.#kept.delete(itemId));
  }

  destroy(): void {
    this.#undo.destroy();
    this.#doc.destroy();
  }

  #add(fields: Readonly<Record<string, unknown>>): string | undefined {
    if (this.items.length >= boardLimits.items) return undefined;
    const itemId = idAbove(this.items.at(-1)?.itemId, this.#newId());
    this.endStep();
    this.#change(itemId, () => this.#kept.set(itemId, new Y.Map(Object.entries(fields))));
    return itemId;
  }

  #change(step: string, run: () => void): void {
    if (this.#step !== step) this.endStep();
    this.#step = step;
    this.#doc.transact(run, own);
  }

  #keptItem(itemId: string): Y.Map<unknown> | undefined {
    const kept = this.#kept.get(itemId);
    return kept instanceof Y.Map ? kept : undefined;
  }

  #readItems(): readonly BoardItem[] {
    const items: BoardItem[] = [];
    for (const [itemId, kept] of this.#kept) {
      if (!this.#read.has(itemId)) this.#read.set(itemId, readBoardItem(itemId, kept));
      const item = this.#read.get(itemId);
      if (item !== undefined) items.push(item);
    }
    items.sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
    return items.slice(0, boardLimits.items);
  }
}

function changedKeys(event: Y.YMapEvent<unknown>): ReadonlySet<string> {
  return event.keysChanged as ReadonlySet<string>;
}

/** How far something may go, for its `x` and `y`. */
interface Room {
  readonly from: BoardPoint;
  readonly to: BoardPoint;
}

function roomOf(item: BoardItem): Room {
  if (item.kind !== 'stroke') return roomFor(item.kind);
  const { left, top, right, bottom } = boxOfPoints({ ...item, x: 0, y: 0 });
  return {
    from: { x: -left, y: -top },
    to: { x: boardPage.width - right, y: boardPage.height - bottom },
  };
}

/** A note stays on the page as a whole; a text at least so far that it can be seen. */
function roomFor(kind: 'text' | 'note'): Room {
  const size = kind === 'note' ? noteSize : { width: 200, height: 60 };
  return {
    from: { x: 0, y: 0 },
    to: { x: boardPage.width - size.width, y: boardPage.height - size.height },
  };
}

function within({ x, y }: BoardPoint, { from, to }: Room): BoardPoint {
  return {
    x: Math.round(Math.min(to.x, Math.max(from.x, x))),
    y: Math.round(Math.min(to.y, Math.max(from.y, y))),
  };
}

/** How many bytes an update takes that puts an item back, at most. */
function weigh(item: BoardItem): number {
  const inside =
    item.kind === 'stroke' ? item.points.length * weights.number : item.text.length * weights.letter;
  return weights.item + inside;
}
