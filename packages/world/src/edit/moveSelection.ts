import { layerCollides } from '../format/layers.ts';
import type { World } from '../format/world.ts';
import { membership, rimOf } from '../geometry/area.ts';
import type { Area } from '../geometry/area.ts';
import { containsPosition, overlaps, tilesOf } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { Position } from '../geometry/units.ts';
import { areaOfZone, tilesTakenBy } from '../layout/zoneArea.ts';
import { named } from './drawTiles.ts';
import { placedAt } from './placedAt.ts';
import { extentOfSelection, selectedItems } from './selection.ts';
import type { Selection } from './selection.ts';
import { Sketch, isOnMap, refuse } from './sketch.ts';
import type { EditOutcome } from './sketch.ts';
import type { TileName } from './worldEdit.ts';

/** Moves what is selected by whole tiles. A room takes floor and walls along; walls that others need stay as well. */
export function moveSelection(world: World, selection: Selection, by: Position): EditOutcome {
  return relocate(world, selection, (area) => ({ ...area, x: area.x + by.x, y: area.y + by.y }), 0);
}

/** Turns what is selected by a quarter, clockwise. The upper corner of all of it stays where it is. */
export function turnSelection(world: World, selection: Selection): EditOutcome {
  const extent = extentOfSelection(world, selection);
  if (extent === undefined) return refuse('nothing-selected');
  return relocate(world, selection, (area) => turnedWithin(extent, area), 1);
}

/** Where a rectangle comes to lie when all that is in `extent` turns by a quarter, clockwise. */
export function turnedWithin(extent: Rectangle, { x, y, width, height }: Rectangle): Rectangle {
  return {
    x: extent.x + extent.height - (y - extent.y) - height,
    y: extent.y + x - extent.x,
    width: height,
    height: width,
  };
}

/** Takes away what is selected, Doors that lead to it, and links to it. The floor stays. */
export function eraseSelection(world: World, selection: Selection): EditOutcome {
  const selected = [...selectedItems(world, selection)];
  if (selected.length === 0 && selection.area === undefined) return refuse('nothing-selected');
  const sketch = new Sketch(world);
  clearWalls(sketch, world, selection);
  for (const { list, item } of selected) sketch.remove(list, item.id);
  removeWhatMissesIts(sketch, selection.ids);
  return sketch.finish();
}

/** Removes Doors and links that lead to what is gone. */
export function removeWhatMissesIts(sketch: Sketch, gone: ReadonlySet<string>): void {
  for (const { id, leadsToZone } of sketch.world.doors) if (gone.has(leadsToZone)) sketch.remove('doors', id);
  for (const object of sketch.world.objects) {
    const { linkedObjects, ...rest } = object;
    if (linkedObjects?.some((id) => gone.has(id)) !== true) continue;
    const left = linkedObjects.filter((id) => !gone.has(id));
    sketch.put('objects', left.length === 0 ? rest : { ...rest, linkedObjects: left });
  }
}

function relocate(
  world: World,
  selection: Selection,
  place: (area: Rectangle) => Rectangle,
  quarterTurns: number,
): EditOutcome {
  const selected = [...selectedItems(world, selection)];
  if (selected.length === 0 && selection.area === undefined) return refuse('nothing-selected');
  const { area } = selection;
  if (area?.some((part) => !isOnMap(world, place(part))) === true) return refuse('outside-map');
  const isOutside = selected.some(({ item }) =>
    tilesTakenBy(item).some((taken) => !isOnMap(world, place(taken))),
  );
  if (isOutside) return refuse('outside-map');
  const sketch = new Sketch(world);
  if (area !== undefined) moveTiles(sketch, world, selection, area, place);
  for (const entry of selected) {
    // The same list with the same type of entry.
    sketch.put(entry.list, placedAt(entry.item, place, quarterTurns));
  }
  return sketch.finish();
}

function moveTiles(
  sketch: Sketch,
  world: World,
  selection: Selection,
  area: Area,
  place: (area: Rectangle) => Rectangle,
): void {
  clearWalls(sketch, world, selection);
  const before = new Sketch(world);
  for (const layer of world.map.layers) {
    const moved: (Position & { name: TileName })[] = [];
    for (const { x, y } of tilesIn(area)) {
      const name = before.tile(layer.id, { x, y });
      const to = place({ x, y, width: 1, height: 1 });
      // What is no wall is only laid over what is there.
      if (name !== null || layerCollides(layer)) moved.push({ x: to.x, y: to.y, name });
    }
    sketch.paint(layer.id, moved);
  }
}

/** Takes the walls of a room away, but for those that others need. */
function clearWalls(sketch: Sketch, world: World, selection: Selection): void {
  const { area } = selection;
  if (area === undefined) return;
  const needed = new Set([...wallsOfOthers(world, selection, area)].map(({ x, y }) => `${x} ${y}`));
  const own = [...tilesIn(area)].filter(({ x, y }) => !needed.has(`${x} ${y}`));
  for (const layer of world.map.layers) {
    if (layerCollides(layer)) sketch.paint(layer.id, named(own, null));
  }
}

/** Walls of the ring that go on outside of it, or that another Zone borders on. */
function* wallsOfOthers(world: World, selection: Selection, area: Area): Generator<Position> {
  const isInside = membership(area);
  const sketch = new Sketch(world);
  const own = world.zones.filter(({ id }) => selection.ids.has(id)).flatMap((zone) => [...areaOfZone(zone)]);
  const others = world.zones
    .filter(({ id }) => !selection.ids.has(id))
    .map((zone) => areaOfZone(zone))
    // One that the room lies in is on both sides of its walls.
    .filter((other) => !other.some((part) => own.some((mine) => overlaps(part, mine))))
    .flat();
  const sides = [
    { x: -1, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: -1 },
    { x: 0, y: 1 },
  ];
  for (const { x, y } of rimOf(area)) {
    const outward = sides.filter((side) => !isInside({ x: x + side.x, y: y + side.y }));
    const beside = outward.map((side) => ({ x: x + side.x, y: y + side.y }));
    const goesOn = outward.some((side, place) => {
      const next = beside[place];
      if (next === undefined || !containsPosition(sketch.size, next) || !sketch.isWall(next)) return false;
      // A wall that runs along the ring stands without it; one that ends here does not.
      const isBeside = (way: 1 | -1) => sketch.isWall({ x: next.x + way * side.y, y: next.y + way * side.x });
      return !isBeside(1) || !isBeside(-1);
    });
    const isBorder = beside.some((tile) => others.some((part) => containsPosition(part, tile)));
    if (goesOn || isBorder) yield { x, y };
  }
}

function* tilesIn(area: Area): Generator<Position> {
  for (const part of area) yield* tilesOf(part);
}
