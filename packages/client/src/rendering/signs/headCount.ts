import type { WorldSpace } from '@atrium/world';

/** People in a Zone and the Zones within it. */
export function countInside(space: WorldSpace, counts: ReadonlyMap<string, number>, zoneId: string): number {
  let inside = 0;
  for (const [id, count] of counts) if (space.zones.chain(id).includes(zoneId)) inside += count;
  return inside;
}
