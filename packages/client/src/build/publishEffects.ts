import { createWorldSpace, SpaceChange, sweepCircle, sweepRadiusTiles } from '@atrium/world';
import type { Door, Position, World, WorldObject, WorldSpace } from '@atrium/world';

/** A person in the World that changes. */
export interface PersonInside {
  readonly name: string;
  readonly position: Position;
  readonly zoneId: string;
}

/** What a new version does to the people who are inside, and what goes that a later version does not simply make again. */
export interface PublishEffects {
  /** Names of those who stand where they cannot be any more. */
  readonly inTheWay: readonly string[];
  /** Of those who move along with their room or seat. */
  readonly along: readonly string[];
  /** Of those whom others could hear than before: their microphone and camera go off. */
  readonly silenced: readonly string[];
  readonly lockedDoors: readonly Door[];
  /** Whiteboards whose drawings were kept. */
  readonly keptBoards: readonly WorldObject[];
}

/**
 * Foresees what publishing does. The server decides, which also knows Roles, and whom Doors admit by then.
 *
 * @param published the current version
 * @returns says it of the people who are inside, again and again while they walk
 */
export function effectsBetween(
  published: World,
  draft: World,
): (people: readonly PersonInside[], lockedDoorIds: ReadonlySet<string>) => PublishEffects {
  const doorIds = new Set(draft.doors.map(({ id }) => id));
  const boardIds = new Set(draft.objects.filter(isKeptBoard).map(({ id }) => id));
  let change: SpaceChange | undefined;
  return (people, lockedDoorIds) => {
    // It takes long to work out for a large Map.
    if (people.length > 0) change ??= new SpaceChange(createWorldSpace(published), createWorldSpace(draft));
    return {
      ...(change === undefined ? noPeople : effectsOnPeople(change, people)),
      lockedDoors: published.doors.filter(({ id }) => lockedDoorIds.has(id) && !doorIds.has(id)),
      keptBoards: published.objects.filter((object) => isKeptBoard(object) && !boardIds.has(object.id)),
    };
  };
}

type EffectsOnPeople = Pick<PublishEffects, 'inTheWay' | 'along' | 'silenced'>;
const noPeople: EffectsOnPeople = { inTheWay: [], along: [], silenced: [] };

function effectsOnPeople(change: SpaceChange, people: readonly PersonInside[]): EffectsOnPeople {
  const inTheWay: string[] = [];
  const along: string[] = [];
  const silenced: string[] = [];
  for (const person of people) {
    const place = placeAfter(change, person);
    if (place === undefined) {
      inTheWay.push(person.name);
      continue;
    }
    if (place.hasMoved) along.push(person.name);
    if (change.silencing(person.zoneId, place.zoneId) !== null) silenced.push(person.name);
  }
  return { inTheWay, along, silenced };
}

function isKeptBoard({ type, persistent }: WorldObject): boolean {
  return type === 'Whiteboard' && persistent === true;
}

/** With the seat or the room, or where they are; `undefined`: none of it. */
function placeAfter(
  change: SpaceChange,
  { position, zoneId }: PersonInside,
): { readonly zoneId: string; readonly hasMoved: boolean } | undefined {
  const { before, after } = change;
  const seatBefore = before.seatAt(position);
  const seat = seatBefore && after.seat(seatBefore.id);
  if (seat !== undefined) {
    const hasMoved = seat.position.x !== position.x || seat.position.y !== position.y;
    return { zoneId: after.zones.at(seat.position).id, hasMoved };
  }
  const shift = change.shiftOf(zoneId);
  const there = { x: position.x + shift.x, y: position.y + shift.y };
  if (!isFree(after, there, before.gateAt(position)?.id)) return undefined;
  const zone =
    after.zones.get(zoneId) === undefined ? after.zones.at(there) : after.zones.next(zoneId, there);
  return { zoneId: zone.id, hasMoved: shift.x !== 0 || shift.y !== 0 };
}

function isFree(space: WorldSpace, position: Position, gateBefore: string | undefined): boolean {
  const { width, height } = space.collision;
  const { x, y } = position;
  const isOnMap = x >= 0 && y >= 0 && x < width && y < height;
  const gate = space.gateAt(position);
  return (
    isOnMap &&
    space.reach[Math.floor(y) * width + Math.floor(x)] === 1 &&
    (gate === undefined || gate.id === gateBefore) &&
    sweepCircle(space.collision, position, position, sweepRadiusTiles) === undefined
  );
}
