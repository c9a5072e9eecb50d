import type { Door } from '@atrium/world';
import type { FloorPlan } from '../floor/floorPlan.ts';

/** Along which axis the wall runs that a Door lies in. */
export function doorAxis(plan: FloorPlan, door: Door): 'x' | 'y' {
  const { x, y, width, height } = door.bounds;
  const isWall = (tileX: number, tileY: number): boolean => plan.wallAt(tileX, tileY) !== undefined;
  if (isWall(x - 1, y) && isWall(x + width, y)) return 'x';
  if (isWall(x, y - 1) && isWall(x, y + height)) return 'y';
  return width >= height && !(isWall(x, y - 1) || isWall(x, y + height)) ? 'x' : 'y';
}
