import { worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import type { World } from '../format/world.ts';

/** Unknown numbers that are listed of one layer. */
const listedTiles = 20;

/** Each layer has a tile for each place of the Map, and a name for each number. */
export function* checkTiles({ map }: World): Generator<WorldIssue> {
  const wanted = map.width * map.height;
  for (const [index, layer] of map.layers.entries()) {
    const path = ['map', 'layers', index];
    if (layer.tiles.length !== wanted) {
      const counts = `${layer.tiles.length} tiles; a Map of ${map.width} x ${map.height} needs ${wanted}`;
      yield worldIssue([...path, 'tiles'], 'tile-count', `The layer "${layer.id}" has ${counts}.`);
    }
    const known = layer.palette?.length ?? 0;
    const unknown = new Map<number, number>();
    for (let place = 0; place < layer.tiles.length; place++) {
      const tile = layer.tiles[place];
      if (typeof tile === 'number' && tile >= known && !unknown.has(tile) && unknown.size < listedTiles) {
        unknown.set(tile, place);
      }
    }
    for (const [tile, place] of unknown) {
      yield worldIssue(
        [...path, 'tiles', place],
        'unknown-tile',
        `The tile ${tile} is not in the palette of the layer "${layer.id}", which has ${known} entries counted from 0.`,
        { tiles: [{ x: place % map.width, y: Math.floor(place / map.width), width: 1, height: 1 }] },
      );
    }
  }
}
