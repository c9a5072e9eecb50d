import { distance, judgeMovement, placesToStandUp, seatReachTiles } from '@atrium/world';
import type { Position, Restrictions, Seat, Standing, WorldSpace } from '@atrium/world';

/** Whether somebody can sit down from where they stand. */
export function canSitOn(space: WorldSpace, restrictions: Restrictions, from: Standing, seat: Seat): boolean {
  if (from.state === 'sitting') return false;
  return judgeMovement(space, restrictions, from, { position: seat.position, state: 'sitting' }).ok;
}

/** The nearest seat that somebody can sit down on from where they stand. */
export function nearestReachableSeat(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  isFree: (seat: Seat) => boolean,
): Seat | undefined {
  const away = (seat: Seat) => distance(seat.position, from.position);
  return space.seats
    .filter(
      (seat) => away(seat) <= seatReachTiles && isFree(seat) && canSitOn(space, restrictions, from, seat),
    )
    .sort((a, b) => away(a) - away(b))[0];
}

/**
 * Where to stand up from a seat: towards a direction if one is given, else where one came from or whatever is nearest to
 * that. `undefined` where no tile beside the seat can be entered.
 */
export function choosePlaceToStand(
  space: WorldSpace,
  restrictions: Restrictions,
  sitting: Standing,
  towards: Position | undefined,
  cameFrom: Position | undefined,
): Position | undefined {
  const { position } = sitting;
  const places = placesToStandUp(space, position).filter(
    (place) => judgeMovement(space, restrictions, sitting, { position: place, state: 'idle' }).ok,
  );
  const preference = (place: Position): number => {
    if (towards !== undefined) {
      const along = (place.x - position.x) * towards.x + (place.y - position.y) * towards.y;
      return -along / distance(place, position);
    }
    return cameFrom === undefined ? 0 : distance(place, cameFrom);
  };
  return places.toSorted((a, b) => preference(a) - preference(b))[0];
}
