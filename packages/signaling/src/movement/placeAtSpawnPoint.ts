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
/** Two people nearer than this stand in each other's way. */
const elbowRoomTiles = 0.9;
/**
 * The picture looks from above the larger x and y along the diagonal. Two people hide neither each other's faces nor names if they are
 * this far apart across it, or this far behind each other; in tiles, where x and y add up.
 */
const seenApartTiles = { across: 2, behind: 4 } as const;
/** From so many people in a Zone on, those who come in keep that far from each other while there is room. */
const crowdPeople = 8;

function isSeenBeside(one: Position, other: Position): boolean {
  const across = Math.abs(one.x - other.x - (one.y - other.y));
  const behind = Math.abs(one.x - other.x + (one.y - other.y));
  return across >= seenApartTiles.across || behind >= seenApartTiles.behind;
}

/**
 * Of the places in sight of a SpawnPoint the nearest with room to be seen, else the nearest that blocks
 * nobody; a random one if none has room.
 */
function roomAround(world: LiveWorld, zone: ZonePresence, centre: Position): Position {
  const places = offsetsByDistance
    .map(({ x, y }) => ({ x: centre.x + x, y: centre.y + y }))
    .filter((place) => isOpenTo(world, zone, centre, place));
  const { members } = zone;
  const isRoomy = (place: Position) =>
    members.every((member) => distance(member, place) >= elbowRoomTiles && isSeenBeside(member, place));
  const isFree = (place: Position) => members.every((member) => distance(member, place) >= elbowRoomTiles);
  if (isFree(centre)) return centre;
  const chosen = (members.length >= crowdPeople ? places.find(isRoomy) : undefined) ?? places.find(isFree);
  if (chosen !== undefined) return chosen;
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
