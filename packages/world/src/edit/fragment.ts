import * as z from 'zod';
import { isJsonObject } from '../format/json.ts';
import type { JsonObject, JsonValue } from '../format/json.ts';
import { layerCollides } from '../format/layers.ts';
import { worldLimits } from '../format/limits.ts';
import { migrateFile } from '../format/migrations/migrations.ts';
import { currentFormatVersion, worldSchema } from '../format/world.ts';
import type { World } from '../format/world.ts';
import { membership } from '../geometry/area.ts';
import { tilesOf } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { Position } from '../geometry/units.ts';
import { overlapsOthers } from './drawZones.ts';
import { flawOfArea } from '../validate/checkZones.ts';
import { tilesTakenBy } from '../zones/tilesTakenBy.ts';
import { isSame } from './isSame.ts';
import { turnedWithin } from './moveSelection.ts';
import type { NewId } from './newIds.ts';
import { placedAt, rectangleAround } from './placedAt.ts';
import { extentOfSelection, selectedItems } from './selection.ts';
import type { Selection } from './selection.ts';
import { isOnMap, refuse, Sketch } from './sketch.ts';
import type { EditOutcome } from './sketch.ts';
import { worldLists } from './worldEdit.ts';
import type { TileName } from './worldEdit.ts';

const { zones, doors, passages, objects, spawnPoints } = worldSchema.shape;
const side = z.int().min(1).max(worldLimits.mapSideTiles);
const corner = z.int().min(0).max(worldLimits.mapSideTiles);
const tileName = z.string().min(1).max(worldLimits.nameLength).nullable();

/** Tells it from other JSON on a clipboard. */
const fragmentKind = 'atrium-fragment';
/** The format of World files that had fragments first. */
const firstFragments = 1;

const fragmentSchema = z.strictObject({
  kind: z.literal(fragmentKind),
  /** Changes with the format of World files. */
  formatVersion: worldSchema.shape.formatVersion,
  width: side,
  height: side,
  /** Which tiles were copied. */
  area: z
    .array(z.strictObject({ x: corner, y: corner, width: side, height: side }))
    .max(worldLimits.mapSideTiles ** 2),
  /** Tiles of all of it, row by row; those outside of the area say nothing. None where only things were copied. */
  layers: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(worldLimits.idLength),
        tiles: z.array(tileName).max(worldLimits.mapSideTiles ** 2),
      }),
    )
    .max(worldLimits.layers),
  zones,
  doors,
  passages,
  objects,
  spawnPoints: z.array(spawnPoints.element).max(worldLimits.spawnPoints),
});

/**
 * A part of a World, on a clipboard or as a furnished room: what lies in a rectangle whose corner is 0, 0. Its ids tell its
 * own parts apart, and are replaced where it is pasted.
 */
export type WorldFragment = z.output<typeof fragmentSchema>;

/** Copies what is selected. Links and Doors that lead out of it are left behind. `undefined`: that is nothing. */
export function copyFragment(world: World, selection: Selection): WorldFragment | undefined {
  const extent = extentOfSelection(world, selection);
  if (extent === undefined) return undefined;
  const { x, y, width, height } = extent;
  const sketch = new Sketch(world);
  const { area = [] } = selection;
  const isCopied = membership(area);
  const layers =
    area.length === 0
      ? []
      : world.map.layers.map(({ id }) => ({
          id,
          tiles: [...tilesOf(extent)].map((tile) => (isCopied(tile) ? sketch.tile(id, tile) : null)),
        }));
  const shift = (part: Rectangle) => ({ ...part, x: part.x - x, y: part.y - y });
  const empty: WorldFragment = {
    kind: fragmentKind,
    formatVersion: world.formatVersion,
    width,
    height,
    area: area.map(shift),
    layers,
    zones: [],
    doors: [],
    passages: [],
    objects: [],
    spawnPoints: [],
  };
  const copy = { ...empty };
  for (const { list, item } of selectedItems(world, selection)) {
    Object.assign(copy, { [list]: [...copy[list], placedAt(item, shift)] });
  }
  return withoutLooseEnds(copy);
}

/**
 * Reads what may be a fragment, of any format up to the current one. `undefined`: it is something else; `newer`: one that
 * a newer Atrium has copied.
 */
export function readFragment(text: string): WorldFragment | 'newer' | undefined {
  let json: JsonValue;
  try {
    // What JSON.parse gives is what JSON can hold.
    json = JSON.parse(text) as JsonValue;
  } catch {
    return undefined; // Whatever else is on the clipboard.
  }
  if (!isJsonObject(json) || json['kind'] !== fragmentKind) return undefined;
  const { formatVersion } = json;
  if (typeof formatVersion !== 'number' || formatVersion < firstFragments) return undefined;
  if (formatVersion > currentFormatVersion) return 'newer';
  const { data: fragment } = fragmentSchema.safeParse(migrated(json, formatVersion));
  if (fragment === undefined || fragment.zones.some((zone) => flawOfArea(zone) !== undefined))
    return undefined;
  const { width, height, layers } = fragment;
  const isWhole = layers.every(({ tiles }) => tiles.length === width * height);
  // Rectangles that lie upon each other would be gone through tile by tile, each of them.
  const areaTiles = fragment.area.reduce((sum, part) => sum + part.width * part.height, 0);
  if (areaTiles > width * height) return undefined;
  const things = worldLists.flatMap((list) => fragment[list].flatMap((item) => [...tilesTakenBy(item)]));
  const parts = [...things, ...fragment.area];
  const extent = rectangleAround(parts) ?? { x: 0, y: 0, width: 1, height: 1 };
  const fits =
    extent.x >= 0 && extent.y >= 0 && extent.x + extent.width <= width && extent.y + extent.height <= height;
  const ids = worldLists.flatMap((list) => fragment[list].map(({ id }) => id));
  return isWhole && fits && new Set(ids).size === ids.length ? withoutLooseEnds(fragment) : undefined;
}

/** A fragment has its layers where a World has a Map; else it is migrated as one. */
function migrated({ layers = [], ...things }: JsonObject, formatVersion: number): JsonObject {
  const { map, ...file } = migrateFile({ ...things, map: { layers } }, formatVersion);
  return { ...file, layers: isJsonObject(map) ? (map['layers'] ?? []) : [] };
}

/** A fragment turned by a quarter, clockwise. */
export function turnFragment(fragment: WorldFragment): WorldFragment {
  const { width, height } = fragment;
  const extent = { x: 0, y: 0, width, height };
  const turn = (part: Rectangle) => turnedWithin(extent, part);
  const layers = fragment.layers.map(({ id, tiles }) => {
    const turned = new Array<TileName>(tiles.length).fill(null);
    for (const [index, name] of tiles.entries()) {
      const at = turn({ x: index % width, y: Math.floor(index / width), width: 1, height: 1 });
      turned[at.y * height + at.x] = name;
    }
    return { id, tiles: turned };
  });
  const turned = worldLists.map((list) => [list, fragment[list].map((item) => placedAt(item, turn, 1))]);
  // Each list keeps its own type of entry.
  return {
    ...fragment,
    ...Object.fromEntries(turned),
    width: height,
    height: width,
    area: fragment.area.map(turn),
    layers,
  } as WorldFragment;
}

/** Puts a fragment on the Map with ids of its own, its corner on a tile. */
export function pasteFragment(
  world: World,
  fragment: WorldFragment,
  at: Position,
  newId: NewId,
): EditOutcome {
  if (worldLists.every((list) => fragment[list].length === 0) && fragment.layers.length === 0) {
    return refuse('nothing-selected');
  }
  const shift = (part: Rectangle) => ({ ...part, x: part.x + at.x, y: part.y + at.y });
  const { width, height } = fragment;
  if (!isOnMap(world, { ...at, width, height })) return refuse('outside-map');
  const sketch = new Sketch(world);
  const isCopied = membership(fragment.area);
  for (const { id, tiles } of fragment.layers) {
    const layer = world.map.layers.find((one) => one.id === id);
    if (layer === undefined) continue;
    const painted = tiles
      .map((name, index) => ({ x: index % width, y: Math.floor(index / width), name }))
      // What is no wall is only laid over what is there.
      .filter((tile) => isCopied(tile) && (tile.name !== null || layerCollides(layer)))
      .map(({ x, y, name }) => ({ x: x + at.x, y: y + at.y, name }));
    sketch.paint(id, painted);
  }
  const ids = new Map(
    worldLists.flatMap((list) => fragment[list].map((item) => [item.id, newId(kindOf(item.id))] as const)),
  );
  const renamed = (id: string) => ids.get(id) ?? id;
  for (const zone of fragment.zones) {
    const placed = { ...placedAt(zone, shift), id: renamed(zone.id) };
    if (overlapsOthers(sketch.world, placed)) return refuse('zone-overlap');
    sketch.put('zones', placed);
  }
  for (const door of fragment.doors) {
    const leadsToZone = renamed(door.leadsToZone);
    sketch.put('doors', { ...placedAt(door, shift), id: renamed(door.id), leadsToZone });
  }
  for (const passage of fragment.passages) {
    sketch.put('passages', { ...placedAt(passage, shift), id: renamed(passage.id) });
  }
  for (const object of fragment.objects) {
    const { linkedObjects, ...placed } = placedAt(object, shift);
    const links = linkedObjects === undefined ? {} : { linkedObjects: linkedObjects.map(renamed) };
    sketch.put('objects', { ...placed, id: renamed(object.id), ...links });
  }
  for (const spawnPoint of fragment.spawnPoints) {
    sketch.put('spawnPoints', { ...placedAt(spawnPoint, shift), id: renamed(spawnPoint.id) });
  }
  return sketch.finish();
}

/** What an id begins with, so that a copy of `kitchen-7f3` is another `kitchen`. */
function kindOf(id: string): string {
  const [kind = 'copy'] = /^[A-Za-z][A-Za-z-]*(?=-)/.exec(id) ?? [];
  return kind.slice(0, 40);
}

/** Doors lead to Zones of the same fragment, links to Objects of it. */
function withoutLooseEnds(fragment: WorldFragment): WorldFragment {
  const zoneIds = new Set(fragment.zones.map(({ id }) => id));
  const objectIds = new Set(fragment.objects.map(({ id }) => id));
  return {
    ...fragment,
    doors: fragment.doors.filter(({ leadsToZone }) => zoneIds.has(leadsToZone)),
    objects: fragment.objects.map((object) => {
      const { linkedObjects = [], ...rest } = object;
      const links = linkedObjects.filter((id) => objectIds.has(id));
      if (isSame(links, linkedObjects)) return object;
      return links.length === 0 ? rest : { ...rest, linkedObjects: links };
    }),
  };
}
