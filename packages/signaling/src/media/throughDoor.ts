import { distanceToRectangle } from '@atrium/world';
import type { Position, WorldOutline } from '@atrium/world';

/** Somebody so near to a Door when they change Zone has come through it, in tiles. */
const doorReachTiles = 1;

/** Whether a change between two Zones at a place is one through a Door, and not over an open border. */
export function isThroughDoor(
  { doors }: WorldOutline,
  position: Position,
  zoneIds: readonly [string, string],
): boolean {
  return doors.some(
    ({ bounds, leadsToZone }) =>
      zoneIds.includes(leadsToZone) && distanceToRectangle(bounds, position) <= doorReachTiles,
  );
}
