import { distance, facingTowards, findPath, findPathToTile } from '@atrium/world';
import type { Door, Facing, Position, Rectangle, Restrictions, Standing, WorldSpace } from '@atrium/world';

/** The Door that keeps somebody out of a Zone: the nearest of those that lead there, if all are closed to them. */
export function closedDoorInto(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  zoneId: string,
): Door | undefined {
  if (space.zones.chain(from.zoneId).includes(zoneId)) return undefined;
  const doors = space.world.doors.filter(({ leadsToZone }) => leadsToZone === zoneId);
  const isClosed = ({ id, bounds }: Door) =>
    restrictions.refusesGate({ kind: 'door', id, bounds }) === 'door-closed';
  if (doors.length === 0 || !doors.every(isClosed)) return undefined;
  // A Zone can be open on another side.
  if (findWayInto(space, restrictions, from, zoneId) !== undefined) return undefined;
  const away = ({ bounds }: Door) => distance(from.position, middleOf(bounds));
  return doors.sort((a, b) => away(a) - away(b))[0];
}

/** The way up to a Door; no way-point for somebody who stands before it already. */
export function planToDoor(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  { bounds }: Door,
): readonly Position[] {
  return findPath(space, restrictions, from, middleOf(bounds)) ?? [];
}

/** The shortest way to a place in a Zone, Doors and passages excepted. */
export function findWayInto(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  zoneId: string,
): readonly Position[] | undefined {
  return findPathToTile(space, restrictions, from, (tileX, tileY) => {
    const centre = { x: tileX + 0.5, y: tileY + 0.5 };
    return (
      space.gateAt(centre) === undefined && space.zones.chain(space.zones.at(centre).id).includes(zoneId)
    );
  });
}

export function middleOf({ x, y, width, height }: Rectangle): Position {
  return { x: x + width / 2, y: y + height / 2 };
}

/** How somebody faces who looks from one place to another; `undefined` where the two are the same. */
export function facingFrom(from: Position, to: Position): Facing | undefined {
  return facingTowards(to.x - from.x, to.y - from.y);
}
