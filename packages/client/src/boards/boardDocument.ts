import * as Y from 'yjs';
import { boardItemSchema, boardLimits } from './boardItem.ts';
import type { BoardItem, BoardPoint, NoteColour, PenColour } from './boardItem.ts';
import { onPage } from './boardGeometry.ts';

/** Marks what this Client has done itself. */
const own = Symbol('own');

/**
 * What is on a Whiteboard: a Yjs document with one map per item, so that people can change different things at once, and
 * the letters of one note. Nothing that came from others is trusted: what is no item is passed over.
 */
export class BoardDocument {
  readonly #doc = new Y.Doc();
  readonly #items = this.#doc.getMap<Y.Map<unknown>>('items');
  /** Never ends a step by itself: whoever changes something says whether it is another one. */
  readonly #undo = new Y.UndoManager(this.#items, {
    trackedOrigins: new Set([own]),
    captureTimeout: Number.MAX_SAFE_INTEGER,
  });
  readonly #newId: () => string;
  /** Items as they were read last, until they change. */
  readonly #read = new Map<string, BoardItem | undefined>();
  #ordered: readonly BoardItem[] | undefined;

  /**
   * @param newId an id nobody else uses
   * @param events `changed` whenever something may look different, `drawn` with an update for others
   */
  constructor(
    newId: () => string,
    events: { readonly changed: () => void; readonly drawn: (update: Uint8Array) => void },
  ) {
    this.#newId = newId;
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === own || origin === this.#undo) events.drawn(update);
    });
    this.#items.observeDeep((changes) => {
      for (const { path, changes: inside } of changes) {
        const [itemId] = path;
        if (typeof itemId === 'string') this.#read.delete(itemId);
        else for (const key of inside.keys.keys()) this.#read.delete(key);
      }
      this.#ordered = undefined;
      events.changed();
    });
  }

  /** Everything that can be shown, what was made first at the bottom. */
  get items(): readonly BoardItem[] {
    return (this.#ordered ??= this.#readItems());
  }

  get canUndo(): boolean {
    return this.#undo.canUndo();
  }

  get canRedo(): boolean {
    return this.#undo.canRedo();
  }

  /** What others have drawn. @returns whether it could be read */
  receive(update: Uint8Array): boolean {
    try {
      Y.applyUpdate(this.#doc, update, 'others');
      return true;
    } catch {
      return false;
    }
  }

  undo(): void {
    this.#undo.undo();
  }

  redo(): void {
    this.#undo.redo();
  }

  /** Begins a stroke. @returns its id; `undefined` where the board is full */
  beginStroke(at: BoardPoint, colour: PenColour, width: number): string | undefined {
    const { x, y } = onPage(at);
    const points = Y.Array.from([x, y]);
    return this.#add([
      ['kind', 'stroke'],
      ['colour', colour],
      ['width', width],
      ['points', points],
      ['x', 0],
      ['y', 0],
    ]);
  }

  /** Draws a stroke on. @returns whether it can be drawn on further */
  extendStroke(itemId: string, points: readonly BoardPoint[]): boolean {
    const drawn = this.#items.get(itemId)?.get('points');
    if (!(drawn instanceof Y.Array)) return false;
    const room = boardLimits.points - drawn.length / 2;
    const flat = points.slice(0, Math.max(0, room)).flatMap((point) => {
      const { x, y } = onPage(point);
      return [x, y];
    });
    // One stroke is one step to undo.
    if (flat.length > 0) this.#change(() => drawn.push(flat), false);
    return room > points.length;
  }

  addText(at: BoardPoint, colour: PenColour): string | undefined {
    return this.#addWriting('text', at, colour);
  }

  addNote(at: BoardPoint, colour: NoteColour): string | undefined {
    return this.#addWriting('note', at, colour);
  }

  /** Writes, changing no more letters than differ: somebody else may be writing in the same note. */
  write(itemId: string, text: string): void {
    const written = this.#items.get(itemId)?.get('text');
    if (!(written instanceof Y.Text)) return;
    const before: string = written.toJSON();
    const after = text.slice(0, boardLimits.textLength);
    let start = 0;
    while (start < before.length && start < after.length && before[start] === after[start]) start++;
    let end = 0;
    const most = Math.min(before.length, after.length) - start;
    while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
    if (before === after) return;
    this.#change(() => {
      written.delete(start, before.length - start - end);
      written.insert(start, after.slice(start, after.length - end));
    });
  }

  move(itemId: string, dx: number, dy: number): void {
    const item = this.items.find((known) => known.itemId === itemId);
    const kept = this.#items.get(itemId);
    if (item === undefined || kept === undefined) return;
    const to =
      item.kind === 'stroke'
        ? { x: Math.round(item.x + dx), y: Math.round(item.y + dy) }
        : onPage({ x: item.x + dx, y: item.y + dy });
    this.#change(() => {
      kept.set('x', to.x);
      kept.set('y', to.y);
    });
  }

  remove(itemIds: readonly string[]): void {
    const there = itemIds.filter((itemId) => this.#items.has(itemId));
    if (there.length === 0) return;
    this.#change(() => there.forEach((itemId) => this.#items.delete(itemId)));
  }

  /** What one does from now on is another step to undo. */
  endStep(): void {
    this.#undo.stopCapturing();
  }

  destroy(): void {
    this.#undo.destroy();
    this.#doc.destroy();
  }

  #addWriting(kind: 'text' | 'note', at: BoardPoint, colour: string): string | undefined {
    const { x, y } = onPage(at);
    return this.#add([
      ['kind', kind],
      ['colour', colour],
      ['x', x],
      ['y', y],
      ['text', new Y.Text()],
    ]);
  }

  #add(fields: readonly (readonly [string, unknown])[]): string | undefined {
    if (this.#items.size >= boardLimits.items) return undefined;
    // Ids that grow: what was made first lies at the bottom.
    const itemId = `${this.#nextOrder().toString(36).padStart(6, '0')}-${this.#newId()}`;
    this.#change(() => this.#items.set(itemId, new Y.Map(fields)));
    return itemId;
  }

  #nextOrder(): number {
    const last = this.items.at(-1)?.itemId.split('-')[0];
    const order = last === undefined ? 0 : Number.parseInt(last, 36);
    return Number.isSafeInteger(order) ? order + 1 : 0;
  }

  #change(run: () => void, isNewStep = true): void {
    if (isNewStep) this.#undo.stopCapturing();
    this.#doc.transact(run, own);
  }

  #readItems(): readonly BoardItem[] {
    const items: BoardItem[] = [];
    for (const [itemId, kept] of this.#items) {
      if (!this.#read.has(itemId)) this.#read.set(itemId, readItem(itemId, kept));
      const item = this.#read.get(itemId);
      if (item !== undefined) items.push(item);
    }
    return items
      .sort((a, b) => (a.itemId < b.itemId ? -1 : a.itemId > b.itemId ? 1 : 0))
      .slice(0, boardLimits.items);
  }
}

/** `undefined` where somebody has put something else than an item there. */
function readItem(itemId: string, kept: unknown): BoardItem | undefined {
  if (!(kept instanceof Y.Map) || itemId.length > 100) return undefined;
  const parsed = boardItemSchema.safeParse(kept.toJSON());
  return parsed.success ? { ...parsed.data, itemId } : undefined;
}
