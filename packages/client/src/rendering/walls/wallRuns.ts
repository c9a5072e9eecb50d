import type { FloorPlan, WallKind } from '../floor/floorPlan.ts';

/** Sides of a tile as bits of a mask; N is towards smaller y, W towards smaller x. */
export const side = { N: 1, E: 2, S: 4, W: 8 } as const;

/** One tile of wall, with what it joins to. */
export interface WallTile {
  readonly tileX: number;
  readonly tileY: number;
  readonly kind: WallKind;
  /** Sides on which a wall or a Door goes on: straight, corner, T, cross or end. */
  readonly joins: number;
  /** Sides on which the same kind of wall goes on: a window band or a glass front has no post there. */
  readonly continues: number;
}

const steps = [
  [side.N, 0, -1],
  [side.E, 1, 0],
  [side.S, 0, 1],
  [side.W, -1, 0],
] as const;

/** Sides of a tile on which `goesOn` holds for the neighbour. */
function sidesWhere(tileX: number, tileY: number, goesOn: (tileX: number, tileY: number) => boolean): number {
  let mask = 0;
  for (const [bit, dx, dy] of steps) if (goesOn(tileX + dx, tileY + dy)) mask |= bit;
  return mask;
}

/** Every wall tile of a Map with what it joins to. */
export function wallTilesOf(
  plan: FloorPlan,
  isDoor: (tileX: number, tileY: number) => boolean,
): readonly WallTile[] {
  const tiles: WallTile[] = [];
  for (let tileY = 0; tileY < plan.height; tileY++) {
    for (let tileX = 0; tileX < plan.width; tileX++) {
      const kind = plan.wallAt(tileX, tileY);
      if (kind === undefined || isDoor(tileX, tileY)) continue;
      tiles.push({
        tileX,
        tileY,
        kind,
        joins: sidesWhere(tileX, tileY, (x, y) => plan.wallAt(x, y) !== undefined || isDoor(x, y)),
        continues: sidesWhere(tileX, tileY, (x, y) => plan.wallAt(x, y) === kind && !isDoor(x, y)),
      });
    }
  }
  return tiles;
}
