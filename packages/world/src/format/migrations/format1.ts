import { isAssetName } from '../assetName.ts';
import { isJsonList, isJsonObject } from '../json.ts';
import type { JsonObject, JsonValue } from '../json.ts';

/** Pictures that a type had in format 1; which of them an Object had followed from its place. */
const pictures = 3;

/** What Objects of format 1 looked like by their place, where it was not the first of the pictures. */
const looksByPlace: Readonly<Record<string, readonly [JsonObject, JsonObject]>> = {
  ...Object.fromEntries(
    ['Computer', 'MeetingTable', 'Whiteboard', 'Screen', 'Rug', 'Bookshelf']
      .concat('Plant', 'TallPlant', 'HangingPlant')
      .map((type) => [type, [{ variant: 1 }, { variant: 2 }]]),
  ),
  Sofa: [{ colour: 'terracotta' }, { colour: 'olive' }],
  LoungeChair: [{ colour: 'terracotta' }, { colour: 'olive' }],
  KitchenCounter: [{ look: 'hob-counter' }, { look: 'breakfast-counter' }],
};

/** Names of floors and walls that format 1 did not know and format 2 draws in their own way. */
const newFloors = new Set(
  ['concrete', 'marble', 'terrazzo', 'slate', 'cork', 'herringbone', 'walnut', 'checker', 'grass'].concat(
    'sisal',
    'brick',
    'rubber',
  ),
);
const newWalls: Readonly<Record<string, string>> = {
  'half-wall': 'wall',
  'tall-window': 'window',
};

/**
 * In format 1 the look of an Object followed from its place. Here it is written down, so that nothing looks different. A
 * floor or wall of a name that means something only now stays what it was drawn as.
 */
export function migrateFormat1(file: JsonObject): JsonObject {
  const { map, objects } = file;
  return {
    ...file,
    ...(isJsonObject(map) && { map: withOldTiles(map) }),
    ...(isJsonList(objects) && { objects: objects.map(withLook) }),
  };
}

function withLook(object: JsonValue): JsonValue {
  if (!isJsonObject(object)) return object;
  const { type, position } = object;
  const looks = typeof type === 'string' && Object.hasOwn(looksByPlace, type) && looksByPlace[type];
  if (!looks || !isJsonObject(position)) return object;
  const { x, y } = position;
  if (typeof x !== 'number' || typeof y !== 'number') return object;
  return { ...object, ...looks[pictureAt(x, y) - 1] };
}

/** Which picture an Object had at a place, counted from 0. */
function pictureAt(x: number, y: number): number {
  let value =
    Math.imul(x + 0x9e37, 0x85ebca6b) ^ Math.imul(y + 0x79b9, 0xc2b2ae35) ^ Math.imul(12, 0x27d4eb2f);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  value = Math.imul(value ^ (value >>> 12), 0x297a2d39);
  return Math.floor((((value ^ (value >>> 15)) >>> 0) / 0x1_0000_0000) * pictures);
}

function withOldTiles(map: JsonObject): JsonObject {
  const { layers } = map;
  if (!isJsonList(layers)) return map;
  return {
    ...map,
    layers: layers.map((layer) => {
      if (!isJsonObject(layer)) return layer;
      const rename = (tile: JsonValue) =>
        typeof tile === 'string' ? oldNameOf(tile, layer['id'] === 'walls') : tile;
      const { palette, tiles } = layer;
      return {
        ...layer,
        ...(isJsonList(palette) && { palette: palette.map(rename) }),
        ...(isJsonList(tiles) && { tiles: tiles.map(rename) }),
      };
    }),
  };
}

function oldNameOf(tile: string, isWall: boolean): string {
  if (isWall) return newWalls[tile] ?? tile;
  return newFloors.has(tile) || isAssetName(tile) ? 'stone' : tile;
}
