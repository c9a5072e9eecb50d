import { footprintOf, objectKinds } from '@atrium/world';
import type { WorldObject } from '@atrium/world';
import { surfaceHeights } from '../art/index.ts';
import { scatter } from '../floor/floorPatterns.ts';

/** How many different plants, shelves and so on there are. */
const variations = 3;

/** Which variation of its type an Object is; always the same one in the same place. */
export function variationOf(object: WorldObject): number {
  return Math.floor(scatter(object.position.x, object.position.y, 11) * variations);
}

/** Height of what a `surface` Object stands on, in px at zoom 1; 0 where nothing is below it. */
export function surfaceHeightBelow(objects: readonly WorldObject[], object: WorldObject): number {
  const { x, y } = object.position;
  for (const below of objects) {
    if (objectKinds[below.type].placement !== 'floor') continue;
    const area = footprintOf(below);
    const isBelow = x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height;
    if (isBelow) return surfaceHeights[below.type] ?? 0;
  }
  return 0;
}
