/** Positions on the wire and in every decision are whole multiples of 1/64 tile. */
export const unitsPerTile = 64;

/** A place on the Map in tiles; x to the lower right of the screen, y to the lower left. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Rounds one coordinate, in tiles, to the grid that Client and Signaling Server share. */
export function quantiseCoordinate(tiles: number): number {
  return Math.round(tiles * unitsPerTile) / unitsPerTile;
}

/** Rounds a Position, in tiles, to the grid that Client and Signaling Server share. */
export function quantise(position: Position): Position {
  return { x: quantiseCoordinate(position.x), y: quantiseCoordinate(position.y) };
}

/** Distance between two Positions, in tiles. */
export function distance(a: Position, b: Position): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
