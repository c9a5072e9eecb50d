import { side } from './wallRuns.ts';

/** A part of a slab of wall, in tiles from the tile's corner. */
export interface WallCell {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
  /** Which of the faces that look at the viewer are open to the air. */
  readonly right: boolean;
  readonly left: boolean;
}

/** Where a slab of wall begins and ends across its tile, in tiles. */
export const slab = { low: 0.3, high: 0.7 } as const;
/** The same for the glass of a glass front. */
export const pane = { low: 0.44, high: 0.56 } as const;

/** How the ends of a slab's arms at the edge of the tile are made. */
export interface ArmEnds {
  /** How far an arm reaches into the neighbour, in tiles, so that no joint shows. */
  readonly overlapTiles: number;
  /** Whether the ends have a face: seen where the neighbour is lower. */
  readonly areClosed: boolean;
}

/** The parts of a slab in drawing order: the far arms, the middle, the near arms. */
export function wallCells(joins: number, low: number, high: number, ends: ArmEnds): readonly WallCell[] {
  const has = (bit: number): boolean => (joins & bit) !== 0;
  const over = ends.overlapTiles;
  const closed = ends.areClosed;
  const cells: WallCell[] = [];
  if (has(side.N)) cells.push({ u0: low, u1: high, v0: -over, v1: low + over, right: true, left: false });
  if (has(side.W)) cells.push({ u0: -over, u1: low + over, v0: low, v1: high, right: false, left: true });
  cells.push({ u0: low, u1: high, v0: low, v1: high, right: !has(side.E), left: !has(side.S) });
  if (has(side.E))
    cells.push({ u0: high - over, u1: 1 + over, v0: low, v1: high, right: closed, left: true });
  if (has(side.S))
    cells.push({ u0: low, u1: high, v0: high - over, v1: 1 + over, right: true, left: closed });
  return cells;
}
