import { movementEnters } from '../geometry/rectangle.ts';
import { sweepCircle } from '../collision/sweepCircle.ts';
import type { Position } from '../geometry/units.ts';
import { closedDoorBehind, refusalByGate } from '../movement/crossings.ts';
import { walkerRadiusTiles } from '../movement/movementNumbers.ts';
import type { Restrictions } from '../movement/restrictions.ts';
import type { WorldSpace } from '../space/worldSpace.ts';

/** Who follows a line on the grid strays from it by up to a unit or two; kept clear besides the walker's radius. */
const clearanceTiles = 0.04;

/** Whether a walker can go straight from one place to another without meeting anything that blocks or refuses it. */
export function isStraightWay(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Position,
  to: Position,
): boolean {
  return (
    sweepCircle(space.collision, from, to, walkerRadiusTiles + clearanceTiles) === undefined &&
    refusalByGate(space, restrictions, from, to) === undefined &&
    !meetsRefusedZone(space, restrictions, from, to)
  );
}

function meetsRefusedZone(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Position,
  to: Position,
): boolean {
  const start = space.zones.at(from);
  const left = space.zones.chain(start.id);
  const lastX = Math.floor(Math.max(from.x, to.x));
  const lastY = Math.floor(Math.max(from.y, to.y));
  for (let y = Math.floor(Math.min(from.y, to.y)); y <= lastY; y++) {
    for (let x = Math.floor(Math.min(from.x, to.x)); x <= lastX; x++) {
      const zone = space.zones.at({ x, y });
      if (zone === start || zone === space.zones.ground) continue;
      if (!movementEnters({ x, y, width: 1, height: 1 }, from, to)) continue;
      const entered = space.zones.chain(zone.id).filter((zoneId) => !left.includes(zoneId));
      const isRefused = (zoneId: string) =>
        restrictions.refusesZone(zoneId) || closedDoorBehind(space, restrictions, from, zoneId) !== undefined;
      if (entered.some(isRefused)) return true;
    }
  }
  return false;
}
