import type { Blocker } from '../collision/collisionGrid.ts';
import { sweepCircle } from '../collision/sweepCircle.ts';
import { distance, unitsPerTile } from '../geometry/units.ts';
import type { Position } from '../geometry/units.ts';
import type { Seat } from '../layout/seats.ts';
import type { WorldSpace } from '../space/worldSpace.ts';
import type { AvatarState, Standing } from './standing.ts';
import { refusalByGate, refusalByZone } from './crossings.ts';
import { seatReachTiles, sweepRadiusTiles } from './movementNumbers.ts';
import type { Restrictions } from './restrictions.ts';

/** Why a movement cannot be. */
export type MovementRefusal = 'blocked' | 'door-closed' | 'occupied' | 'zone-full' | 'no-seat';

export type MovementVerdict =
  | { readonly ok: true; readonly zoneId: string; readonly seat: Seat | undefined }
  | { readonly ok: false; readonly reason: MovementRefusal; readonly blocker: Blocker | undefined };

/**
 * Whether somebody can have gone in a straight line from where they stand to another place: the rule that the Signaling
 * Server holds MoveIntents to, and that the Client keeps by itself. Speed is not looked at here (see MoveBudget).
 */
export function judgeMovement(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  to: { readonly position: Position; readonly state: AvatarState },
): MovementVerdict {
  const seat = to.state === 'sitting' ? space.seatAt(to.position) : undefined;
  if (to.state === 'sitting' && !isWithinReach(seat, from.position, to.position)) {
    return { ok: false, reason: 'no-seat', blocker: undefined };
  }
  const leftSeat = from.state === 'sitting' ? from.position : undefined;
  const exceptTile = seat === undefined ? leftSeat : seat.position;
  const blocker =
    sweepCircle(space.collision, from.position, to.position, sweepRadiusTiles, exceptTile) ??
    // Who has stood up is clear of the seat as well.
    (seat === undefined && leftSeat !== undefined
      ? sweepCircle(space.collision, to.position, to.position, sweepRadiusTiles)
      : undefined);
  if (blocker !== undefined) return { ok: false, reason: 'blocked', blocker };

  const zone = space.zones.next(from.zoneId, to.position);
  const refusal =
    refusalByGate(space, restrictions, from.position, to.position) ??
    refusalByZone(space, restrictions, from, zone.id);
  return refusal === undefined ? { ok: true, zoneId: zone.id, seat } : { ok: false, ...refusal };
}

function isWithinReach(seat: Seat | undefined, from: Position, to: Position): boolean {
  if (seat === undefined) return false;
  const offCentre = Math.max(Math.abs(to.x - seat.position.x), Math.abs(to.y - seat.position.y));
  return offCentre <= 1 / unitsPerTile && distance(from, seat.position) <= seatReachTiles;
}
