import type * as z from 'zod';
import { isJsonList, isJsonObject } from './json.ts';
import type { JsonValue } from './json.ts';
import { worldLimits } from './limits.ts';
import { worldSchema } from './world.ts';
import type { Layer, World } from './world.ts';

/** Whether a file of the current format has the shape of a World. Whether what it says goes together is another matter. */
export function checkShape(
  file: JsonValue,
):
  | { readonly ok: true; readonly world: World }
  | { readonly ok: false; readonly issues: z.core.$ZodIssue[] } {
  const { value, tiles } = withoutTiles(file);
  const shaped = worldSchema.safeParse(value, { jitless: true });
  if (!shaped.success) return { ok: false, issues: shaped.error.issues };
  const { map } = shaped.data;
  const layers = map.layers.map((layer, place) => ({ ...layer, tiles: tiles[place] ?? layer.tiles }));
  return { ok: true, world: { ...shaped.data, map: { ...map, layers } } };
}

/**
 * Takes the tiles out of a file that are as they have to be: a large Map has millions, and the schema looks at each for
 * a thousand times as long.
 */
function withoutTiles(file: JsonValue): {
  readonly value: JsonValue;
  readonly tiles: readonly (Layer['tiles'] | undefined)[];
} {
  const map = isJsonObject(file) ? file['map'] : undefined;
  const layers = isJsonObject(map) ? map['layers'] : undefined;
  if (!isJsonObject(file) || !isJsonObject(map) || !isJsonList(layers)) return { value: file, tiles: [] };
  const tilesOf = (layer: JsonValue) => {
    const tiles = isJsonObject(layer) ? layer['tiles'] : undefined;
    return isTiles(tiles) ? tiles : undefined;
  };
  const tiles = layers.map(tilesOf);
  const others = layers.map((layer, place) =>
    isJsonObject(layer) && tiles[place] !== undefined ? { ...layer, tiles: [] } : layer,
  );
  return { value: { ...file, map: { ...map, layers: others } }, tiles };
}

/** Whether this is what `worldSchema` wants of the tiles of a layer. */
function isTiles(value: JsonValue | undefined): value is Layer['tiles'] {
  return (
    Array.isArray(value) &&
    value.length <= worldLimits.mapSideTiles ** 2 &&
    value.every(
      (tile) =>
        tile === null ||
        (typeof tile === 'number' && Number.isSafeInteger(tile) && tile >= 0) ||
        (typeof tile === 'string' && tile.length >= 1 && tile.length <= worldLimits.nameLength),
    )
  );
}
