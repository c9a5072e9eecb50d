import type { FloorMaterial, FloorPlan } from './floorPlan.ts';

/** A rectangle of floor, in tiles, that belongs to one tile's material and Zone. */
export interface FloorCell {
  readonly u0: number;
  readonly v0: number;
  readonly u1: number;
  readonly v1: number;
  readonly material: FloorMaterial;
  /** Tile that says which Zone the cell is shown as; another tile than its own beside a wall. */
  readonly ownerX: number;
  readonly ownerY: number;
}

/** Where the slab of a wall begins and ends across its tile. */
const bands = [
  [0, 0.3, -1],
  [0.3, 0.7, 0],
  [0.7, 1, 1],
] as const;

/**
 * The floor that shows on a tile. A tile of wall is wider than its slab: what shows beside the slab goes on from
 * the floor next to it, so that the two sides of a wall keep their own floor and outside of an outer wall is none.
 */
export function floorCellsOf(plan: FloorPlan, tileX: number, tileY: number): readonly FloorCell[] {
  const own = plan.materialAt(tileX, tileY);
  if (own !== undefined) {
    return [
      { u0: tileX, v0: tileY, u1: tileX + 1, v1: tileY + 1, material: own, ownerX: tileX, ownerY: tileY },
    ];
  }
  if (plan.wallAt(tileX, tileY) === undefined) return [];
  const cells: FloorCell[] = [];
  for (const [v0, v1, dy] of bands) {
    for (const [u0, u1, dx] of bands) {
      const owner = ownerOf(plan, tileX, tileY, dx, dy);
      if (owner === undefined) continue;
      cells.push({ ...owner, u0: tileX + u0, v0: tileY + v0, u1: tileX + u1, v1: tileY + v1 });
    }
  }
  return cells;
}

function ownerOf(
  plan: FloorPlan,
  tileX: number,
  tileY: number,
  dx: number,
  dy: number,
): Pick<FloorCell, 'material' | 'ownerX' | 'ownerY'> | undefined {
  if (dx === 0 && dy === 0) return undefined;
  const candidates = [
    [tileX + dx, tileY + dy],
    [tileX + dx, tileY],
    [tileX, tileY + dy],
  ] as const;
  for (const [ownerX, ownerY] of candidates) {
    const material = plan.materialAt(ownerX, ownerY);
    if (material !== undefined) return { material, ownerX, ownerY };
  }
  return undefined;
}
