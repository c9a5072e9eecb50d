import type { Position, Seat } from '@atrium/world';
import { quantise, sweepCircle, sweepRadiusTiles } from '@atrium/world';
import type { Person } from '../ports/identity.ts';
import type { Gathering, TicketClaims } from '../ports/tickets.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { EntryPlace } from './entryPlace.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Newcomer } from './placeAtSpawnPoint.ts';

/**
 * The place that a ticket names, if somebody could still be standing or sitting there: the World may have changed, the
 * Zone may be full, the seat or the passage taken. `undefined` if the place is taken.
 */
export function placeOfTicket(
  world: LiveWorld,
  claims: TicketClaims,
  { person, isAllowed }: Newcomer,
  nowMs: number,
): EntryPlace | undefined {
  const position = quantise(claims.place);
  const { space } = world;
  const seat = claims.place.state === 'sitting' ? seatExactlyAt(world, position) : undefined;
  if (claims.place.state === 'sitting') {
    if (seat === undefined || world.hooks.isSeatHeldAgainst(claims.personId, seat, nowMs)) return undefined;
  }
  if (sweepCircle(space.collision, position, position, sweepRadiusTiles, seat?.position) !== undefined)
    return undefined;
  const gate = space.gateAt(position);
  if (gate !== undefined && world.gates.isHeldAgainst(undefined, gate, nowMs)) return undefined;

  const zoneThen = space.zones.get(claims.zoneId);
  const zoneNow = zoneThen === undefined ? space.zones.at(position) : space.zones.next(zoneThen.id, position);
  const zone = world.zone(zoneNow.id);
  if (zone === undefined || !isAllowed(zone.info.id) || !mayBeBroughtBack(world, zone, claims, person, nowMs))
    return undefined;
  const state = seat === undefined ? 'idle' : 'sitting';
  return { place: { ...position, facing: claims.place.facing, state }, zone, seat };
}

/**
 * A ticket opens no Door: a Zone behind one is entered only by those who were inside already. Where the Door does not
 * admit them at this moment, somebody of those who were inside with them has to be there still: people who have come
 * together since are among themselves.
 */
function mayBeBroughtBack(
  world: LiveWorld,
  zone: ZonePresence,
  claims: TicketClaims,
  person: Person,
  nowMs: number,
): boolean {
  const zonesThen = world.space.zones.chain(claims.zoneId);
  const isAsThen = world.hasSameAccessSince(claims.zoneId, claims.worldVersion ?? 0);
  return zone.chain.every((link) => {
    if (link.isFull) return false;
    const doors = world.doorsTo(link);
    if (doors.length === 0) return true;
    const isOpen = () => doors.some((door) => world.hooks.doorFor(person, door, nowMs) === 'open');
    // Of a version of the World in which people came in otherwise: the ticket says nothing about these Doors.
    if (!isAsThen) return isOpen();
    if (!zonesThen.includes(link.info.id)) return false;
    return link.peopleWithin === 0 || isOpen() || isPartOf(link, claims.gatherings);
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
