import { footprintOf, kindOf, tilesOf } from '@atrium/world';
import type { Position, WorldObject } from '@atrium/world';
import { surfaceHeightOf } from '../art/index.ts';

/** How high `surface` Objects stand on each tile, in px at zoom 1; 0 where nothing is below them. */
export type Surfaces = (tile: Position) => number;

/** Finds out what `surface` Objects stand on. */
export function surfacesOf(objects: readonly WorldObject[]): Surfaces {
  const heights = new Map<string, number>();
  for (const object of objects) {
    if (kindOf(object).placement !== 'floor') continue;
    const height = surfaceHeightOf(object);
    for (const { x, y } of tilesOf(footprintOf(object))) {
      const key = `${x},${y}`;
      if (!heights.has(key)) heights.set(key, height);
    }
  }
  return ({ x, y }) => heights.get(`${x},${y}`) ?? 0;
}
