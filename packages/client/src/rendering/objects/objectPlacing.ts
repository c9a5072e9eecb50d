import { footprintOf, objectKinds, tilesOf } from '@atrium/world';
import type { Position, WorldObject } from '@atrium/world';
import { surfaceHeights } from '../art/index.ts';
import { scatter } from '../floor/floorPatterns.ts';

/** How many different plants, shelves and so on there are. */
const variations = 3;

/** Which variation of its type an Object is; always the same one in the same place. */
export function variationOf(object: WorldObject): number {
  return Math.floor(scatter(object.position.x, object.position.y, 11) * variations);
}

/** How high `surface` Objects stand on each tile, in px at zoom 1; 0 where nothing is below them. */
export type Surfaces = (tile: Position) => number;

/** Finds out what `surface` Objects stand on. */
export function surfacesOf(objects: readonly WorldObject[]): Surfaces {
  const heights = new Map<string, number>();
  for (const object of objects) {
    if (objectKinds[object.type].placement !== 'floor') continue;
    const height = surfaceHeights[object.type] ?? 0;
    for (const { x, y } of tilesOf(footprintOf(object))) {
      const key = `${x},${y}`;
      if (!heights.has(key)) heights.set(key, height);
    }
  }
  return ({ x, y }) => heights.get(`${x},${y}`) ?? 0;
}
