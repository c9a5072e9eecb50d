import type { Position, Rectangle, World } from '@atrium/world';

/** Somebody so near to a Door when they change Zone has come through it, in tiles. */
const doorReachTiles = 1;

/** Whether a change between two Zones at a place is one through a Door, and not over an open border. */
export function isThroughDoor(
  { doors }: World,
  position: Position,
  zoneIds: readonly [string, string],
): boolean {
  return doors.some(
    ({ bounds, leadsToZone }) =>
      zoneIds.includes(leadsToZone) && distanceTo(bounds, position) <= doorReachTiles,
  );
}

function distanceTo({ x, y, width, height }: Rectangle, position: Position): number {
  const dx = Math.max(x - position.x, 0, position.x - x - width);
  const dy = Math.max(y - position.y, 0, position.y - y - height);
  return Math.hypot(dx, dy);
}
