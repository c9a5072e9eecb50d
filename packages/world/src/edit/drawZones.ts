import type { Door, World, Zone } from '../format/world.ts';
import { containsPosition, overlaps, tilesOf } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { Position } from '../geometry/units.ts';
import { areaOfZone } from '../layout/zoneArea.ts';
import { areaFromTiles } from './areaFromTiles.ts';
import { named, ringOf } from './drawTiles.ts';
import type { NewId } from './newIds.ts';
import { isOnMap, refuse, Sketch } from './sketch.ts';
import type { EditOutcome, EditRefusal } from './sketch.ts';
import type { TileName } from './worldEdit.ts';

export interface RoomPlan {
  /** The outer rectangle: the walls lie in it. */
  readonly bounds: Rectangle;
  readonly zone: Pick<Zone, 'name' | 'type'> & Partial<Pick<Zone, 'overrides' | 'maxPeople'>>;
  readonly wall: Exclude<TileName, null>;
  /** `undefined`: as it is. */
  readonly floor?: Exclude<TileName, null> | undefined;
  /** On a tile of the ring. */
  readonly door?: { readonly at: Position; readonly access: Door['access'] } | undefined;
}

/**
 * Floor, walls, Zone and Door of a room in one act. Walls that are there already are shared, whatever they are made of;
 * those inside are taken away.
 */
export function drawRoom(world: World, plan: RoomPlan, newId: NewId): EditOutcome {
  const { bounds, floor, wall, door } = plan;
  const inner = { x: bounds.x + 1, y: bounds.y + 1, width: bounds.width - 2, height: bounds.height - 2 };
  if (!isOnMap(world, bounds)) return refuse('outside-map');
  if (inner.width < 1 || inner.height < 1) return refuse('too-small');
  const sketch = new Sketch(world);
  if (!sketch.has('walls')) return refuse('no-such-layer');
  const zone = { id: newId('room'), ...plan.zone, bounds: inner };
  if (overlapsOthers(world, zone)) return refuse('zone-overlap');
  if (floor !== undefined) sketch.paint('floor', named(tilesOf(inner), floor));
  sketch.paint('walls', named(tilesOf(inner), null));
  const open = [...ringOf(bounds)].filter((tile) => sketch.tile('walls', tile) === null);
  sketch.paint('walls', named(open, wall));
  sketch.put('zones', zone);
  if (door !== undefined) {
    const refusal = addDoor(sketch, { x: door.at.x, y: door.at.y, width: 1, height: 1 }, door.access, newId);
    if (refusal !== undefined) return refuse(refusal);
  }
  return sketch.finish();
}

/** A Zone without walls. */
export function drawZone(
  world: World,
  zone: RoomPlan['zone'] & { readonly bounds: Rectangle },
  newId: NewId,
): EditOutcome {
  if (!isOnMap(world, zone.bounds)) return refuse('outside-map');
  const made = { id: newId('zone'), ...zone };
  if (overlapsOthers(world, made)) return refuse('zone-overlap');
  const sketch = new Sketch(world);
  sketch.put('zones', made);
  return sketch.finish();
}

/** Adds tiles to a Zone, or takes them away. */
export function reshapeZone(
  world: World,
  zoneId: string,
  part: Rectangle,
  how: 'add' | 'subtract',
): EditOutcome {
  const sketch = new Sketch(world);
  const zone = sketch.find('zones', zoneId);
  if (zone === undefined) return refuse('unknown-id');
  if (!isOnMap(world, part)) return refuse('outside-map');
  const tiles = areaOfZone(zone).flatMap((rectangle) => [...tilesOf(rectangle)]);
  const kept = tiles.filter((tile) => !containsPosition(part, tile));
  const covered = how === 'add' ? [...kept, ...tilesOf(part)] : kept;
  const area = areaFromTiles(covered.map(({ x, y }) => ({ x, y, width: 1, height: 1 })));
  if (area === undefined) return refuse('zone-shape');
  const { bounds, polygon, ...rest } = zone;
  const reshaped = { ...rest, ...area };
  if (overlapsOthers(world, reshaped)) return refuse('zone-overlap');
  sketch.put('zones', reshaped);
  return sketch.finish();
}

/** Gives a Zone that is a rectangle another place and size. What lies in it stays. */
export function resizeZone(world: World, zoneId: string, bounds: Rectangle): EditOutcome {
  const sketch = new Sketch(world);
  const zone = sketch.find('zones', zoneId);
  if (zone === undefined) return refuse('unknown-id');
  if (bounds.width < 1 || bounds.height < 1) return refuse('too-small');
  if (!isOnMap(world, bounds)) return refuse('outside-map');
  const { polygon, ...rest } = zone;
  const resized = { ...rest, bounds };
  if (overlapsOthers(world, resized)) return refuse('zone-overlap');
  sketch.put('zones', resized);
  return sketch.finish();
}

/** A Door in a wall. It leads into the Zone behind it: the one whose border the wall is. */
export function placeDoor(
  world: World,
  bounds: Rectangle,
  access: Door['access'],
  newId: NewId,
): EditOutcome {
  const sketch = new Sketch(world);
  const refusal = addDoor(sketch, bounds, access, newId);
  return refusal === undefined ? sketch.finish() : refuse(refusal);
}

/** The same Door elsewhere in a wall, where it may lead to another Zone. */
export function moveDoor(world: World, doorId: string, bounds: Rectangle): EditOutcome {
  const sketch = new Sketch(world);
  const door = sketch.find('doors', doorId);
  if (door === undefined) return refuse('unknown-id');
  sketch.remove('doors', doorId);
  const refusal = addDoor(sketch, bounds, door.access, () => doorId);
  return refusal === undefined ? sketch.finish() : refuse(refusal);
}

function addDoor(
  sketch: Sketch,
  bounds: Rectangle,
  access: Door['access'],
  newId: NewId,
): EditRefusal | undefined {
  const { doors, passages } = sketch.world;
  if (!isOnMap(sketch.world, bounds)) return 'outside-map';
  if ([...doors, ...passages].some((gate) => overlaps(gate.bounds, bounds))) return 'gate-overlap';
  const { x, y, width, height } = bounds;
  const left = { x: x - 1, y, width: 1, height };
  const right = { x: x + width, y, width: 1, height };
  const above = { x, y: y - 1, width, height: 1 };
  const below = { x, y: y + height, width, height: 1 };
  const isWalled = (side: Rectangle) => [...tilesOf(side)].every((tile) => sketch.isWall(tile));
  const ways = [
    ...(isWalled(left) && isWalled(right) ? [[above, below] as const] : []),
    ...(isWalled(above) && isWalled(below) ? [[left, right] as const] : []),
  ];
  if (ways.length === 0) return 'door-not-in-wall';
  for (const [one, other] of ways) {
    const leadsToZone = zoneBehind(sketch, one, other);
    if (leadsToZone === undefined) continue;
    sketch.put('doors', { id: newId('door'), bounds, leadsToZone, access });
    return undefined;
  }
  return 'door-beside-zone';
}

/** The Zone that covers all of one side and nothing of the other; the innermost where there are two. */
function zoneBehind(sketch: Sketch, one: Rectangle, other: Rectangle): string | undefined {
  const covering = ([here, there]: readonly [Rectangle, Rectangle]) => {
    const tiles = [...tilesOf(here)].map((tile) => sketch.zonesAt(tile));
    const beyond = new Set([...tilesOf(there)].flatMap((tile) => [...sketch.zonesAt(tile)]));
    return (tiles[0] ?? []).filter((id) => tiles.every((ids) => ids.includes(id)) && !beyond.has(id));
  };
  const found = [...covering([one, other]), ...covering([other, one])];
  const isRoom = (id: string) => sketch.find('zones', id)?.type === 'PrivateRoom';
  return found.find(isRoom) ?? found[0];
}

/** Whether a Zone shares tiles with others, other than a PrivateRoom that lies wholly in a TeamArea. */
export function overlapsOthers({ zones }: World, zone: Zone): boolean {
  const area = areaOfZone(zone);
  return zones.some((other) => {
    if (other.id === zone.id) return false;
    const otherArea = areaOfZone(other);
    if (!area.some((a) => otherArea.some((b) => overlaps(a, b)))) return false;
    const isNested = [zone.type, other.type].sort().join() === 'PrivateRoom,TeamArea';
    const [room, around] = zone.type === 'PrivateRoom' ? [area, otherArea] : [otherArea, area];
    return !isNested || !room.every((part) => isCovered(part, around));
  });
}

function isCovered(part: Rectangle, by: readonly Rectangle[]): boolean {
  return [...tilesOf(part)].every((tile) => by.some((rectangle) => containsPosition(rectangle, tile)));
}
