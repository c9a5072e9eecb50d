import { tilesOf } from '@atrium/world';
import type { Position, WorldSpace } from '@atrium/world';

/** The sides of a tile: the way to the tile beyond, and where the middle of the edge is from the tile's corner. */
const sides = [
  { dx: 1, dy: 0, midX: 1, midY: 0.5 },
  { dx: -1, dy: 0, midX: 0, midY: 0.5 },
  { dx: 0, dy: 1, midX: 0.5, midY: 1 },
  { dx: 0, dy: -1, midX: 0.5, midY: 0 },
] as const;

/** Edges in a row that one can walk across. */
interface Opening {
  readonly x: number;
  readonly y: number;
  readonly isAlongX: boolean;
  readonly toGround: boolean;
  tiles: number;
}

/**
 * Where people walk into a Zone that has no Door: the middle of its widest opening, in tiles. One from the groundZone
 * comes first, since most people come from there.
 */
export function zoneOpening(space: WorldSpace, zoneId: string): Position | undefined {
  const zoneAt = (x: number, y: number) =>
    space.collision.isSolid(x, y) ? undefined : space.zones.at({ x: x + 0.5, y: y + 0.5 }).id;
  const openings = new Map<string, Opening>();
  const inside = space.zones.areaOf(zoneId).flatMap((area) => [...tilesOf(area)]);
  // In the order in which an opening is walked along, so that each edge lengthens the one before it.
  inside.sort((a, b) => a.x - b.x || a.y - b.y);
  for (const { x, y } of inside) {
    if (zoneAt(x, y) !== zoneId) continue;
    for (const [side, { dx, dy, midX, midY }] of sides.entries()) {
      const beyond = zoneAt(x + dx, y + dy);
      if (beyond === undefined || beyond === zoneId) continue;
      const key = (tileX: number, tileY: number) => `${side} ${tileX} ${tileY} ${beyond}`;
      const opening = openings.get(key(x - Math.abs(dy), y - Math.abs(dx))) ?? {
        x: x + midX,
        y: y + midY,
        isAlongX: dx === 0,
        toGround: beyond === space.zones.ground.id,
        tiles: 0,
      };
      opening.tiles += 1;
      openings.set(key(x, y), opening);
    }
  }
  const [widest] = [...openings.values()].sort(
    (a, b) => Number(b.toGround) - Number(a.toGround) || b.tiles - a.tiles,
  );
  if (widest === undefined) return undefined;
  const { x, y, isAlongX, tiles } = widest;
  const half = (tiles - 1) / 2;
  return { x: isAlongX ? x + half : x, y: isAlongX ? y : y + half };
}
