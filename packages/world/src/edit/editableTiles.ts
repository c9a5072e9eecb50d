import { tileNameAt } from '../format/layers.ts';
import { worldLimits } from '../format/limits.ts';
import type { Layer, World } from '../format/world.ts';
import type { TileName } from './worldEdit.ts';

/** A World as it is edited: each tile by its name, without palettes, so that an undone edit leaves nothing behind. */
export function unpackTiles(world: World): World {
  return withLayers(world, ({ palette, tiles, ...layer }) => ({
    ...layer,
    tiles: tiles.map((_tile, index) => tileNameAt({ tiles, ...(palette && { palette }) }, index) ?? null),
  }));
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
