import { tileNameAt } from '../format/layers.ts';
import { worldLimits } from '../format/limits.ts';
import type { Layer, World } from '../format/world.ts';
import type { TileName } from './worldEdit.ts';

/**
 * A World as it is edited: each tile by its name, without palettes, so that an undone edit leaves nothing behind. Layers
 * have as many tiles as the Map, also those of a draft that somebody has sent with more or fewer.
 */
export function unpackTiles(world: World): World {
  const { width, height } = world.map;
  return withLayers(world, ({ palette, tiles, ...layer }) => {
    const named = { tiles, ...(palette && { palette }) };
    return {
      ...layer,
      tiles: Array.from({ length: width * height }, (_, index) => tileNameAt(named, index) ?? null),
    };
  });
}

/** A World as it is kept: tiles by their place in a palette of the layer, so that the file stays small. */
export function packTiles(world: World): World {
  return withLayers(unpackTiles(world), ({ tiles, ...layer }) => {
    const places = new Map<TileName, number>();
    for (const tile of tiles) {
      if (typeof tile === 'number' || places.has(tile) || places.size >= worldLimits.paletteEntries) continue;
      places.set(tile, places.size);
    }
    const packed = tiles.map((tile) => (typeof tile === 'number' ? tile : (places.get(tile) ?? tile)));
    return { ...layer, palette: [...places.keys()], tiles: packed };
  });
}

function withLayers(world: World, change: (layer: Layer) => Layer): World {
  return { ...world, map: { ...world.map, layers: world.map.layers.map(change) } };
}

/** The tiles of a layer of a World under edit. @throws RangeError where its tiles still have numbers */
export function namesOf({ id, tiles }: Layer): readonly TileName[] {
  if (tiles.some((tile) => typeof tile === 'number')) {
    throw new RangeError(`The tiles of the layer "${id}" have to be unpacked before they are edited.`);
  }
  return tiles as readonly TileName[];
}
