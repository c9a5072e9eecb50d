import type { BoardDocument } from '../../boards/boardDocument.ts';
import { noteSize } from '../../boards/boardItem.ts';
import type { BoardItem, BoardPoint } from '../../boards/boardItem.ts';
import type { Tool } from './boardTools.ts';
import { boardPointAt, panned, zoomed } from './boardView.ts';
import type { BoardDesk } from './useBoardDesk.ts';

/** Nearer than this touches, in CSS px; fingers are wider. */
const reachPx = { mouse: 6, touch: 14 } as const;
/** A pointer that has moved less has not moved, in CSS px. */
const stillPx = 4;
/** Points of a stroke that are nearer to each other tell nothing, in CSS px. */
const leastStepPx = 1.5;
/** How much one px of a wheel zooms. */
const wheelZoom = 0.01;
const lineOfWheelPx = 16;

export interface BoardPointerParts {
  readonly canvas: HTMLCanvasElement;
  /** As it is at the moment. */
  readonly desk: () => BoardDesk;
  readonly setView: BoardDesk['setView'];
  /** There is no room for more. */
  readonly full: () => void;
}

interface Px {
  readonly x: number;
  readonly y: number;
}

type Gesture =
  | { readonly kind: 'draw'; strokeId: string | undefined; readonly from: Px; last: Px }
  | { readonly kind: 'erase'; readonly from: Px; last: Px; hasBegun: boolean }
  | { readonly kind: 'write'; readonly from: Px }
  | {
      readonly kind: 'move';
      readonly item: BoardItem;
      readonly from: Px;
      /** One that was selected before is written in when it is pressed again. */
      readonly wasSelected: boolean;
      hasMoved: boolean;
    }
  | { readonly kind: 'pan' };

type DrawGesture = Extract<Gesture, { kind: 'draw' }>;

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
  canvas.addEventListener('pointerleave', () => parts.desk().session?.point(undefined), { signal });
  canvas.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  canvas.addEventListener('wheel', (event) => hand.wheel(event), { signal, passive: false });
  return () => listening.abort();
}

class BoardHand {
  readonly #parts: BoardPointerParts;
  readonly #pointers = new Map<number, Px>();
  #gesture: Gesture | undefined;

  constructor(parts: BoardPointerParts) {
    this.#parts = parts;
  }

  down(event: PointerEvent): void {
    if (event.button > 1) return;
    const { canvas, desk } = this.#parts;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    // With a pointer on the page, the focus ring is not needed.
    if (canvas.matches(':focus-visible')) canvas.blur();
    // Pressing elsewhere ends writing.
    canvas.focus({ preventScroll: true });
    this.#pointers.set(event.pointerId, pxOf(event));
    if (this.#pointers.size > 1) return this.#beginPinch();
    if (desk().session?.state === 'open') this.#gesture = this.#begin(event);
  }

  move(event: PointerEvent): void {
    const { desk } = this.#parts;
    desk().session?.point(this.#boardPoint(pxOf(event)));
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = pxOf(event);
    this.#pointers.set(event.pointerId, now);
    if (this.#pointers.size > 1) this.#pinch(event.pointerId, before, now);
    else this.#continue(event, before, now);
  }

  up(event: PointerEvent): void {
    if (!this.#pointers.delete(event.pointerId)) return;
    const gesture = this.#gesture;
    this.#gesture = undefined;
    if (event.type === 'pointerup' && gesture !== undefined) this.#finish(gesture, event);
    if (gesture?.kind !== 'write') this.#document?.endStep();
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const { setView } = this.#parts;
    const { view } = this.#parts.desk();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : lineOfWheelPx;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) {
      return setView(zoomed(view, Math.exp(-dy * wheelZoom), event.offsetX, event.offsetY));
    }
    if (event.shiftKey && dx === 0) return setView(panned(view, -dy, 0));
    setView(panned(view, -dx, -dy));
  }

  get #document(): BoardDocument | undefined {
    return this.#parts.desk().session?.document;
  }

  #boardPoint({ x, y }: Px): BoardPoint {
    return boardPointAt(this.#parts.desk().view, x, y);
  }

  #begin(event: PointerEvent): Gesture | undefined {
    const { tool, select, selected } = this.#parts.desk();
    const from = pxOf(event);
    this.#document?.endStep();
    if (event.button === 1 || tool.name === 'hand') return { kind: 'pan' };
    if (tool.name !== 'select') select(undefined);
    switch (tool.name) {
      case 'pen': {
        const gesture: Gesture = { kind: 'draw', strokeId: undefined, from, last: from };
        // The first of two fingers draws nothing, and erases nothing.
        if (event.pointerType === 'touch' || this.#beginStroke(gesture)) return gesture;
        return undefined;
      }
      case 'eraser': {
        const gesture: Gesture = { kind: 'erase', from, last: from, hasBegun: event.pointerType !== 'touch' };
        if (gesture.hasBegun) this.#erase(gesture, from, event);
        return gesture;
      }
      case 'text':
      case 'note':
        return { kind: 'write', from };
      case 'select': {
        const item = this.#itemAt(event);
        select(item?.itemId);
        if (item === undefined) return { kind: 'pan' };
        return { kind: 'move', item, from, wasSelected: selected?.itemId === item.itemId, hasMoved: false };
      }
    }
  }

  #continue(event: PointerEvent, before: Px, now: Px): void {
    const gesture = this.#gesture;
    switch (gesture?.kind) {
      case 'draw':
        if (gesture.strokeId === undefined && distance(gesture.from, now) < stillPx) return;
        return this.#drawOn(gesture, placesOf(event));
      case 'erase':
        gesture.hasBegun ||= distance(gesture.from, now) >= stillPx;
        if (gesture.hasBegun) this.#erase(gesture, now, event);
        return;
      case 'move': {
        gesture.hasMoved ||= distance(gesture.from, now) >= stillPx;
        if (!gesture.hasMoved) return;
        const { item, from } = gesture;
        const { scale } = this.#parts.desk().view;
        const to = { x: item.x + (now.x - from.x) / scale, y: item.y + (now.y - from.y) / scale };
        return this.#document?.place(item.itemId, to);
      }
      case 'pan':
        return this.#parts.setView(panned(this.#parts.desk().view, now.x - before.x, now.y - before.y));
      case 'write':
      case undefined:
        return;
    }
  }

  #finish(gesture: Gesture, event: PointerEvent): void {
    switch (gesture.kind) {
      case 'draw':
        // A dot, which a finger draws by not moving.
        if (gesture.strokeId === undefined) this.#beginStroke(gesture);
        return;
      case 'erase':
        return this.#erase(gesture, gesture.last, event);
      case 'write':
        if (distance(gesture.from, pxOf(event)) < 2 * stillPx) this.#writeAt(this.#parts.desk().tool, event);
        return;
      case 'move': {
        const { item, wasSelected, hasMoved } = gesture;
        if (wasSelected && !hasMoved && item.kind !== 'stroke') this.#parts.desk().write(item.itemId);
        return;
      }
      case 'pan':
        return;
    }
  }

  /** @returns whether there is room for another one */
  #beginStroke(gesture: DrawGesture): boolean {
    const { penColour, penWidth } = this.#parts.desk().tool;
    gesture.strokeId = this.#document?.beginStroke(this.#boardPoint(gesture.last), penColour, penWidth);
    if (gesture.strokeId !== undefined) return true;
    this.#gesture = undefined;
    this.#parts.full();
    return false;
  }

  #drawOn(gesture: DrawGesture, places: readonly Px[]): void {
    if (gesture.strokeId === undefined && !this.#beginStroke(gesture)) return;
    let rest: Px[] = [];
    let last = gesture.last;
    for (const place of places) {
      if (distance(last, place) < leastStepPx) continue;
      rest.push(place);
      last = place;
    }
    while (rest.length > 0 && gesture.strokeId !== undefined) {
      const points = rest.map((place) => this.#boardPoint(place));
      const taken = this.#document?.extendStroke(gesture.strokeId, points) ?? rest.length;
      gesture.last = rest[taken - 1] ?? gesture.last;
      rest = rest.slice(taken);
      // As long as a stroke may be: another one goes on where it ends.
      if (rest.length > 0) this.#beginStroke(gesture);
    }
  }

  #writeAt(tool: Tool, event: PointerEvent): void {
    const { write, choose, select } = this.#parts.desk();
    const there = this.#itemAt(event);
    const itemId =
      there?.kind === tool.name ? there.itemId : this.#addAt(tool, this.#boardPoint(pxOf(event)));
    if (itemId === undefined) return this.#parts.full();
    write(itemId);
    // Pressing beside it is meant to end writing, not to add another one.
    choose({ name: 'select' });
    select(itemId);
  }

  #addAt({ name, penColour, noteColour }: Tool, { x, y }: BoardPoint): string | undefined {
    if (name === 'text') return this.#document?.addText({ x, y: y - 27 }, penColour);
    return this.#document?.addNote({ x: x - noteSize.width / 2, y: y - noteSize.height / 2 }, noteColour);
  }

  #erase(gesture: Extract<Gesture, { kind: 'erase' }>, now: Px, event: PointerEvent): void {
    const { geometry, session } = this.#parts.desk();
    if (session === undefined) return;
    const [from, to] = [this.#boardPoint(gesture.last), this.#boardPoint(now)];
    gesture.last = now;
    const touched = geometry.touchedBetween(session.document.items, from, to, this.#reach(event));
    session.document.remove(touched.map(({ itemId }) => itemId));
  }

  /** The uppermost one. */
  #itemAt(event: PointerEvent): BoardItem | undefined {
    const { geometry, session } = this.#parts.desk();
    const at = this.#boardPoint(pxOf(event));
    return session?.document.items.findLast((item) => geometry.touches(item, at, this.#reach(event)));
  }

  /** In board units. */
  #reach({ pointerType }: PointerEvent): number {
    return reachPx[pointerType === 'touch' ? 'touch' : 'mouse'] / this.#parts.desk().view.scale;
  }

  /** A second finger: what the first had begun to draw was not meant. */
  #beginPinch(): void {
    if (this.#gesture?.kind === 'draw') this.#document?.dropStep();
    this.#gesture = undefined;
  }

  #pinch(pointerId: number, before: Px, now: Px): void {
    const other = [...this.#pointers].find(([otherId]) => otherId !== pointerId)?.[1];
    if (other === undefined) return;
    const factor = distance(now, other) / Math.max(1, distance(before, other));
    const moved = panned(this.#parts.desk().view, (now.x - before.x) / 2, (now.y - before.y) / 2);
    this.#parts.setView(zoomed(moved, factor, (now.x + other.x) / 2, (now.y + other.y) / 2));
  }
}

/** A fast hand has been at more places than the browser draws frames. */
function placesOf(event: PointerEvent): readonly Px[] {
  const events = typeof event.getCoalescedEvents === 'function' ? event.getCoalescedEvents() : [];
  return (events.length === 0 ? [event] : events).map(pxOf);
}

function pxOf({ offsetX, offsetY }: PointerEvent): Px {
  return { x: offsetX, y: offsetY };
}

function distance(a: Px, b: Px): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
