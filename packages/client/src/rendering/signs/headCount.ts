import type { WorldSpace } from '@atrium/world';

/** People in a Zone and the Zones within it: whether there is anybody behind a Door. */
export function countInside(space: WorldSpace, counts: ReadonlyMap<string, number>, zoneId: string): number {
  let inside = 0;
  for (const [id, count] of counts) if (space.zones.chain(id).includes(zoneId)) inside += count;
  return inside;
}

/** People in a Zone alone, as signs and lists count them: not those in a PrivateRoom that lies in it. */
export function countIn(counts: ReadonlyMap<string, number>, zoneId: string): number {
  return counts.get(zoneId) ?? 0;
}
