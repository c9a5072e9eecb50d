import type { Place } from '@atrium/protocol';
import type { Position, Role, Seat } from '@atrium/world';
import {
  distance,
  doorAdmits,
  quantise,
  sweepCircle,
  sweepRadiusTiles,
  tilesOf,
  walkerRadiusTiles,
} from '@atrium/world';
import type { Gathering, TicketClaims } from '../ports/tickets.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { LiveWorld } from './liveWorld.ts';

/** Where somebody comes into a World. */
export interface EntryPlace {
  readonly place: Place;
  readonly zone: ZonePresence;
  readonly seat: Seat | undefined;
}

/**
 * The place that a ticket names, if somebody could still be standing or sitting there: the World may have changed, the
 * Zone may be full, the seat or the passage taken. `undefined` where it is not to be had.
 */
export function placeOfTicket(
  world: LiveWorld,
  claims: TicketClaims,
  role: Role,
  nowMs: number,
): EntryPlace | undefined {
  const position = quantise(claims.place);
  const { space } = world;
  const seat = claims.place.state === 'sitting' ? seatExactlyAt(world, position) : undefined;
  if (claims.place.state === 'sitting') {
    if (seat === undefined || world.seats.isHeldAgainst(claims.personId, seat, nowMs)) return undefined;
  }
  if (sweepCircle(space.collision, position, position, sweepRadiusTiles, seat?.position) !== undefined)
    return undefined;
  const gate = space.gateAt(position);
  if (gate !== undefined && world.gates.isHeldAgainst(undefined, gate, nowMs)) return undefined;

  const zoneThen = space.zones.get(claims.zoneId);
  const zoneNow = zoneThen === undefined ? space.zones.at(position) : space.zones.next(zoneThen.id, position);
  const zone = world.zone(zoneNow.id);
  if (zone === undefined || !mayBeBroughtBack(world, zone, claims, role)) return undefined;
  const state = seat === undefined ? 'idle' : 'sitting';
  return { place: { ...position, facing: claims.place.facing, state }, zone, seat };
}

/**
 * A ticket opens no Door: a Zone behind one is entered only by those who were inside already. Where the Door does not
 * admit them at this moment, somebody of those who were inside with them has to be there still: people who have come
 * together since are among themselves.
 */
function mayBeBroughtBack(world: LiveWorld, zone: ZonePresence, claims: TicketClaims, role: Role): boolean {
  const zonesThen = world.space.zones.chain(claims.zoneId);
  return zone.chain.every((link) => {
    if (link.isFull) return false;
    const doors = world.doorsTo(link);
    if (doors.length === 0) return true;
    if (!zonesThen.includes(link.info.id)) return false;
    return (
      link.peopleWithin === 0 ||
      doors.some((door) => doorAdmits(door.access, role, link.peopleWithin)) ||
      isPartOf(link, claims.gatherings)
    );
  });
}

function isPartOf(zone: ZonePresence, gatherings: readonly Gathering[]): boolean {
  return gatherings.some(
    ({ zoneId, gatheringId }) => zoneId === zone.info.id && gatheringId === zone.gatheringId,
  );
}

function seatExactlyAt(world: LiveWorld, position: Position): Seat | undefined {
  const seat = world.space.seatAt(position);
  return seat?.position.x === position.x && seat.position.y === position.y ? seat : undefined;
}

/**
 * A place at the SpawnPoint asked for, or at another one if its Zone is full. People do not enter into each other: they
 * stand around the SpawnPoint, as near to it as there is room.
 *
 * @returns `unknown` where there is no such SpawnPoint, `full` where no SpawnPoint has room
 */
export function placeAtSpawnPoint(
  world: LiveWorld,
  spawnPointId: string | undefined,
  random: () => number,
): EntryPlace | 'unknown' | 'full' {
  const { spawnPoints } = world.space.world;
  const wished = spawnPoints.find((spawnPoint) => spawnPoint.id === spawnPointId);
  if (spawnPointId !== undefined && wished === undefined) return 'unknown';
  for (const { position: tile } of wished === undefined ? spawnPoints : [wished, ...spawnPoints]) {
    const centre = { x: tile.x + 0.5, y: tile.y + 0.5 };
    const zone = world.zone(world.space.zones.at(centre).id);
    if (zone === undefined || zone.chain.some((link) => link.isFull)) continue;
    const position = roomAround(world, zone, centre, random);
    return { place: { ...position, facing: 'S', state: 'idle' }, zone, seat: undefined };
  }
  return 'full';
}

/** How far from a SpawnPoint people enter at most, in tiles along either axis. */
const entryReachTiles = 3;
/** Two people nearer than this stand in each other's way. */
const elbowRoomTiles = 0.9;

/** Of the places in sight of a SpawnPoint the nearest with room; a random one where none has. */
function roomAround(world: LiveWorld, zone: ZonePresence, centre: Position, random: () => number): Position {
  const places = offsetsByDistance
    .map(({ x, y }) => ({ x: centre.x + x, y: centre.y + y }))
    .filter((place) => isOpenTo(world, zone, centre, place));
  const isFree = (place: Position) =>
    zone.members.every((member) => distance(member, place) >= elbowRoomTiles);
  return places.find(isFree) ?? places[Math.floor(random() * places.length)] ?? centre;
}

const offsetsByDistance: readonly Position[] = [
  ...tilesOf({
    x: -entryReachTiles,
    y: -entryReachTiles,
    width: 2 * entryReachTiles + 1,
    height: 2 * entryReachTiles + 1,
  }),
].sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));

/** Whether one could have walked straight there from the SpawnPoint, within the Zone and into no doorway. */
function isOpenTo(world: LiveWorld, zone: ZonePresence, centre: Position, place: Position): boolean {
  const { space } = world;
  return (
    space.zones.at(place).id === zone.info.id &&
    space.gateAt(place) === undefined &&
    sweepCircle(space.collision, centre, place, walkerRadiusTiles) === undefined
  );
}
