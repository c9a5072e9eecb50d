import { walkFrames } from '../art/index.ts';
import type { AvatarPose } from '../art/index.ts';

/** How far two steps reach, in tiles. The feet keep to the floor because frames follow this and not the clock. */
export const walkCycleTiles = 0.9;
/** Nobody walks this far from one frame to the next, in tiles: they were put elsewhere. */
const jumpTiles = 1.5;

/** How far somebody has walked, which decides where their feet are. */
export interface Gait {
  x: number;
  y: number;
  walkedTiles: number;
}

/** Takes a step of a gait, in place. Returns whether the place changed. */
export function stepGait(gait: Gait, x: number, y: number): boolean {
  const moved = Math.hypot(x - gait.x, y - gait.y);
  if (moved === 0) return false;
  if (moved < jumpTiles) gait.walkedTiles = (gait.walkedTiles + moved) % walkCycleTiles;
  gait.x = x;
  gait.y = y;
  return true;
}

const walking = walkFrames.map((frame) => ({ kind: 'walking', frame }) as const);
const walkingWithCup = walking.map((pose) => ({ ...pose, arms: 'cup' }) as const);

/** The pose of somebody who walks and has walked some way. Poses are shared, never made anew. */
export function walkingPose({ walkedTiles }: Gait, hasCup: boolean): AvatarPose {
  const poses = hasCup ? walkingWithCup : walking;
  const frame = Math.floor((walkedTiles / walkCycleTiles) * walkFrames.length) % walkFrames.length;
  return poses[frame] ?? { kind: 'walking', frame: 0 };
}
