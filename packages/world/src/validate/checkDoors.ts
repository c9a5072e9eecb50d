import { worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import type { Door, World } from '../format/world.ts';
import { tilesOf } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { Position } from '../geometry/units.ts';
import type { WorldSpace } from '../worldSpace.ts';

/** Doors lead somewhere, and one that asks for Roles says which. */
export function* checkDoorAccess(world: World): Generator<WorldIssue> {
  const zoneIds = new Set([world.groundZone.id, ...world.zones.map(({ id }) => id)]);
  for (const [index, { id, bounds, leadsToZone, access }] of world.doors.entries()) {
    const about = { ids: [id], tiles: [bounds] };
    if (!zoneIds.has(leadsToZone)) {
      const message = `The Door "${id}" leads to the Zone "${leadsToZone}", which does not exist.`;
      yield worldIssue(['doors', index, 'leadsToZone'], 'door-unknown-zone', message, about);
    }
    if (access.type === 'role' && (access.allowedRoles ?? []).length === 0) {
      const message = `The Door "${id}" admits nobody: list the Roles that may enter in \`allowedRoles\`.`;
      yield worldIssue(['doors', index, 'access'], 'door-without-roles', message, about);
    }
    if (access.type === 'knock' && (access.allowedRoles ?? []).length === 0) {
      const message = `Nobody can be the first to enter by the Door "${id}": list in \`allowedRoles\` whom it lets into the empty room.`;
      yield worldIssue(['doors', index, 'access'], 'knock-without-roles', message, about);
    }
  }
}

/** Doors lie in a wall with their Zone behind it; doorways and passages are free and share no tile. */
export function* checkGates(space: WorldSpace): Generator<WorldIssue> {
  for (const [index, door] of space.world.doors.entries()) {
    if (space.zones.get(door.leadsToZone) === undefined) continue;
    const issue = checkPlace(space, door, ['doors', index, 'bounds']);
    if (issue !== undefined) yield issue;
  }
  const places = [
    ...space.world.doors.map(({ id, bounds }, index) => ({
      what: `The Door "${id}"`,
      id,
      bounds,
      list: 'doors',
      index,
    })),
    ...space.world.passages.map(({ id, bounds }, index) => ({
      what: `The passage "${id}"`,
      id,
      bounds,
      list: 'passages',
      index,
    })),
  ];
  const taken = new Map<string, (typeof places)[number]>();
  for (const place of places) {
    const { what, id, bounds, list, index } = place;
    const path = [list, index, 'bounds'];
    const others = new Set<(typeof places)[number]>();
    const blocking = new Set<string>();
    for (const { x, y } of tilesOf(bounds)) {
      const other = taken.get(`${x} ${y}`);
      if (other === undefined) taken.set(`${x} ${y}`, place);
      else others.add(other);
      const blocker = space.collision.blockerAt(x, y);
      if (blocker !== undefined && 'id' in blocker)
        blocking.add(space.seat(blocker.id)?.objectId ?? blocker.id);
    }
    for (const other of others) {
      const message = `${what} and ${other.what.replace('The', 'the')} share a tile.`;
      yield worldIssue(path, 'gate-overlap', message, { ids: [id, other.id], tiles: [bounds, other.bounds] });
    }
    for (const objectId of blocking) {
      const message = `${what} is blocked by the Object "${objectId}".`;
      yield worldIssue(path, 'gate-blocked', message, { ids: [id, objectId], tiles: [bounds] });
    }
  }
}

function checkPlace(space: WorldSpace, door: Door, path: (string | number)[]): WorldIssue | undefined {
  const about = { ids: [door.id], tiles: [door.bounds] };
  const ways = waysThrough(space, door).filter(({ openEnds }) => openEnds.length === 0);
  if (ways.length === 0) {
    const message = `The Door "${door.id}" is not in a wall: on two sides that face each other a wall has to begin right beside it.`;
    return worldIssue(path, 'door-not-in-wall', message, about);
  }
  if (ways.some(({ leadsToZone }) => leadsToZone)) return undefined;
  const { id: zoneId, name } = space.zones.get(door.leadsToZone) ?? space.zones.ground;
  const message = `The Door "${door.id}" does not lead into the Zone "${name}": the Zone has to begin right behind it, on one side only.`;
  return worldIssue(path, 'door-beside-zone', message, { ...about, ids: [door.id, zoneId] });
}

/** One of the two directions in which a Door can be walked through. */
export interface DoorWay {
  /** Tiles at its two other sides that do not hold it: neither walls nor the edge of the Map nor other Doors. */
  readonly openEnds: readonly Position[];
  /** Whether its Zone begins right behind it, on one side only. */
  readonly leadsToZone: boolean;
}

/** How a Door lies: it is right where one way has no open ends and leads to its Zone. */
export function waysThrough(space: WorldSpace, door: Door): readonly DoorWay[] {
  const { x, y, width, height } = door.bounds;
  const [left, right] = [
    { x: x - 1, y, width: 1, height },
    { x: x + width, y, width: 1, height },
  ];
  const [above, below] = [
    { x, y: y - 1, width, height: 1 },
    { x, y: y + height, width, height: 1 },
  ];
  const openTiles = (...ends: readonly Rectangle[]) =>
    ends.flatMap((end) => [...tilesOf(end)].filter((tile) => !holds(space, door, tile)));
  return [
    { openEnds: openTiles(left, right), leadsToZone: isBehindOne(space, door, above, below) },
    { openEnds: openTiles(above, below), leadsToZone: isBehindOne(space, door, left, right) },
  ];
}

/** Whether a wall, the edge of the Map, or another Door next to it holds a Door from one end. */
function holds(space: WorldSpace, door: Door, { x, y }: Position): boolean {
  const blocker = space.collision.blockerAt(x, y);
  if (blocker?.kind === 'wall' || blocker?.kind === 'edge') return true;
  const gate = space.gateAtTile(x, y);
  return gate?.kind === 'door' && gate.id !== door.id;
}

function isBehindOne(space: WorldSpace, door: Door, side: Rectangle, otherSide: Rectangle): boolean {
  const isInZone = ({ x, y }: Position) =>
    x >= 0 &&
    y >= 0 &&
    x < space.collision.width &&
    y < space.collision.height &&
    space.zones.chain(space.zones.at({ x: x + 0.5, y: y + 0.5 }).id).includes(door.leadsToZone);
  const here = [...tilesOf(side)];
  const there = [...tilesOf(otherSide)];
  return (here.every(isInZone) && !there.some(isInZone)) || (there.every(isInZone) && !here.some(isInZone));
}
