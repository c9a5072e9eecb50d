import type { Position } from './units.ts';

/** Whole tiles: covers x to x + width and y to y + height, the far edges not included. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether a Position, in tiles, lies in the rectangle; the far edges belong to the neighbour. */
export function containsPosition(rectangle: Rectangle, position: Position): boolean {
  return (
    position.x >= rectangle.x &&
    position.y >= rectangle.y &&
    position.x < rectangle.x + rectangle.width &&
    position.y < rectangle.y + rectangle.height
  );
}

/** Whether all tiles of another rectangle are tiles of this one. */
export function containsRectangle(rectangle: Rectangle, other: Rectangle): boolean {
  return (
    other.x >= rectangle.x &&
    other.y >= rectangle.y &&
    other.x + other.width <= rectangle.x + rectangle.width &&
    other.y + other.height <= rectangle.y + rectangle.height
  );
}

/** How far a Position is from a rectangle, in tiles; 0 within it. */
export function distanceToRectangle({ x, y, width, height }: Rectangle, position: Position): number {
  const dx = Math.max(x - position.x, 0, position.x - x - width);
  const dy = Math.max(y - position.y, 0, position.y - y - height);
  return Math.hypot(dx, dy);
}

/** Whether two rectangles share at least one tile. */
export function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Every tile of the rectangle, row by row. */
export function* tilesOf(rectangle: Rectangle): Generator<Position> {
  for (let y = rectangle.y; y < rectangle.y + rectangle.height; y++) {
    for (let x = rectangle.x; x < rectangle.x + rectangle.width; x++) yield { x, y };
  }
}

/** Whether a straight movement brings somebody into a rectangle that they were not in before. */
export function movementEnters(bounds: Rectangle, from: Position, to: Position): boolean {
  return !containsPosition(bounds, from) && segmentTouches(bounds, from, to);
}

/** Liang-Barsky clipping: whether the segment has a part inside the rectangle (far edges excluded). */
function segmentTouches(bounds: Rectangle, from: Position, to: Position): boolean {
  let entry = 0;
  let exit = 1;
  const axes = [
    [from.x, to.x, bounds.x, bounds.x + bounds.width],
    [from.y, to.y, bounds.y, bounds.y + bounds.height],
  ] as const;
  for (const [start, end, low, high] of axes) {
    const delta = end - start;
    if (delta === 0) {
      if (start < low || start >= high) return false;
      continue;
    }
    const atLow = (low - start) / delta;
    const atHigh = (high - start) / delta;
    entry = Math.max(entry, Math.min(atLow, atHigh));
    exit = Math.min(exit, Math.max(atLow, atHigh));
  }
  return entry < exit || (entry === exit && containsPosition(bounds, to));
}
