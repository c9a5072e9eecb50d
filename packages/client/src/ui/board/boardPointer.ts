import { touches } from '../../boards/boardGeometry.ts';
import type { BoardDocument } from '../../boards/boardDocument.ts';
import type { BoardItem, BoardPoint } from '../../boards/boardItem.ts';
import type { Tool } from './boardTools.ts';
import { boardPointAt, panned, zoomed } from './boardView.ts';
import type { BoardView } from './boardView.ts';

/** Nearer than this touches, in CSS px. */
const reachPx = 8;

export interface BoardPointerParts {
  readonly canvas: HTMLCanvasElement;
  readonly document: () => BoardDocument;
  readonly isOpen: () => boolean;
  readonly tool: () => Tool;
  readonly view: () => BoardView;
  readonly setView: (view: BoardView) => void;
  readonly select: (itemId: string | undefined) => void;
  readonly write: (itemId: string) => void;
  readonly point: (point: BoardPoint | undefined) => void;
}

type Gesture =
  | { readonly kind: 'draw'; readonly strokeId: string }
  | { readonly kind: 'erase' }
  | { readonly kind: 'move'; readonly itemId: string; at: BoardPoint }
  | { readonly kind: 'pan' };

/** Draws, erases, moves and writes with mouse, pen and fingers; two fingers move and zoom. Gives back what ends that. */
export function attachBoardPointer(parts: BoardPointerParts): () => void {
  const hand = new BoardHand(parts);
  const { canvas } = parts;
  const listening = new AbortController();
  const { signal } = listening;
  canvas.addEventListener('pointerdown', (event) => hand.down(event), { signal });
  canvas.addEventListener('pointermove', (event) => hand.move(event), { signal });
  canvas.addEventListener('pointerup', (event) => hand.up(event), { signal });
  canvas.addEventListener('pointercancel', (event) => hand.up(event), { signal });
  canvas.addEventListener('pointerleave', () => parts.point(undefined), { signal });
  canvas.addEventListener('dblclick', (event) => hand.doubleClick(event), { signal });
  canvas.addEventListener('wheel', (event) => hand.wheel(event), { signal, passive: false });
  return () => listening.abort();
}

class BoardHand {
  readonly #parts: BoardPointerParts;
  readonly #pointers = new Map<number, { x: number; y: number }>();
  #gesture: Gesture | undefined;

  constructor(parts: BoardPointerParts) {
    this.#parts = parts;
  }

  down(event: PointerEvent): void {
    if (event.button > 1) return;
    const { canvas } = this.#parts;
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true });
    event.preventDefault();
    this.#pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (this.#pointers.size > 1) return this.#beginPinch();
    if (this.#parts.isOpen()) this.#gesture = this.#begin(event);
  }

  move(event: PointerEvent): void {
    const at = boardPointAt(this.#parts.view(), event.offsetX, event.offsetY);
    this.#parts.point(at);
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    if (this.#pointers.size > 1) return this.#pinch(event, before);
    const [dx, dy] = [event.offsetX - before.x, event.offsetY - before.y];
    this.#pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    this.#continue(event, at, dx, dy);
  }

  up(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.#gesture = undefined;
    this.#parts.document().endStep();
  }

  doubleClick(event: MouseEvent): void {
    const item = this.#itemAt(boardPointAt(this.#parts.view(), event.offsetX, event.offsetY));
    if (item === undefined || item.kind === 'stroke' || this.#parts.tool().name !== 'select') return;
    this.#parts.write(item.itemId);
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const { view, setView } = this.#parts;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      return setView(zoomed(view(), Math.exp(-event.deltaY * unit * 0.01), event.offsetX, event.offsetY));
    }
    setView(panned(view(), -event.deltaX * unit, -event.deltaY * unit));
  }

  #begin(event: PointerEvent): Gesture | undefined {
    const { tool, document, select, write, view } = this.#parts;
    const { name, penColour, penWidth, noteColour } = tool();
    const at = boardPointAt(view(), event.offsetX, event.offsetY);
    if (event.button === 1 || name === 'hand') return { kind: 'pan' };
    if (name !== 'select') select(undefined);
    switch (name) {
      case 'pen': {
        const strokeId = document().beginStroke(at, penColour, penWidth);
        return strokeId === undefined ? undefined : { kind: 'draw', strokeId };
      }
      case 'eraser':
        this.#erase(at);
        return { kind: 'erase' };
      case 'text':
      case 'note': {
        const item = this.#itemAt(at);
        const itemId =
          item?.kind === name
            ? item.itemId
            : name === 'text'
              ? document().addText(at, penColour)
              : document().addNote(at, noteColour);
        if (itemId !== undefined) write(itemId);
        return undefined;
      }
      case 'select': {
        const item = this.#itemAt(at);
        select(item?.itemId);
        return item === undefined ? { kind: 'pan' } : { kind: 'move', itemId: item.itemId, at };
      }
    }
  }

  #continue(event: PointerEvent, at: BoardPoint, dx: number, dy: number): void {
    const { document, view, setView } = this.#parts;
    const gesture = this.#gesture;
    switch (gesture?.kind) {
      case 'draw': {
        // A fast hand has been at more places than the browser draws frames.
        const events = event.getCoalescedEvents?.() ?? [event];
        const points = (events.length === 0 ? [event] : events).map(({ offsetX, offsetY }) =>
          boardPointAt(view(), offsetX, offsetY),
        );
        if (!document().extendStroke(gesture.strokeId, points)) this.#gesture = undefined;
        return;
      }
      case 'erase':
        return this.#erase(at);
      case 'move':
        document().move(gesture.itemId, at.x - gesture.at.x, at.y - gesture.at.y);
        gesture.at = at;
        return;
      case 'pan':
        return setView(panned(view(), dx, dy));
      case undefined:
        return;
    }
  }

  #erase(at: BoardPoint): void {
    const { document, view } = this.#parts;
    const touched = document().items.filter((item) => touches(item, at, reachPx / view().scale));
    document().remove(touched.map(({ itemId }) => itemId));
  }

  /** The uppermost one. */
  #itemAt(at: BoardPoint): BoardItem | undefined {
    const { document, view } = this.#parts;
    return document().items.findLast((item) => touches(item, at, reachPx / view().scale));
  }

  /** A second finger: whatever the first had begun was not meant. */
  #beginPinch(): void {
    if (this.#gesture?.kind === 'draw') this.#parts.document().remove([this.#gesture.strokeId]);
    this.#gesture = undefined;
  }

  #pinch(event: PointerEvent, before: { readonly x: number; readonly y: number }): void {
    const { view, setView } = this.#parts;
    const other = [...this.#pointers].find(([pointerId]) => pointerId !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (other === undefined) return;
    const now = { x: event.offsetX, y: event.offsetY };
    const factor =
      Math.hypot(now.x - other.x, now.y - other.y) /
      Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    const moved = panned(view(), (now.x - before.x) / 2, (now.y - before.y) / 2);
    setView(zoomed(moved, factor, (now.x + other.x) / 2, (now.y + other.y) / 2));
  }
}
