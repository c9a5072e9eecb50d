import { worldLimits } from '@atrium/world';
import type { Position, Rectangle } from '@atrium/world';
import { ImportFailure } from './importReport.ts';
import type { ImportOptions } from './importReport.ts';
import type { CellBlock, MapLayer } from './readLayers.ts';
import type { TiledMapFile } from './sortFiles.ts';

/** What WorkAdventure draws its tiles with: a person takes one. */
const tilePixels = 32;
/** Of smaller tiles more would make one of the World. */
const mostCells = 4;

/** How the cells and pixels of a Tiled map become tiles of a World. */
export interface MapScale {
  /** Tiles of the World along x. */
  readonly width: number;
  readonly height: number;
  /** Cells of the map along each side of a tile. */
  readonly cells: number;
  /** The tile that a cell lies in. */
  tileOfCell(x: number, y: number): Position;
  /** The tiles that a rectangle in pixels covers for the most part, at least one; `undefined` outside of the Map. */
  tilesOfPixels(area: Rectangle): Rectangle | undefined;
}

/**
 * The Map begins and ends where something is drawn.
 *
 * @throws ImportFailure where nothing is, or too much
 */
export function scaleOf(
  map: TiledMapFile,
  layers: readonly MapLayer[],
  { isHalfSize }: ImportOptions,
): MapScale {
  const drawn = extentOf(layers.flatMap(({ blocks }) => blocks));
  if (drawn === undefined) throw new ImportFailure({ code: 'map-empty' });
  const cells =
    Math.min(mostCells, Math.max(1, Math.round(tilePixels / map.tilewidth))) * (isHalfSize ? 2 : 1);
  const left = Math.floor(drawn.x / cells);
  const top = Math.floor(drawn.y / cells);
  const width = Math.ceil((drawn.x + drawn.width) / cells) - left;
  const height = Math.ceil((drawn.y + drawn.height) / cells) - top;
  if (Math.max(width, height) > worldLimits.mapSideTiles)
    throw new ImportFailure({ code: 'map-too-large', width, height });
  return {
    width,
    height,
    cells,
    tileOfCell: (x, y) => ({ x: Math.floor(x / cells) - left, y: Math.floor(y / cells) - top }),
    tilesOfPixels(area) {
      const along = (start: number, length: number, pixels: number, first: number, size: number) => {
        const isPoint = length < pixels / 2;
        const from =
          (isPoint ? Math.floor((start + length / 2) / pixels) : Math.round(start / pixels)) - first;
        const to = Math.max(from + 1, Math.round((start + length) / pixels) - first);
        return [Math.max(0, from), Math.min(size, to)] as const;
      };
      const [fromX, toX] = along(area.x, area.width, map.tilewidth * cells, left, width);
      const [fromY, toY] = along(area.y, area.height, map.tileheight * cells, top, height);
      if (fromX >= toX || fromY >= toY) return undefined;
      return { x: fromX, y: fromY, width: toX - fromX, height: toY - fromY };
    },
  };
}

/** Around all cells with a tile. */
function extentOf(blocks: readonly CellBlock[]): Rectangle | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, gids } of blocks) {
    for (const [index, gid] of gids.entries()) {
      if (gid === 0) continue;
      const cellX = x + (index % width);
      const cellY = y + Math.floor(index / width);
      left = Math.min(left, cellX);
      top = Math.min(top, cellY);
      right = Math.max(right, cellX + 1);
      bottom = Math.max(bottom, cellY + 1);
    }
  }
  if (left > right) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
