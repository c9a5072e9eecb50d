import {
  distance,
  findPath,
  findPathToTile,
  isInReach,
  placesToStandUp,
  zoneIdOfObject,
} from '@atrium/world';
import type { Door, Gate, Position, Restrictions, Standing, WorldSpace } from '@atrium/world';
import { closedDoorInto, findWayInto, middleOf, planToDoor } from './closedDoor.ts';

/** Where the own Avatar is going by itself. */
export type CourseGoal =
  | { readonly kind: 'place'; readonly position: Position }
  | { readonly kind: 'zone'; readonly zoneId: string }
  /** To sit down, or, `beside`, just to where one can. */
  | { readonly kind: 'seat' | 'beside-seat'; readonly seatId: string }
  /** Where an Object is in reach. */
  | { readonly kind: 'object'; readonly objectId: string }
  /** Nobody stops in a Door or passage. */
  | { readonly kind: 'out-of-gate'; readonly direction: Position };

/** What is closed to oneself, and where others stand. */
export interface CourseRestrictions extends Restrictions {
  /** Whether somebody stands so near to a place that one would hide the other. */
  isTaken(place: Position): boolean;
}

/**
 * Way-points to a goal from where somebody is, or to the closed Door that keeps them out; `undefined` where no way leads
 * there or nearer.
 */
export function planCourse(
  space: WorldSpace,
  restrictions: CourseRestrictions,
  from: Standing,
  goal: CourseGoal,
): readonly Position[] | undefined {
  const closedDoor = closedDoorBefore(space, restrictions, from, goal);
  if (closedDoor !== undefined) return planToDoor(space, restrictions, from, closedDoor);
  switch (goal.kind) {
    case 'place':
      return findPath(space, restrictions, from, goal.position);
    case 'zone':
      return planToZone(space, restrictions, from, goal.zoneId);
    case 'seat':
    case 'beside-seat':
      return planToSeat(space, restrictions, from, goal.seatId);
    case 'object':
      return planToObject(space, restrictions, from, goal.objectId);
    case 'out-of-gate':
      return planOutOfGate(space, restrictions, from, goal.direction);
  }
}

/** The Door that keeps somebody out of the Zone where their goal lies, if it is closed. */
export function closedDoorBefore(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  goal: CourseGoal,
): Door | undefined {
  const zoneId = zoneOfGoal(space, goal);
  return zoneId === undefined ? undefined : closedDoorInto(space, restrictions, from, zoneId);
}

/** Where a goal lies; `undefined` for one that lies in no certain Zone. */
export function zoneOfGoal(space: WorldSpace, goal: CourseGoal): string | undefined {
  switch (goal.kind) {
    case 'place':
      return space.zones.at(goal.position).id;
    case 'zone':
      return goal.zoneId;
    case 'seat':
    case 'beside-seat': {
      const seat = space.seat(goal.seatId);
      return seat && space.zones.at(seat.position).id;
    }
    case 'object': {
      const object = space.object(goal.objectId);
      return object && zoneIdOfObject(space, object);
    }
    case 'out-of-gate':
      return undefined;
  }
}

/** Just inside the Zone; where it cannot be entered, to its border. */
function planToZone(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  zoneId: string,
): readonly Position[] | undefined {
  const inside = findWayInto(space, restrictions, from, zoneId);
  if (inside !== undefined) return inside;
  const doors = space.world.doors.filter((door) => door.leadsToZone === zoneId).map(({ bounds }) => bounds);
  const targets = (doors.length > 0 ? doors : space.zones.areaOf(zoneId)).map(middleOf);
  targets.sort((a, b) => distance(from.position, a) - distance(from.position, b));
  for (const target of targets) {
    const path = findPath(space, restrictions, from, target);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** To the free tile beside the seat that is nearest by the way one has to walk. */
function planToSeat(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  seatId: string,
): readonly Position[] | undefined {
  const seat = space.seat(seatId);
  if (seat === undefined) return undefined;
  const beside = placesToStandUp(space, seat.position).filter((place) => space.gateAt(place) === undefined);
  return findPathToTile(space, restrictions, from, (tileX, tileY) =>
    beside.some((place) => Math.floor(place.x) === tileX && Math.floor(place.y) === tileY),
  );
}

/**
 * To the nearest place in its Zone from which one can reach an Object, beside those who stand there already; no way-point for
 * somebody who can reach it and is in nobody's place.
 */
function planToObject(
  space: WorldSpace,
  restrictions: CourseRestrictions,
  from: Standing,
  objectId: string,
): readonly Position[] | undefined {
  const object = space.object(objectId);
  if (object === undefined) return undefined;
  const zoneId = zoneIdOfObject(space, object);
  const isPlaceFor = (place: Position) =>
    isInReach(object, place) && space.gateAt(place) === undefined && space.zones.at(place).id === zoneId;
  const isThere = from.zoneId === zoneId && from.state !== 'sitting' && isPlaceFor(from.position);
  if (isThere && !restrictions.isTaken(from.position)) return [];
  const wayTo = (isFit: (place: Position) => boolean) =>
    findPathToTile(space, restrictions, from, (tileX, tileY) => isFit({ x: tileX + 0.5, y: tileY + 0.5 }));
  const beside = wayTo((place) => isPlaceFor(place) && !restrictions.isTaken(place));
  return beside ?? (isThere ? [] : wayTo(isPlaceFor));
}

/** To the nearest free tile on the side one is heading for, if there is any, else on another. */
function planOutOfGate(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  direction: Position,
): readonly Position[] | undefined {
  const gate = space.gateAt(from.position);
  if (gate === undefined) return undefined;
  const ahead = (place: Position) =>
    (place.x - from.position.x) * direction.x + (place.y - from.position.y) * direction.y;
  const exits = freeTilesAround(space, gate).sort(
    (a, b) =>
      Number(ahead(b) > 0) - Number(ahead(a) > 0) || distance(from.position, a) - distance(from.position, b),
  );
  for (const exit of exits) {
    const path = findPath(space, restrictions, from, exit);
    const end = path?.at(-1);
    if (end !== undefined && distance(end, exit) === 0) return path;
  }
  return undefined;
}

function freeTilesAround(space: WorldSpace, { bounds }: Gate): Position[] {
  const places: Position[] = [];
  for (let y = bounds.y - 1; y <= bounds.y + bounds.height; y++) {
    for (let x = bounds.x - 1; x <= bounds.x + bounds.width; x++) {
      if (!space.collision.isSolid(x, y) && space.gateAtTile(x, y) === undefined) {
        places.push({ x: x + 0.5, y: y + 0.5 });
      }
    }
  }
  return places;
}
