import { unitsPerTile } from '@atrium/world';
import type { Position } from '@atrium/world';

/** What the grid of Positions did not hold of a step: the next step makes it good, so that all directions are equal. */
export function gridRest(wish: Position, moved: Position): Position {
  return { x: withinHalfUnit(wish.x - moved.x), y: withinHalfUnit(wish.y - moved.y) };
}

function withinHalfUnit(tiles: number): number {
  const half = 0.5 / unitsPerTile;
  return Math.min(half, Math.max(-half, tiles));
}
