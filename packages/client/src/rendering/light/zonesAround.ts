import type { WorldSpace } from '@atrium/world';
import type { FloorPlan } from '../floor/floorPlan.ts';

/** Zones whose floor touches a tile, corners included. */
export function zonesAround(
  space: WorldSpace,
  plan: FloorPlan,
  tileX: number,
  tileY: number,
): ReadonlySet<string> {
  const zoneIds = new Set<string>();
  for (let y = tileY - 1; y <= tileY + 1; y++) {
    for (let x = tileX - 1; x <= tileX + 1; x++) {
      if (plan.materialAt(x, y) !== undefined) zoneIds.add(space.zones.at({ x: x + 0.5, y: y + 0.5 }).id);
    }
  }
  return zoneIds;
}
