import {
  changeItem,
  containsPosition,
  createWorldSpace,
  eraseSelection,
  footprintOf,
  isBarrier,
  leaksOf,
  moveSelection,
  kindOf,
  overlaps,
  paintWalls,
  tilesOf,
  tilesTakenBy,
  toggleLink,
  waysThrough,
  worldLists,
} from '@atrium/world';
import type {
  Door,
  DrawnWorldSpace,
  EditOutcome,
  Position,
  Rectangle,
  SpawnPoint,
  World,
  WorldEdit,
  WorldIssue,
  WorldIssueCode,
  WorldObject,
  Zone,
} from '@atrium/world';

/** What a fix does, for the button that offers it. */
export type FixKind =
  | 'closeWithWalls'
  | 'cutZone'
  | 'leadToZoneBehind'
  | 'linkSeat'
  | 'moveObject'
  | 'moveSpawnPoint'
  | 'removeDoor'
  | 'removeLink'
  | 'removePassage'
  | 'removeSetting';

/** An edit after which a problem is gone, and no error is new. */
export interface Fix {
  readonly kind: FixKind;
  readonly edit: WorldEdit;
  readonly world: World;
}

/** The tiles between a Computer and a seat that is taken for its own. */
const nearSeatTiles = 3;

/**
 * Finds fixes for problems of a World, where what to do is certain.
 *
 * @param world unpacked (`unpackTiles`)
 * @returns for a problem of this World: its fix; `undefined` where an editor has to decide
 */
export function fixesFor(world: World): (problem: WorldIssue) => Fix | undefined {
  const inside = new WorldInside(world);
  return (problem) => {
    const [id] = problem.about.ids;
    // Edits find things by their ids.
    if (id === undefined || !inside.isOnly(id)) return undefined;
    const found = fixers[problem.code]?.(inside, id, problem.about.ids);
    if (found?.outcome.ok !== true || found.outcome.edit.changes.length === 0) return undefined;
    const { edit, world: fixed } = found.outcome;
    return { kind: found.kind, edit, world: fixed };
  };
}

/** As {@link fixesFor}, for one problem. */
export function fixFor(world: World, problem: WorldIssue): Fix | undefined {
  return fixesFor(world)(problem);
}

/** A World, with what fixes ask of it; worked out when the first asks. */
class WorldInside {
  readonly world: World;
  #space: DrawnWorldSpace | undefined;
  #counts: ReadonlyMap<string, number> | undefined;
  #spawnTiles: ReadonlySet<string> | undefined;
  /** Ids by tile. */
  #standing: Map<string, readonly string[]> | undefined;

  constructor(world: World) {
    this.world = world;
  }

  get space(): DrawnWorldSpace {
    this.#space ??= createWorldSpace(this.world);
    return this.#space;
  }

  /** Whether one thing has this id, and no other. */
  isOnly(id: string): boolean {
    if (this.#counts === undefined) {
      const counts = new Map<string, number>();
      for (const list of worldLists)
        for (const item of this.world[list]) counts.set(item.id, (counts.get(item.id) ?? 0) + 1);
      this.#counts = counts;
    }
    return this.#counts.get(id) === 1;
  }

  zone(id: string): Zone | undefined {
    return this.world.zones.find((zone) => zone.id === id);
  }

  door(id: string): Door | undefined {
    return this.world.doors.find((door) => door.id === id);
  }

  object(id: string): WorldObject | undefined {
    return this.world.objects.find((object) => object.id === id);
  }

  spawnPoint(id: string): SpawnPoint | undefined {
    return this.world.spawnPoints.find((spawnPoint) => spawnPoint.id === id);
  }

  isSpawnPointAt({ x, y }: Position): boolean {
    this.#spawnTiles ??= new Set(this.world.spawnPoints.map(({ position }) => keyOf(position)));
    return this.#spawnTiles.has(keyOf({ x, y }));
  }

  /** Whether an Object other than this one stands on a tile of the floor. */
  isTakenByOthers(object: WorldObject, tile: Position): boolean {
    if (this.#standing === undefined) {
      this.#standing = new Map();
      for (const other of this.world.objects) {
        if (kindOf(other).placement !== 'floor') continue;
        for (const taken of tilesOf(footprintOf(other))) {
          const key = keyOf(taken);
          this.#standing.set(key, [...(this.#standing.get(key) ?? []), other.id]);
        }
      }
    }
    return this.#standing.get(keyOf(tile))?.some((id) => id !== object.id) === true;
  }

  /** The nearest tile that suits; `undefined` where none does. */
  nearestTile(to: Position, suits: (tile: Position) => boolean): Position | undefined {
    const { width, height } = this.world.map;
    const centre = { x: Math.min(to.x, width - 1), y: Math.min(to.y, height - 1) };
    let nearest: Position | undefined;
    let nearestSquare = Number.POSITIVE_INFINITY;
    // Ring by ring: one of them is at least as many tiles away as its number says.
    for (let ring = 0; ring < Math.max(width, height) && ring ** 2 < nearestSquare; ring++) {
      for (const tile of ringAround(centre, ring)) {
        const square = (tile.x - centre.x) ** 2 + (tile.y - centre.y) ** 2;
        const isOnMap = tile.x >= 0 && tile.y >= 0 && tile.x < width && tile.y < height;
        if (!isOnMap || square >= nearestSquare || !suits(tile)) continue;
        nearest = tile;
        nearestSquare = square;
      }
    }
    return nearest;
  }
}

type Fixer = (
  inside: WorldInside,
  /** What the problem is about first. */
  id: string,
  ids: readonly string[],
) => { readonly kind: FixKind; readonly outcome: EditOutcome } | undefined;

const fixers: Partial<Record<WorldIssueCode, Fixer>> = {
  'outside-map': (inside, id) =>
    cutZone(inside, id) ??
    moveObject(inside, id) ??
    moveSpawnPoint(inside, id) ??
    removeGateOutside(inside, id),
  'door-unknown-zone': (inside, id) =>
    leadToZoneBehind(inside, id) ?? {
      kind: 'removeDoor',
      outcome: eraseSelection(inside.world, { ids: new Set([id]) }),
    },
  'door-beside-zone': leadToZoneBehind,
  'door-not-in-wall': closeBesideDoor,
  'gate-blocked': (inside, _gate, [, objectId = '']) => moveObject(inside, objectId),
  'gate-overlap': removePassageInGate,
  'unknown-object': dropDeadLinks,
  'link-cycle': dropClosingLink,
  'no-seat': dropSitting,
  'spawn-blocked': moveSpawnPoint,
  'spawn-in-private-room': moveSpawnPoint,
  'spawn-in-doorway': moveSpawnPoint,
  'spawn-behind-door': moveSpawnPoint,
  'private-room-open': closeRoom,
  'computer-without-chair': linkNearestSeat,
  'occupancy-unused': (inside, id) => removeSetting(inside, id, { occupancy: undefined }),
  'opens-unused': (inside, id) => {
    const { opens, ...interaction } = inside.object(id)?.interaction ?? { action: 'sit' };
    return removeSetting(inside, id, { interaction: { ...interaction, action: 'sit' } });
  },
  'persistent-unused': (inside, id) => removeSetting(inside, id, { persistent: undefined }),
  'object-overlap': moveObject,
};

/** To the nearest free tile that everyone may come to; one that others get to from their SpawnPoints first. */
function moveSpawnPoint(inside: WorldInside, id: string): ReturnType<Fixer> {
  const spawnPoint = inside.spawnPoint(id);
  if (spawnPoint === undefined) return undefined;
  const { space } = inside;
  const isOpen = (zoneId: string) => {
    const doors = space.doorsTo(zoneId);
    return doors.length === 0 || doors.some(({ access }) => access.type === 'open');
  };
  const suits = ({ x, y }: Position) => {
    if (space.collision.isSolid(x, y) || space.gateAtTile(x, y) !== undefined) return false;
    const zone = space.zones.at({ x: x + 0.5, y: y + 0.5 });
    return zone.type !== 'PrivateRoom' && space.zones.chain(zone.id).every(isOpen);
  };
  const isReached = ({ x, y }: Position) => space.reach[y * space.collision.width + x] === 1;
  const reached = space.reach.includes(1)
    ? inside.nearestTile(spawnPoint.position, (tile) => isReached(tile) && suits(tile))
    : undefined;
  const position = reached ?? inside.nearestTile(spawnPoint.position, suits);
  if (position === undefined) return undefined;
  return {
    kind: 'moveSpawnPoint',
    outcome: changeItem(inside.world, 'spawnPoints', id, { position }),
  };
}

/** Moves it to the nearest free place, with what stands on it. */
function moveObject(inside: WorldInside, id: string): ReturnType<Fixer> {
  const object = inside.object(id);
  if (object === undefined) return undefined;
  const { world, space } = inside;
  const footprint = footprintOf(object);
  const isOnFloor = kindOf(object).placement === 'floor';
  const isFree = (tile: Position) => {
    const blocker = space.collision.blockerAt(tile.x, tile.y);
    if (blocker?.kind === 'edge') return false;
    if (!isOnFloor) return true;
    const isGate = space.gateAtTile(tile.x, tile.y) !== undefined;
    return (
      blocker?.kind !== 'wall' &&
      !isGate &&
      !inside.isTakenByOthers(object, tile) &&
      !inside.isSpawnPointAt(tile)
    );
  };
  const place = inside.nearestTile(object.position, (tile) =>
    [...tilesOf({ ...footprint, ...tile })].every(isFree),
  );
  if (place === undefined) return undefined;
  const onIt = world.objects.filter(
    (other) =>
      kindOf(other).placement === 'surface' && isOnFloor && containsPosition(footprint, other.position),
  );
  const by = { x: place.x - object.position.x, y: place.y - object.position.y };
  const ids = new Set([id, ...onIt.map((other) => other.id)]);
  return { kind: 'moveObject', outcome: moveSelection(world, { ids }, by) };
}

/** A Zone that goes beyond the Map keeps the part of it that is inside. */
function cutZone({ world }: WorldInside, id: string): ReturnType<Fixer> {
  const bounds = world.zones.find((other) => other.id === id)?.bounds;
  if (bounds === undefined) return undefined;
  const width = Math.min(bounds.width, world.map.width - bounds.x);
  const height = Math.min(bounds.height, world.map.height - bounds.y);
  if (width < 1 || height < 1) return undefined;
  const cut = { ...bounds, width, height };
  return { kind: 'cutZone', outcome: changeItem(world, 'zones', id, { bounds: cut }) };
}

/** A Door or passage of which nothing is on the Map. */
function removeGateOutside({ world }: WorldInside, id: string): ReturnType<Fixer> {
  const isDoor = world.doors.some((door) => door.id === id);
  const gate = [...world.doors, ...world.passages].find((other) => other.id === id);
  if (gate === undefined || overlaps(gate.bounds, { x: 0, y: 0, ...world.map })) return undefined;
  const outcome = eraseSelection(world, { ids: new Set([id]) });
  return { kind: isDoor ? 'removeDoor' : 'removePassage', outcome };
}

/** A Door in a wall with a Zone behind it leads into that one. */
function leadToZoneBehind(inside: WorldInside, id: string): ReturnType<Fixer> {
  const { world, space } = inside;
  const door = inside.door(id);
  if (door === undefined) return undefined;
  const old = inside.zone(door.leadsToZone);
  // It may be what closes a PrivateRoom.
  if (old?.type === 'PrivateRoom' && tilesTakenBy(old).some((part) => touches(part, door.bounds)))
    return undefined;
  const around = grown(door.bounds);
  const beside = world.zones.filter((zone) => tilesTakenBy(zone).some((part) => overlaps(part, around)));
  const isRight = ({ id: leadsToZone }: Zone) =>
    waysThrough(space, { ...door, leadsToZone }).some((way) => way.openEnds.length === 0 && way.leadsToZone);
  const behind = beside.filter(isRight);
  const zone = behind.find(({ type }) => type === 'PrivateRoom') ?? behind[0];
  if (zone === undefined) return undefined;
  return {
    kind: 'leadToZoneBehind',
    outcome: changeItem(world, 'doors', id, { leadsToZone: zone.id }),
  };
}

/** Walls at the open ends of a Door, where only one way through it leads into its Zone. */
function closeBesideDoor(inside: WorldInside, id: string): ReturnType<Fixer> {
  const door = inside.door(id);
  if (door === undefined) return undefined;
  const [way, other] = waysThrough(inside.space, door).filter(({ leadsToZone }) => leadsToZone);
  if (way === undefined || other !== undefined) return undefined;
  return closeWithWalls(inside, way.openEnds, grown(door.bounds));
}

/** Walls where a PrivateRoom is open: right beside it where they can stand there, else on its own outermost tiles. */
function closeRoom(inside: WorldInside, id: string): ReturnType<Fixer> {
  const { space } = inside;
  const zone = inside.zone(id);
  if (zone === undefined) return undefined;
  const area = tilesTakenBy(zone);
  const isInside = (tile: Position) => area.some((part) => containsPosition(part, tile));
  const walls = leaksOf(space, zone).flatMap((leak) => {
    const gaps = besides(leak).filter((tile) => !isInside(tile) && !isBarrier(space, id, tile));
    return gaps.every((tile) => canHoldWall(inside, tile)) ? gaps : [leak];
  });
  return closeWithWalls(inside, walls, ...area.map(grown));
}

/** Removes the passage of two gates that share a tile: where there is a Door, people get through. */
function removePassageInGate({ world }: WorldInside, _id: string, ids: readonly string[]): ReturnType<Fixer> {
  const passages = world.passages.filter((passage) => ids.includes(passage.id));
  const [passage] = passages;
  if (passage === undefined || passages.length > 1) return undefined;
  return {
    kind: 'removePassage',
    outcome: eraseSelection(world, { ids: new Set([passage.id]) }),
  };
}

function dropDeadLinks(inside: WorldInside, id: string): ReturnType<Fixer> {
  const known = new Set(inside.world.objects.map((object) => object.id));
  return keepLinks(inside, id, (linked) => known.has(linked));
}

/** One link of a circle: what a circle of links joins, the others join as well. */
function dropClosingLink(inside: WorldInside, id: string): ReturnType<Fixer> {
  const seen = new Set([id]);
  // Grows while it is gone through.
  for (const objectId of seen) {
    const { linkedObjects = [] } = inside.object(objectId) ?? {};
    if (linkedObjects.includes(id)) return keepLinks(inside, objectId, (linked) => linked !== id);
    for (const linked of linkedObjects) seen.add(linked);
  }
  return undefined;
}

function keepLinks(inside: WorldInside, id: string, isKept: (linked: string) => boolean): ReturnType<Fixer> {
  const kept = (inside.object(id)?.linkedObjects ?? []).filter(isKept);
  const linkedObjects = kept.length === 0 ? undefined : kept;
  return { kind: 'removeLink', outcome: changeItem(inside.world, 'objects', id, { linkedObjects }) };
}

/** What has no place to sit opens its page, or does nothing where it has none. */
function dropSitting(inside: WorldInside, id: string): ReturnType<Fixer> {
  const { interaction } = inside.object(id) ?? {};
  if (interaction?.opens !== undefined)
    return removeSetting(inside, id, { interaction: { ...interaction, action: 'open' } });
  return removeSetting(inside, id, { interaction: undefined, occupancy: undefined });
}

function removeSetting(inside: WorldInside, id: string, change: Partial<WorldObject>): ReturnType<Fixer> {
  return { kind: 'removeSetting', outcome: changeItem(inside.world, 'objects', id, change) };
}

/** The nearest seat in the same Zone; one that no other Computer has first. */
function linkNearestSeat(inside: WorldInside, id: string): ReturnType<Fixer> {
  const { world, space } = inside;
  const computer = inside.object(id);
  if (computer === undefined) return undefined;
  const zoneOf = ({ x, y }: Position) => space.zones.at({ x: x + 0.5, y: y + 0.5 }).id;
  const isTaken = (objectId: string) =>
    world.objects.some(({ type, linkedObjects }) => type === 'Computer' && linkedObjects?.includes(objectId));
  const near = space.seats
    .map(({ objectId, position: { x, y } }) => ({
      objectId,
      position: { x: x - 0.5, y: y - 0.5 },
      tiles: Math.hypot(x - 0.5 - computer.position.x, y - 0.5 - computer.position.y),
    }))
    .filter(
      ({ tiles, position, objectId }) =>
        tiles <= nearSeatTiles && zoneOf(position) === zoneOf(computer.position) && inside.isOnly(objectId),
    )
    .sort((a, b) => a.tiles - b.tiles);
  const seat = near.find(({ objectId }) => !isTaken(objectId)) ?? near[0];
  if (seat === undefined) return undefined;
  return { kind: 'linkSeat', outcome: toggleLink(world, id, seat.objectId) };
}

/** @param around where walls are looked at, so that the new ones look alike */
function closeWithWalls(
  inside: WorldInside,
  tiles: readonly Position[],
  ...around: readonly Rectangle[]
): ReturnType<Fixer> {
  if (tiles.length === 0 || !tiles.every((tile) => canHoldWall(inside, tile))) return undefined;
  return {
    kind: 'closeWithWalls',
    outcome: paintWalls(inside.world, tiles, commonWall(inside.world, around)),
  };
}

/** Whether a wall on a tile is in the way of nothing but feet. */
function canHoldWall(inside: WorldInside, tile: Position): boolean {
  const { collision } = inside.space;
  const isFree = !collision.isSolid(tile.x, tile.y) && inside.space.gateAtTile(tile.x, tile.y) === undefined;
  return isFree && !inside.isSpawnPointAt(tile);
}

/** The name of the walls that most of those within some rectangles have. */
function commonWall({ map }: World, around: readonly Rectangle[]): string {
  const counts = new Map<string, number>([['wall', 0]]);
  const tiles = map.layers.find(({ id }) => id === 'walls')?.tiles ?? [];
  for (const rectangle of around) {
    for (const { x, y } of tilesOf(rectangle)) {
      const name = x < 0 || y < 0 || x >= map.width ? null : tiles[y * map.width + x];
      if (typeof name === 'string') counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const [[common] = ['wall']] = [...counts].sort(([, a], [, b]) => b - a);
  return common;
}

function besides({ x, y }: Position): readonly Position[] {
  return [
    { x: x - 1, y },
    { x: x + 1, y },
    { x, y: y - 1 },
    { x, y: y + 1 },
  ];
}

/** With the tiles all around it. */
function grown({ x, y, width, height }: Rectangle): Rectangle {
  return { x: x - 1, y: y - 1, width: width + 2, height: height + 2 };
}

function touches(a: Rectangle, b: Rectangle): boolean {
  return overlaps(grown(a), b);
}

function keyOf({ x, y }: Position): string {
  return `${x} ${y}`;
}

/** The tiles of a square around another, `ring` tiles away along x or along y. */
function* ringAround({ x, y }: Position, ring: number): Generator<Position> {
  if (ring === 0) yield { x, y };
  for (let step = -ring; step < ring; step++) {
    yield { x: x + step, y: y - ring };
    yield { x: x + ring, y: y + step };
    yield { x: x - step, y: y + ring };
    yield { x: x - ring, y: y - step };
  }
}
