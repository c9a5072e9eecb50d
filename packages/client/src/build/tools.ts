import {
  containsPosition,
  copyFragment,
  drawRoom,
  drawWall,
  drawZone,
  eraseSelection,
  extentOfSelection,
  footprintOf,
  moveDoor,
  moveSelection,
  overlaps,
  kindOf,
  paintFloor,
  pasteFragment,
  placeDoor,
  placeObjects,
  placeSpawnPoint,
  rectangleAround,
  reshapeZone,
  selectedItems,
  selectWithin,
  tilesOf,
  tilesTakenBy,
  toggleLink,
} from '@atrium/world';
import type {
  EditOutcome,
  NewId,
  Position,
  Rectangle,
  Selection,
  World,
  WorldItem,
  WorldObject,
} from '@atrium/world';

import { doorPlacesOf, snapDoor } from './doorPlaces.ts';
import { furnishedRoom, furnitureOfSet } from './furnishedRooms.ts';
import type { ObjectToPlace, RoomDesign } from './furnishedRooms.ts';
import { pickUp } from './pickUp.ts';
import type { PickedUp } from './pickUp.ts';
import type { ToolChoices, ToolName } from './toolChoices.ts';

export { toolNames } from './toolChoices.ts';
export type { ToolChoices, ToolName } from './toolChoices.ts';

/** One press of the pointer, from where it went down to where it is; the same place while it only hovers. */
export interface Gesture {
  /** In tiles. */
  readonly from: Position;
  readonly to: Position;
  /** Whether it is more than a click. */
  readonly isDrag: boolean;
  /** What lies under its beginning and under its end. */
  readonly fromId: string | undefined;
  readonly toId: string | undefined;
  /** Shift: to what is selected, or to the Zone. */
  readonly adds: boolean;
  /** Alt: copies what is dragged, or takes away what the tool would draw. */
  readonly copies: boolean;
  /** Tiles that a brush has passed; left out where only the ends count. */
  readonly path?: readonly Position[] | undefined;
  /** Of a room: by how many places its Door is moved on along the walls. */
  readonly slide?: number | undefined;
}

/** How well something fits: `doubtful` is done, and a problem is told. */
export type Fit = 'fits' | 'doubtful' | 'refused';

/** What a gesture would do if it ended now. */
export interface ToolPlan {
  readonly fit: Fit;
  /** Tiles that it is about. */
  readonly area: readonly Rectangle[];
  /** Objects as they would stand. */
  readonly ghosts: readonly WorldObject[];
  /** What it changes; `undefined`: nothing. */
  readonly outcome: EditOutcome | undefined;
  /** What is selected afterwards; `undefined`: what was before. */
  readonly selection: Selection | undefined;
  /** Tiles of walls and Doors as they would stand; left out where the picture shows enough. */
  readonly walls?: readonly Rectangle[];
  readonly doors?: readonly Rectangle[];
  /** The tool and the choice that one goes on with. */
  readonly picked?: PickedUp | undefined;
}

export interface ToolContext {
  readonly world: World;
  readonly selection: Selection;
  readonly choices: ToolChoices;
  readonly newId: NewId;
}

type Tool = (context: ToolContext, gesture: Gesture) => ToolPlan;

const idle: ToolPlan = { fit: 'fits', area: [], ghosts: [], outcome: undefined, selection: undefined };

const tools: Readonly<Record<ToolName, Tool>> = {
  select: planSelecting,
  room: planRoom,
  wall({ world, choices }, gesture) {
    const line = straightened(gesture);
    const wall = gesture.copies ? null : choices.wall;
    const area = rectangleOver(line.from, line.to);
    const plan = planned(drawWall(world, line.from, line.to, wall), [area]);
    return doubtfulIf(wall !== null && isTaken(world, area), plan);
  },
  floor({ world, choices }, { from, to, adds, copies, path }) {
    const isRectangle = adds || path === undefined;
    const area = isRectangle ? [rectangleOver(tileOf(from), tileOf(to))] : path.map(oneTile);
    const tiles = area.flatMap((part) => [...tilesOf(part)]);
    return planned(paintFloor(world, tiles, copies ? null : choices.floor), area);
  },
  zone({ world, selection, choices, newId }, { from, to, adds, copies }) {
    const bounds = rectangleOver(tileOf(from), tileOf(to));
    const selected = world.zones.find(({ id }) => selection.ids.has(id));
    const part = copies ? 'subtract' : adds ? 'add' : choices.zonePart;
    if (part !== 'new') {
      if (selected === undefined) return planned({ ok: false, refusal: 'nothing-selected' }, [bounds]);
      return planned(reshapeZone(world, selected.id, bounds, part), [bounds]);
    }
    const zone = { name: choices.zoneName, type: choices.zoneType, bounds };
    return planned(drawZone(world, zone, newId), [bounds]);
  },
  door({ world, choices, newId }, { to }) {
    const { bounds, outcome } = snapDoor(to, (place) => placeDoor(world, place, choices.door, newId));
    return planned(outcome, [bounds]);
  },
  object: planObject,
  link({ world }, { from, fromId, toId, to }) {
    const ends = [from, to].map((place) => ({ ...tileOf(place), width: 1, height: 1 }));
    if (fromId === undefined || toId === undefined || fromId === toId) return { ...idle, area: ends };
    return { ...planned(toggleLink(world, fromId, toId), ends), selection: idsOf([fromId, toId]) };
  },
  spawn({ world, newId }, { to }) {
    const tile = tileOf(to);
    const area = [{ ...tile, width: 1, height: 1 }];
    // A double click is meant as one.
    if (world.spawnPoints.some(({ position }) => isSamePlace(position, tile))) return { ...idle, area };
    return planned(placeSpawnPoint(world, tile, undefined, newId), area);
  },
  erase({ world }, { from, to, isDrag, toId }) {
    const area = rectangleOver(tileOf(from), tileOf(to));
    const within = isDrag ? selectWithin(world, area) : idsOf(toId === undefined ? [] : [toId]);
    if (within.ids.size === 0) return { ...idle, area: [area] };
    return {
      ...planned(eraseSelection(world, within), isDrag ? [area] : placesOf(world, within)),
      selection: noneSelected,
    };
  },
  pick({ world }, { to, toId }) {
    const tile = tileOf(to);
    return { ...idle, area: [oneTile(tile)], picked: pickUp(world, tile, toId) };
  },
};

/** What a gesture with a tool would do if it ended now. Pure: the same plan is shown and then done. */
export function planGesture(tool: ToolName, context: ToolContext, gesture: Gesture): ToolPlan {
  return tools[tool](context, gesture);
}

/** What stands on a tile; of several the topmost, and the Zone where there is nothing. */
export function thingAt(world: World, tile: Position): { readonly id: string } | undefined {
  const isThere = (item: WorldItem) => tilesTakenBy(item).some((part) => containsPosition(part, tile));
  const objects = world.objects.filter(isThere);
  const placedAs = (placement: string) => objects.find((object) => kindOf(object).placement === placement);
  return (
    placedAs('surface') ??
    placedAs('floor') ??
    world.doors.find(isThere) ??
    world.passages.find(isThere) ??
    world.spawnPoints.find(isThere) ??
    placedAs('flat') ??
    world.zones.find((zone) => zone.type === 'PrivateRoom' && isThere(zone)) ??
    world.zones.find(isThere)
  );
}

export const noneSelected: Selection = { ids: new Set() };

/** The tiles that what is selected takes: those of a room as one area, else those of each thing. */
export function placesOf(world: World, selection: Selection): readonly Rectangle[] {
  if (selection.area !== undefined) return selection.area;
  return [...selectedItems(world, selection)].flatMap(
    ({ item }) => rectangleAround([...tilesTakenBy(item)]) ?? [],
  );
}

export function idsOf(ids: Iterable<string>): Selection {
  return { ids: new Set(ids) };
}

function planned(outcome: EditOutcome, area: readonly Rectangle[]): ToolPlan {
  const selection = outcome.ok && outcome.made.length > 0 ? idsOf(outcome.made) : undefined;
  return { fit: outcome.ok ? 'fits' : 'refused', area, ghosts: [], outcome, selection };
}

function planSelecting({ world, selection, newId }: ToolContext, gesture: Gesture): ToolPlan {
  const { fromId, isDrag, adds, copies } = gesture;
  if (fromId === undefined) {
    if (!isDrag) return { ...idle, selection: adds ? undefined : noneSelected };
    const area = rectangleOver(tileOf(gesture.from), tileOf(gesture.to));
    const { ids } = selectWithin(world, area);
    return { ...idle, area: [area], selection: idsOf(adds ? [...selection.ids, ...ids] : ids) };
  }
  if (!isDrag) return { ...idle, selection: adds ? toggled(selection, fromId) : idsOf([fromId]) };
  const moved = selection.ids.has(fromId) ? selection : idsOf([fromId]);
  const isDoor = moved.ids.size === 1 && world.doors.some(({ id }) => id === fromId);
  if (isDoor && !copies) {
    const { bounds, outcome } = snapDoor(gesture.to, (place) => moveDoor(world, fromId, place));
    return { ...planned(outcome, [bounds]), selection: moved };
  }
  const by = offsetOf(gesture);
  const area = placesOf(world, moved).map((part) => ({ ...part, x: part.x + by.x, y: part.y + by.y }));
  const ghosts = world.objects
    .filter(({ id }) => moved.ids.has(id))
    .map((object) => ({ ...object, position: { x: object.position.x + by.x, y: object.position.y + by.y } }));
  const outcome = copies ? copyTo(world, moved, by, newId) : moveSelection(world, moved, by);
  // Where a room that was moved is then, the editor finds out.
  const kept = copies ? outcome?.ok === true && idsOf(outcome.made) : !selection.ids.has(fromId) && moved;
  const plan: ToolPlan = {
    fit: outcome?.ok === false ? 'refused' : 'fits',
    area,
    ghosts,
    outcome,
    selection: kept === false ? undefined : kept,
  };
  return doubtfulIf(plan.fit === 'fits' && isInTheWay(world, outcome, moved.ids), plan);
}

function copyTo(world: World, selection: Selection, by: Position, newId: NewId): EditOutcome | undefined {
  const fragment = copyFragment(world, selection);
  const extent = extentOfSelection(world, selection);
  if (fragment === undefined || extent === undefined) return undefined;
  return pasteFragment(world, fragment, { x: extent.x + by.x, y: extent.y + by.y }, newId);
}

/** With one thing more, or less. */
export function toggled({ ids }: Selection, id: string): Selection {
  return idsOf(ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id]);
}

/** Smaller than this, in tiles, a room has no floor within its walls. */
const leastRoomSide = 3;

function planRoom(context: ToolContext, gesture: Gesture): ToolPlan {
  const { world, choices, newId } = context;
  if (choices.design !== undefined) return planFurnishedRoom(context, choices.design, gesture);
  const { from, to, isDrag } = gesture;
  const bounds = rectangleOver(tileOf(from), tileOf(to));
  if (!isDrag) return { ...idle, area: [bounds] };
  const { zoneType, zoneName, wall, floor, door: access } = choices;
  const plan = { bounds, zone: { name: zoneName, type: zoneType }, wall, floor };
  if (bounds.width < leastRoomSide || bounds.height < leastRoomSide)
    return planned({ ok: false, refusal: 'too-small' }, [bounds]);
  for (const at of doorsToTry(world, bounds, gesture.slide ?? 0)) {
    const outcome = drawRoom(world, { ...plan, door: { at, access } }, newId);
    if (!outcome.ok) continue;
    const withDoor = { ...withZoneSelected(planned(outcome, [bounds])), doors: [oneTile(at)] };
    return doubtfulIf(
      sidesOf(bounds).some((side) => isTaken(world, side)),
      withDoor,
    );
  }
  return doubtfulIf(true, withZoneSelected(planned(drawRoom(world, plan, newId), [bounds])));
}

/** What would not be refused is done, but a problem is told. */
function doubtfulIf(isDoubtful: boolean, plan: ToolPlan): ToolPlan {
  return isDoubtful && plan.fit === 'fits' ? { ...plan, fit: 'doubtful' } : plan;
}

/** The tiles of the walls around a room. */
function sidesOf({ x, y, width, height }: Rectangle): readonly Rectangle[] {
  return [
    { x, y, width, height: 1 },
    { x, y: y + height - 1, width, height: 1 },
    { x, y, width: 1, height },
    { x: x + width - 1, y, width: 1, height },
  ];
}

/** Where there is a way to a Door: first the middle of a side, or as many places further as it was slid. */
function doorsToTry(world: World, bounds: Rectangle, slide: number): readonly Position[] {
  const hasWay = (at: Position) => isFree(world, outwards(bounds, at));
  const middles = middlesOf(bounds).filter(hasWay);
  if (slide === 0) return middles;
  const places = doorPlacesOf(bounds).filter(hasWay);
  const start = Math.max(
    0,
    places.findIndex((place) => middles.some((middle) => isSamePlace(place, middle))),
  );
  const first = (((start + slide) % places.length) + places.length) % places.length;
  return [...places.slice(first), ...places.slice(0, first)];
}

/** A furnished room lies around the pointer. */
function planFurnishedRoom(
  { world, choices, newId }: ToolContext,
  design: RoomDesign,
  { to }: Gesture,
): ToolPlan {
  const { zoneName: name, door: access, rotation } = choices;
  const fragment = furnishedRoom(design, { name, access, turns: rotation / 90 });
  const { width, height } = fragment;
  const tile = tileOf(to);
  const at = { x: tile.x - Math.floor(width / 2), y: tile.y - Math.floor(height / 2) };
  const bounds = { ...at, width, height };
  const plan = planned(pasteFragment(world, fragment, at, newId), [bounds]);
  const shifted = (part: Rectangle) => ({ ...part, x: part.x + at.x, y: part.y + at.y });
  const walls = fragment.layers.find(({ id }) => id === 'walls')?.tiles ?? [];
  const ghosts = fragment.objects.map((object) => ({
    ...object,
    position: { x: object.position.x + at.x, y: object.position.y + at.y },
  }));
  return {
    ...doubtfulIf(isTaken(world, bounds), withZoneSelected(plan)),
    ghosts,
    walls: walls.flatMap((wall, index) =>
      wall === null ? [] : [shifted(oneTile({ x: index % width, y: Math.floor(index / width) }))],
    ),
    doors: fragment.doors.map((door) => shifted(door.bounds)),
  };
}

/** Of a new room, its Zone is what one goes on with: its name comes first. */
function withZoneSelected(plan: ToolPlan): ToolPlan {
  const { outcome } = plan;
  const zone = outcome?.ok === true && outcome.world.zones.find(({ id }) => outcome.made.includes(id));
  return zone ? { ...plan, selection: idsOf([zone.id]) } : plan;
}

/** The middle of each side, those towards the viewer first. */
function middlesOf({ x, y, width, height }: Rectangle): readonly Position[] {
  const [middleX, middleY] = [x + Math.floor(width / 2), y + Math.floor(height / 2)];
  return [
    { x: middleX, y: y + height - 1 },
    { x: x + width - 1, y: middleY },
    { x: middleX, y },
    { x, y: middleY },
  ];
}

function outwards({ x, y, width, height }: Rectangle, at: Position): Position {
  if (at.y === y + height - 1) return { x: at.x, y: at.y + 1 };
  if (at.x === x + width - 1) return { x: at.x + 1, y: at.y };
  return at.y === y ? { x: at.x, y: at.y - 1 } : { x: at.x - 1, y: at.y };
}

/** Whether there is floor on a tile, and nothing that blocks it. */
function isFree(world: World, { x, y }: Position): boolean {
  const { width, height } = world.map;
  if (x < 0 || y < 0 || x >= width || y >= height) return false;
  return hasTile(world, 'floor', { x, y }) && !hasTile(world, 'walls', { x, y }) && !isTaken(world, { x, y });
}

function hasTile({ map }: World, layerId: string, { x, y }: Position): boolean {
  const layer = map.layers.find(({ id }) => id === layerId);
  return (layer?.tiles[y * map.width + x] ?? null) !== null;
}

/** @param area one tile where it has no size */
function isTaken(
  { objects }: World,
  { width = 1, height = 1, ...at }: Position & Partial<Rectangle>,
): boolean {
  const area = { ...at, width, height };
  return objects.some(
    (object) => overlaps(footprintOf(object), area) && kindOf(object).placement === 'floor',
  );
}

function planObject({ world, choices, newId }: ToolContext, gesture: Gesture): ToolPlan {
  const pieces = piecesOf(choices);
  const isRow = gesture.isDrag && gesture.adds;
  const corners = isRow ? rowOf(pieces, gesture) : [tileOf(gesture.to)];
  const objects = corners.flatMap(({ x, y }, place) =>
    pieces.map(({ position, linkedTo = [], ...piece }) => ({
      ...piece,
      position: { x: position.x + x, y: position.y + y },
      linkedTo: linkedTo.map((other) => other + place * pieces.length),
    })),
  );
  const ghosts = objects.map(({ linkedTo, ...object }): WorldObject => ({ id: '', ...object }));
  const area = ghosts.map(footprintOf);
  // A double click is meant as one.
  const isThere = (ghost: WorldObject) => world.objects.some((other) => isAlike(other, ghost));
  if (!isRow && ghosts.every(isThere)) return { ...idle, area };
  const outcome = placeObjects(world, objects, newId);
  return { ...doubtfulIf(isInTheWay(world, outcome), planned(outcome, area)), ghosts };
}

/** What is placed by one click, from the tile that is clicked on. */
function piecesOf(choices: ToolChoices): readonly ObjectToPlace[] {
  const { object, look, colour, image, furnitureSet, rotation } = choices;
  if (furnitureSet !== undefined) return furnitureOfSet(furnitureSet, rotation / 90);
  const position = { x: 0, y: 0 };
  const style = object === 'Custom' ? {} : { ...(look && { look }), ...(colour && { colour }) };
  return [{ type: object, rotation, position, ...style, ...image }];
}

/** Where the same stands side by side along a line. */
function rowOf(pieces: readonly ObjectToPlace[], gesture: Gesture): readonly Position[] {
  const { from, to } = straightened(gesture);
  const { width = 1, height = 1 } = rectangleAround(pieces.map(footprintOf)) ?? {};
  const isAlongX = from.y === to.y;
  const each = isAlongX ? width : height;
  const length = Math.abs(isAlongX ? to.x - from.x : to.y - from.y);
  const step = each * (to.x < from.x || to.y < from.y ? -1 : 1);
  return Array.from({ length: Math.floor(length / each) + 1 }, (_, place) =>
    isAlongX ? { x: from.x + place * step, y: from.y } : { x: from.x, y: from.y + place * step },
  );
}

/** Whether something that is placed or moved would not stand well then, or something else not any more. */
function isInTheWay(world: World, outcome: EditOutcome | undefined, moved: ReadonlySet<string> = new Set()) {
  if (outcome?.ok !== true) return false;
  const badly = standingBadly(outcome.world);
  if (badly.length === 0) return false;
  const before = new Set(standingBadly(world));
  return badly.some((id) => moved.has(id) || !before.has(id));
}

/** The Objects that stand in a wall or in something else, or on nothing that would carry them. */
function standingBadly({ map, objects }: World): readonly string[] {
  const { width, height } = map;
  const walls = map.layers.find(({ id }) => id === 'walls')?.tiles ?? [];
  const places = objects.map((object) => ({
    id: object.id,
    placement: kindOf(object).placement,
    tiles: [...tilesOf(footprintOf(object))].map(({ x, y }) => y * width + x),
  }));
  const standing = new Uint16Array(width * height);
  for (const { placement, tiles } of places)
    if (placement === 'floor') for (const tile of tiles) standing[tile] = (standing[tile] ?? 0) + 1;
  const isBadAt = {
    floor: (tile: number) => standing[tile] !== 1,
    surface: (tile: number) => standing[tile] === 0,
    flat: () => false,
  };
  return places
    .filter(({ placement, tiles }) =>
      tiles.some((tile) => (walls[tile] ?? null) !== null || isBadAt[placement](tile)),
    )
    .map(({ id }) => id);
}

function isAlike(a: WorldObject, b: WorldObject): boolean {
  return (
    a.type === b.type &&
    a.look === b.look &&
    a.asset === b.asset &&
    a.rotation === b.rotation &&
    isSamePlace(a.position, b.position)
  );
}

export function isSamePlace(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y;
}

function oneTile({ x, y }: Position): Rectangle {
  return { x, y, width: 1, height: 1 };
}

export function tileOf({ x, y }: Position): Position {
  return { x: Math.floor(x), y: Math.floor(y) };
}

function offsetOf({ from, to }: Gesture): Position {
  const [start, end] = [tileOf(from), tileOf(to)];
  return { x: end.x - start.x, y: end.y - start.y };
}

/** The rectangle from one tile to another, both of which it has. */
function rectangleOver(a: Position, b: Position): Rectangle {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x) + 1,
    height: Math.abs(a.y - b.y) + 1,
  };
}

/** A line along the longer of the two ways. */
function straightened({ from, to }: Gesture): { readonly from: Position; readonly to: Position } {
  const [start, end] = [tileOf(from), tileOf(to)];
  const isAlongX = Math.abs(end.x - start.x) >= Math.abs(end.y - start.y);
  return { from: start, to: isAlongX ? { x: end.x, y: start.y } : { x: start.x, y: end.y } };
}
