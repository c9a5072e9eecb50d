import type { World } from '../format/world.ts';
import { membership, withTilesAround } from '../geometry/area.ts';
import type { Area } from '../geometry/area.ts';
import { containsRectangle, tilesOf } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { areaOfZone, tilesTakenBy } from '../layout/zoneArea.ts';
import { rectangleAround } from './placedAt.ts';
import { worldLists } from './worldEdit.ts';
import type { WorldItem, WorldListName } from './worldEdit.ts';

/** What an editor has chosen. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Floor and walls that go along, as with a room. */
  readonly area?: Area | undefined;
}

export const nothing: Selection = { ids: new Set() };

/** Everything that lies wholly within an area. */
export function selectWithin(world: World, around: Rectangle | Area): Selection {
  const isInside = insideOf('x' in around ? [around] : around);
  const liesWithin = (item: WorldItem) => {
    const taken = tilesTakenBy(item);
    return taken.length > 0 && taken.every(isInside);
  };
  const ids = worldLists.flatMap((list) => world[list].filter(liesWithin).map(({ id }) => id));
  return { ids: new Set(ids) };
}

/**
 * A Zone with all that makes it a room: the ring of walls around it, their Doors and passages, and what is inside.
 * `undefined` where there is no such Zone.
 */
export function selectRoom(world: World, zoneId: string): Selection | undefined {
  const zone = world.zones.find(({ id }) => id === zoneId);
  const inner = zone && areaOfZone(zone);
  if (inner === undefined || inner.length === 0) return undefined;
  const area = withTilesAround(inner, world.map);
  const inside = selectWithin(world, inner).ids;
  const gates = selectWithin({ ...world, zones: [], objects: [], spawnPoints: [] }, area).ids;
  return { ids: new Set([zoneId, ...inside, ...gates]), area };
}

/** An entry of a World, with its list. */
export type SelectedItem = {
  [List in WorldListName]: { readonly list: List; readonly item: WorldItem<List> };
}[WorldListName];

/** The entries of a selection, each with its list. */
export function* selectedItems(world: World, { ids }: Selection): Generator<SelectedItem> {
  for (const item of world.zones) if (ids.has(item.id)) yield { list: 'zones', item };
  for (const item of world.doors) if (ids.has(item.id)) yield { list: 'doors', item };
  for (const item of world.passages) if (ids.has(item.id)) yield { list: 'passages', item };
  for (const item of world.objects) if (ids.has(item.id)) yield { list: 'objects', item };
  for (const item of world.spawnPoints) if (ids.has(item.id)) yield { list: 'spawnPoints', item };
}

/** The rectangle around all that is selected; `undefined` where that is nothing. */
export function extentOfSelection(world: World, selection: Selection): Rectangle | undefined {
  const taken = Array.from(selectedItems(world, selection)).flatMap(({ item }) => [...tilesTakenBy(item)]);
  return rectangleAround(selection.area === undefined ? taken : [...taken, ...selection.area]);
}

/** Whether rectangles lie inside of an area. Quick for large ones too: many Zones may have all tiles of the Map. */
function insideOf(area: Area): (part: Rectangle) => boolean {
  const [only] = area;
  if (only !== undefined && area.length === 1) return (part) => containsRectangle(only, part);
  const isInside = membership(area);
  const tiles = area.reduce((sum, { width, height }) => sum + width * height, 0);
  return (part) => {
    if (part.width * part.height > tiles) return false;
    for (const tile of tilesOf(part)) if (!isInside(tile)) return false;
    return true;
  };
}
