import type { Position } from '../geometry/units.ts';
import type { Blocker, CollisionGrid } from './collisionGrid.ts';

/** Touching is no collision; this keeps rounding errors from making one of it (square tiles). */
const toleranceSquared = 1e-9;

/**
 * Moves a circle along a straight line and says what it hits; `undefined` where its way is free. Of several things hit,
 * the one nearest to the start. Exact, and without an allocation where nothing is hit.
 *
 * @param radiusTiles radius of the circle, in tiles
 * @param exceptTile a Position on a tile that does not count: the seat that is being entered or left
 */
export function sweepCircle(
  grid: CollisionGrid,
  from: Position,
  to: Position,
  radiusTiles: number,
  exceptTile?: Position,
): Blocker | undefined {
  const firstX = Math.floor(Math.min(from.x, to.x) - radiusTiles);
  const lastX = Math.floor(Math.max(from.x, to.x) + radiusTiles);
  const firstY = Math.floor(Math.min(from.y, to.y) - radiusTiles);
  const lastY = Math.floor(Math.max(from.y, to.y) + radiusTiles);
  const exceptX = exceptTile === undefined ? Number.NaN : Math.floor(exceptTile.x);
  const exceptY = exceptTile === undefined ? Number.NaN : Math.floor(exceptTile.y);
  const reachSquared = radiusTiles * radiusTiles - toleranceSquared;

  let nearestSquared = Number.POSITIVE_INFINITY;
  let nearestX = 0;
  let nearestY = 0;
  for (let tileY = firstY; tileY <= lastY; tileY++) {
    for (let tileX = firstX; tileX <= lastX; tileX++) {
      if (!grid.isSolid(tileX, tileY) || (tileX === exceptX && tileY === exceptY)) continue;
      if (!comesWithin(reachSquared, from, to, tileX, tileY)) continue;
      const awaySquared = toTileSquared(from.x, from.y, tileX, tileY);
      if (awaySquared >= nearestSquared) continue;
      nearestSquared = awaySquared;
      nearestX = tileX;
      nearestY = tileY;
    }
  }
  return nearestSquared === Number.POSITIVE_INFINITY ? undefined : grid.blockerAt(nearestX, nearestY);
}

/** Whether the distance between a segment and the square of a tile is less than a given one (squared). */
function comesWithin(
  reachSquared: number,
  from: Position,
  to: Position,
  tileX: number,
  tileY: number,
): boolean {
  return (
    toTileSquared(from.x, from.y, tileX, tileY) < reachSquared ||
    toTileSquared(to.x, to.y, tileX, tileY) < reachSquared ||
    toSegmentSquared(tileX, tileY, from, to) < reachSquared ||
    toSegmentSquared(tileX + 1, tileY, from, to) < reachSquared ||
    toSegmentSquared(tileX, tileY + 1, from, to) < reachSquared ||
    toSegmentSquared(tileX + 1, tileY + 1, from, to) < reachSquared ||
    cutsThrough(from, to, tileX, tileY)
  );
}

/** Squared distance from a point to the square of a tile; 0 inside it. */
function toTileSquared(x: number, y: number, tileX: number, tileY: number): number {
  const dx = Math.max(tileX - x, 0, x - tileX - 1);
  const dy = Math.max(tileY - y, 0, y - tileY - 1);
  return dx * dx + dy * dy;
}

/** Squared distance from a point to a segment. */
function toSegmentSquared(x: number, y: number, from: Position, to: Position): number {
  const alongX = to.x - from.x;
  const alongY = to.y - from.y;
  const lengthSquared = alongX * alongX + alongY * alongY;
  const part = lengthSquared === 0 ? 0 : ((x - from.x) * alongX + (y - from.y) * alongY) / lengthSquared;
  const nearest = Math.min(1, Math.max(0, part));
  const dx = from.x + nearest * alongX - x;
  const dy = from.y + nearest * alongY - y;
  return dx * dx + dy * dy;
}

/** Whether a segment with both ends outside of a tile goes through its inside (slab method). */
function cutsThrough(from: Position, to: Position, tileX: number, tileY: number): boolean {
  let entry = 0;
  let exit = 1;
  const alongX = to.x - from.x;
  const alongY = to.y - from.y;
  if (alongX === 0) {
    if (from.x <= tileX || from.x >= tileX + 1) return false;
  } else {
    const atLow = (tileX - from.x) / alongX;
    const atHigh = (tileX + 1 - from.x) / alongX;
    entry = Math.max(entry, Math.min(atLow, atHigh));
    exit = Math.min(exit, Math.max(atLow, atHigh));
  }
  if (alongY === 0) {
    if (from.y <= tileY || from.y >= tileY + 1) return false;
  } else {
    const atLow = (tileY - from.y) / alongY;
    const atHigh = (tileY + 1 - from.y) / alongY;
    entry = Math.max(entry, Math.min(atLow, atHigh));
    exit = Math.min(exit, Math.max(atLow, atHigh));
  }
  return entry < exit;
}
