import type { World } from '@atrium/world';
import { isFirstLook } from './art/index.ts';
import { isFirstFloor } from './floor/floorPlan.ts';

/** Whether a World shows at once what a first picture has no art for. */
export function needsMoreArt({ objects, zones, groundZone, map }: World): boolean {
  return (
    objects.some(({ look, asset }) => asset !== undefined || (look !== undefined && !isFirstLook(look))) ||
    [groundZone, ...zones].some(({ walls }) => walls !== undefined) ||
    map.layers.some(({ palette = [] }) => palette.some((name) => name !== null && !isFirstFloor(name)))
  );
}
