import type { BoardItem, BoardPoint, Stroke, Writing } from './boardItem.ts';
import { noteSize } from './boardItem.ts';
import { layOutWriting } from './writingLayout.ts';
import type { TextWidth, WritingLayout } from './writingLayout.ts';

/** A part of the board, in its units. */
export interface BoardBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A text of nothing is as wide, so that it can be touched, in board units. */
const leastTextWidth = 60;

/** Where items are and what they touch. Works each out once, for as long as it stays as it is. */
export class BoardGeometry {
  readonly #widthOf: TextWidth;
  readonly #boxes = new WeakMap<BoardItem, BoardBox>();
  readonly #layouts = new WeakMap<Writing, WritingLayout>();

  constructor(widthOf: TextWidth) {
    this.#widthOf = widthOf;
  }

  layoutOf(item: Writing): WritingLayout {
    const known = this.#layouts.get(item);
    if (known !== undefined) return known;
    const layout = layOutWriting(item, this.#widthOf);
    this.#layouts.set(item, layout);
    return layout;
  }

  /** What an item takes of the board. */
  boxOf(item: BoardItem): BoardBox {
    const known = this.#boxes.get(item);
    if (known !== undefined) return known;
    const box = item.kind === 'stroke' ? boxOfStroke(item) : this.#boxOfWriting(item);
    this.#boxes.set(item, box);
    return box;
  }

  /** The box around all items; `undefined` where there are none. */
  boxAround(items: readonly BoardItem[]): BoardBox | undefined {
    const boxes = items.map((item) => this.boxOf(item));
    if (boxes.length === 0) return undefined;
    return {
      left: Math.min(...boxes.map(({ left }) => left)),
      top: Math.min(...boxes.map(({ top }) => top)),
      right: Math.max(...boxes.map(({ right }) => right)),
      bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    };
  }

  /** Whether a point touches an item. @param reach how near is near enough, in board units */
  touches(item: BoardItem, point: BoardPoint, reach: number): boolean {
    const box = this.boxOf(item);
    const isInBox =
      point.x >= box.left - reach &&
      point.x <= box.right + reach &&
      point.y >= box.top - reach &&
      point.y <= box.bottom + reach;
    if (!isInBox || item.kind !== 'stroke') return isInBox;
    let before: BoardPoint | undefined;
    for (const next of pointsOf(item)) {
      if (distanceToSegment(point, before ?? next, next) <= reach + item.width / 2) return true;
      before = next;
    }
    return false;
  }

  /** All items that somebody touches who goes straight from one place to another. */
  touchedBetween(
    items: readonly BoardItem[],
    from: BoardPoint,
    to: BoardPoint,
    reach: number,
  ): readonly BoardItem[] {
    const steps = Math.min(64, Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / reach)));
    const stops = Array.from({ length: steps }, (_, step) => ({
      x: from.x + ((to.x - from.x) * (step + 1)) / steps,
      y: from.y + ((to.y - from.y) * (step + 1)) / steps,
    }));
    return items.filter((item) => stops.some((stop) => this.touches(item, stop, reach)));
  }

  #boxOfWriting(item: Writing): BoardBox {
    const { x: left, y: top } = item;
    if (item.kind === 'note') {
      return { left, top, right: left + noteSize.width, bottom: top + noteSize.height };
    }
    const { width, height } = this.layoutOf(item);
    return { left, top, right: left + Math.max(leastTextWidth, width), bottom: top + height };
  }
}

/** The points of a stroke where they are now. */
export function* pointsOf({ points, x, y }: Pick<Stroke, 'points' | 'x' | 'y'>): Generator<BoardPoint> {
  for (let index = 0; index + 1 < points.length; index += 2) {
    yield { x: (points[index] ?? 0) + x, y: (points[index + 1] ?? 0) + y };
  }
}

/** The box around the points of a stroke. */
export function boxOfPoints(stroke: Pick<Stroke, 'points' | 'x' | 'y'>): BoardBox {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of pointsOf(stroke)) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

export function widened({ left, top, right, bottom }: BoardBox, by: number): BoardBox {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

export function overlaps(a: BoardBox, b: BoardBox): boolean {
  return a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
}

function boxOfStroke(stroke: Stroke): BoardBox {
  return widened(boxOfPoints(stroke), stroke.width / 2);
}

function distanceToSegment(point: BoardPoint, a: BoardPoint, b: BoardPoint): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const lengthSquared = dx * dx + dy * dy;
  const part = lengthSquared === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / lengthSquared;
  const nearest = Math.min(1, Math.max(0, part));
  return Math.hypot(point.x - a.x - nearest * dx, point.y - a.y - nearest * dy);
}
