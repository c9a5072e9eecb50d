import { sweepCircle } from '../collision/sweepCircle.ts';
import { distance, quantise, unitsPerTile } from '../geometry/units.ts';
import type { Position } from '../geometry/units.ts';
import { walkerRadiusTiles } from '../movement/movementNumbers.ts';
import type { WorldSpace } from '../space/worldSpace.ts';

/**
 * Where somebody can stand who was to be at a Position: there, or as near as possible; in the same Zone where that has
 * room, and never in a Door or passage. `undefined` where the whole Map has no free tile.
 */
export function nearestFreePosition(space: WorldSpace, position: Position): Position | undefined {
  const zone = space.zones.at(position);
  return (
    nearestWhere(space, position, (tile) => space.zones.at(tile) === zone) ??
    nearestWhere(space, position, () => true)
  );
}

function nearestWhere(
  space: WorldSpace,
  position: Position,
  suits: (tile: Position) => boolean,
): Position | undefined {
  const { width, height } = space.collision;
  const centreX = Math.min(width - 1, Math.max(0, Math.floor(position.x)));
  const centreY = Math.min(height - 1, Math.max(0, Math.floor(position.y)));
  let nearest: Position | undefined;
  let nearestTiles = Number.POSITIVE_INFINITY;
  // Ring by ring; a place in ring n is at least n - 1 tiles away.
  for (let ring = 0; ring <= Math.max(width, height) && ring - 1 < nearestTiles; ring++) {
    for (const tile of ringAround(centreX, centreY, ring)) {
      if (space.collision.isSolid(tile.x, tile.y) || space.gateAt(tile) !== undefined || !suits(tile))
        continue;
      const place = freePointInTile(space, clampIntoTile(position, tile));
      const tiles = distance(place, position);
      if (tiles >= nearestTiles) continue;
      nearest = place;
      nearestTiles = tiles;
    }
  }
  return nearest;
}

/**
 * A point of the grid near a Position on a free tile where a walker is clear of everything: the Position itself if that
 * is clear, else somewhat more towards the middle of the tile.
 */
export function freePointInTile(space: WorldSpace, position: Position): Position {
  const tileX = Math.floor(position.x);
  const tileY = Math.floor(position.y);
  const isSolid = (dx: number, dy: number) => space.collision.isSolid(tileX + dx, tileY + dy);
  const aside = {
    x: clamp(
      position.x,
      tileX + (isSolid(-1, 0) ? marginTiles : 0),
      tileX + 1 - (isSolid(1, 0) ? marginTiles : 0),
    ),
    y: clamp(
      position.y,
      tileY + (isSolid(0, -1) ? marginTiles : 0),
      tileY + 1 - (isSolid(0, 1) ? marginTiles : 0),
    ),
  };
  const middle = { x: tileX + 0.5, y: tileY + 0.5 };
  for (let part = 0; part < 1; part += 1 / 16) {
    const point = {
      x: quantiseInto(aside.x + (middle.x - aside.x) * part, tileX),
      y: quantiseInto(aside.y + (middle.y - aside.y) * part, tileY),
    };
    if (sweepCircle(space.collision, point, point, walkerRadiusTiles) === undefined) return point;
  }
  return middle;
}

/** The walker's radius, rounded up to the grid. */
const marginTiles = Math.ceil(walkerRadiusTiles * unitsPerTile) / unitsPerTile;

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** On the grid, and still on the tile: its far edges belong to the neighbour. */
function quantiseInto(value: number, tile: number): number {
  return clamp(quantise({ x: value, y: 0 }).x, tile, tile + 1 - 1 / unitsPerTile);
}

function clampIntoTile(position: Position, tile: Position): Position {
  const far = 1 - 1 / unitsPerTile;
  return { x: clamp(position.x, tile.x, tile.x + far), y: clamp(position.y, tile.y, tile.y + far) };
}

function* ringAround(centreX: number, centreY: number, ring: number): Generator<Position> {
  if (ring === 0) yield { x: centreX, y: centreY };
  for (let step = -ring; step < ring; step++) {
    yield { x: centreX + step, y: centreY - ring };
    yield { x: centreX + ring, y: centreY + step };
    yield { x: centreX - step, y: centreY + ring };
    yield { x: centreX - ring, y: centreY - step };
  }
}
