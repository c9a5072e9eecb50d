import type { Position } from '@atrium/world';
import { distance, sweepCircle, tilesOf, walkerRadiusTiles } from '@atrium/world';
import type { Person } from '../ports/identity.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { EntryPlace } from './entryPlace.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';

/** Who is to be placed. */
export interface Newcomer {
  readonly person: Person;
  /** Whether they may be put into a Zone, Doors and limits aside. */
  readonly isAllowed: (zoneId: string) => boolean;
}

/**
 * A place at the SpawnPoint asked for, or at another one if its Zone is full or locked. People do not enter into each other: they
 * stand around the SpawnPoint, as near to it as there is room.
 *
 * @returns `unknown` where there is no such SpawnPoint, `full` where no SpawnPoint has room
 */
export function placeAtSpawnPoint(
  world: LiveWorld,
  spawnPointId: string | undefined,
  { person, isAllowed }: Newcomer,
): EntryPlace | 'unknown' | 'full' {
  const { spawnPoints } = world.space.world;
  const wished = spawnPoints.find((spawnPoint) => spawnPoint.id === spawnPointId);
  if (spawnPointId !== undefined && wished === undefined) return 'unknown';
  for (const { position: tile } of wished === undefined ? spawnPoints : [wished, ...spawnPoints]) {
    const centre = { x: tile.x + 0.5, y: tile.y + 0.5 };
    const zone = world.zone(world.space.zones.at(centre).id);
    if (
      zone === undefined ||
      !isAllowed(zone.info.id) ||
      zone.chain.some((link) => link.isFull || world.hooks.refusesSpawn(person, link))
    )
      continue;
    const position = roomAround(world, zone, centre);
    return { place: { ...position, facing: 'S', state: 'idle' }, zone, seat: undefined };
  }
  return 'full';
}

/** How far from a SpawnPoint people enter at most, in tiles along either axis. */
const entryReachTiles = 6;
/** People who come in keep this far from each other, in tiles, as long as there is room; else this far. */
const elbowRoomTiles = [1.4, 0.9] as const;
/**
 * Of the places in sight of a SpawnPoint the nearest where one has the room to be seen, else the nearest where one stands in
 * nobody's way; a random one where none has room.
 */
function roomAround(world: LiveWorld, zone: ZonePresence, centre: Position): Position {
  const places = offsetsByDistance
    .map(({ x, y }) => ({ x: centre.x + x, y: centre.y + y }))
    .filter((place) => isOpenTo(world, zone, centre, place));
  for (const room of elbowRoomTiles) {
    const isFree = (place: Position) => zone.members.every((member) => distance(member, place) >= room);
    const place = places.find(isFree);
    if (place !== undefined) return place;
  }
  return places[Math.floor(world.ids.random() * places.length)] ?? centre;
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
