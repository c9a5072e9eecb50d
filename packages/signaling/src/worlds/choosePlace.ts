import type { Place } from '@atrium/protocol';
import type { Position, Seat } from '@atrium/world';
import { quantise, quantiseCoordinate, sweepCircle, sweepRadiusTiles, unitsPerTile } from '@atrium/world';
import type { TicketClaims } from '../ports/tickets.ts';
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
export function placeOfTicket(world: LiveWorld, claims: TicketClaims, nowMs: number): EntryPlace | undefined {
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
  if (zone === undefined || !mayBeBroughtBack(world, zone, claims.zoneId)) return undefined;
  const state = seat === undefined ? 'idle' : 'sitting';
  return { place: { ...position, facing: claims.place.facing, state }, zone, seat };
}

/** A ticket opens no Door: a Zone behind one is entered only by those who were inside already. */
function mayBeBroughtBack(world: LiveWorld, zone: ZonePresence, zoneIdThen: string): boolean {
  const zonesThen = world.space.zones.chain(zoneIdThen);
  return zone.chain.every(
    (link) => !link.isFull && (zonesThen.includes(link.info.id) || !world.zonesBehindDoors.has(link.info.id)),
  );
}

function seatExactlyAt(world: LiveWorld, position: Position): Seat | undefined {
  const seat = world.space.seatAt(position);
  return seat?.position.x === position.x && seat.position.y === position.y ? seat : undefined;
}

/**
 * A place at the SpawnPoint asked for, or at another one if its Zone is full. People who come one after the other do not
 * stand inside each other: they are spread over the tile.
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
    const position = { x: tile.x + 0.5 + spread(random), y: tile.y + 0.5 + spread(random) };
    const zone = world.zone(world.space.zones.at(position).id);
    if (zone === undefined || zone.chain.some((link) => link.isFull)) continue;
    return { place: { ...position, facing: 'S', state: 'idle' }, zone, seat: undefined };
  }
  return 'full';
}

/** In tiles; small enough for the circle of a walker (radius 0.3) to stay within the tile. */
const spreadTiles = 12 / unitsPerTile;

function spread(random: () => number): number {
  return quantiseCoordinate((random() * 2 - 1) * spreadTiles);
}
