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
