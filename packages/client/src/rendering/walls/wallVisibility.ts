import type { FloorPlan, WallKind } from '../floor/floorPlan.ts';
import { editorViewpoints } from '../viewpoint.ts';
import type { Viewpoint } from '../viewpoint.ts';

/** How high a wall is shown, so that it never hides people. */
export type WallState = 'full' | 'kerb' | 'cutaway';

/** A wall this near in front of my Zone, in tiles, would hide people in it. */
const hidingTiles = 2;
/** No floor this far behind a wall, in tiles, makes it an outer back wall. */
const backTiles = 3;

export interface WallHeights {
  /** Height of the solid part in px at zoom 1. */
  readonly solid: number;
  /** How much of the glass above it shows, 0 to 1. */
  readonly glass: number;
}

/** Height of a wall, a kerb and the base of a wall that is cut away, in px at zoom 1. */
export const wallHeightPx = 64;
export const kerbHeightPx = 12;
const cutawayBasePx = 20;
/** Of a wall that one looks over. */
const halfWallPx = 34;
const glassFrontBasePx = kerbHeightPx;

/** What a wall of each state looks like. A glass front needs no cutting away. */
export function wallHeights(state: WallState, kind: WallKind): WallHeights {
  const isGlass = kind === 'glass';
  if (kind === 'half') return { solid: state === 'kerb' ? kerbHeightPx : halfWallPx, glass: 0 };
  switch (state) {
    case 'kerb':
      return { solid: isGlass ? glassFrontBasePx : kerbHeightPx, glass: 0 };
    case 'full':
      return isGlass ? { solid: glassFrontBasePx, glass: 1 } : { solid: wallHeightPx, glass: 0 };
    case 'cutaway':
      return { solid: isGlass ? glassFrontBasePx : cutawayBasePx, glass: 1 };
  }
}

/** Where my floor may lie that a wall is the back of: in front of it, and beside it where it ends in a corner. */
const besides = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
  [-1, 1],
] as const;

function anyBehind(
  tileX: number,
  tileY: number,
  reach: number,
  holds: (tileX: number, tileY: number) => boolean,
): boolean {
  for (let dy = 0; dy <= reach; dy++) {
    for (let dx = 0; dx <= reach; dx++) {
      if ((dx !== 0 || dy !== 0) && holds(tileX - dx, tileY - dy)) return true;
    }
  }
  return false;
}

/**
 * The state of a wall or Door tile for somebody in a Zone: a kerb where it would hide that Zone's floor, full
 * height where it is that Zone's back wall or the outer back wall of the Map, cut away elsewhere.
 *
 * @param isMine whether a tile is floor of the Zone that the viewer is in
 */
export function wallStateAt(
  plan: FloorPlan,
  tileX: number,
  tileY: number,
  isMine: (tileX: number, tileY: number) => boolean,
): WallState {
  const isMyFloor = (x: number, y: number): boolean => plan.materialAt(x, y) !== undefined && isMine(x, y);
  if (anyBehind(tileX, tileY, hidingTiles, isMyFloor)) return 'kerb';
  if (besides.some(([dx, dy]) => isMyFloor(tileX + dx, tileY + dy))) return 'full';
  const isOuterBack = !anyBehind(tileX, tileY, backTiles, (x, y) => plan.materialAt(x, y) !== undefined);
  return isOuterBack ? 'full' : 'cutaway';
}

/** The same from any viewpoint. */
export function wallStateFrom(viewpoint: Viewpoint, ...at: Parameters<typeof wallStateAt>): WallState {
  if (viewpoint === editorViewpoints.full) return 'full';
  return viewpoint === editorViewpoints.cut ? 'kerb' : wallStateAt(...at);
}

/** Steps that heights move in while they change: pictures in between are shared. In px. */
const heightStepPx = 4;
const glassStep = 0.25;

/** Heights some way from one state to another, in steps. */
export function heightsBetween(from: WallHeights, to: WallHeights, share: number): WallHeights {
  if (share >= 1) return to;
  const solid = from.solid + (to.solid - from.solid) * share;
  const glass = from.glass + (to.glass - from.glass) * share;
  return {
    solid: Math.round(solid / heightStepPx) * heightStepPx,
    glass: Math.round(glass / glassStep) * glassStep,
  };
}
