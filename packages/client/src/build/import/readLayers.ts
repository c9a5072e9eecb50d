import { ImportFailure, importLimits } from './importReport.ts';
import type { ImportNotes } from './importReport.ts';
import type { TiledMapFile } from './sortFiles.ts';
import { layerSchema } from './tiledShapes.ts';
import type { TiledLayer, TiledProperties } from './tiledShapes.ts';
import { UnpackBudget, unpackTiles } from './unpackTiles.ts';

/** Tiles of a layer in one rectangle; its place is in cells of the map. */
export interface CellBlock {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Row by row, without the bits that say how each is turned; 0: none. */
  readonly gids: Uint32Array;
}

/** A layer, out of its groups. */
export interface MapLayer {
  readonly name: string;
  /** With the names of its groups, in small letters. */
  readonly path: string;
  readonly properties: TiledProperties;
  readonly blocks: readonly CellBlock[];
  /** Of a layer of objects; unchecked. */
  readonly objects: readonly unknown[];
}

/** @throws ImportFailure */
export async function readLayers(map: TiledMapFile, notes: ImportNotes): Promise<readonly MapLayer[]> {
  if (map.orientation !== 'orthogonal')
    throw new ImportFailure({ code: 'not-orthogonal', orientation: map.orientation });
  const budget = new UnpackBudget();
  const layers: MapLayer[] = [];
  for (const { layer, path } of flattened(map.layers, '', 0, notes)) {
    const { name, properties, objects = [] } = layer;
    const blocks = layer.type === 'tilelayer' ? await blocksOf(layer, map, budget, notes) : [];
    layers.push({ name, path, properties, blocks, objects: layer.type === 'objectgroup' ? objects : [] });
    if (layers.length > importLimits.layers) throw new ImportFailure({ code: 'unpacked-too-large' });
  }
  return layers;
}

function* flattened(
  layers: readonly unknown[],
  path: string,
  depth: number,
  notes: ImportNotes,
): Generator<{ readonly layer: TiledLayer; readonly path: string }> {
  for (const value of layers) {
    const parsed = layerSchema.safeParse(value);
    if (!parsed.success || depth > importLimits.depth) {
      notes.add({ code: 'layer-unreadable', name: parsed.data?.name ?? path.slice(1) });
      continue;
    }
    const layer = parsed.data;
    const own = `${path}/${layer.name.toLowerCase()}`;
    if (layer.type === 'group') yield* flattened(layer.layers ?? [], own, depth + 1, notes);
    else yield { layer, path: own };
  }
}

async function blocksOf(
  layer: TiledLayer,
  map: TiledMapFile,
  budget: UnpackBudget,
  notes: ImportNotes,
): Promise<readonly CellBlock[]> {
  const { width = map.width, height = map.height, data } = layer;
  const chunks = layer.chunks ?? [{ x: 0, y: 0, width, height, data }];
  const blocks: CellBlock[] = [];
  let unreadable = 0;
  for (const chunk of chunks) {
    const packed = { data: chunk.data, encoding: layer.encoding, compression: layer.compression };
    const tiles = await unpackTiles(packed, chunk.width * chunk.height, budget);
    if (tiles === undefined) unreadable++;
    else
      blocks.push({
        x: chunk.x,
        y: chunk.y,
        width: chunk.width,
        height: chunk.height,
        gids: tiles.map(unturned),
      });
  }
  if (unreadable > 0) notes.add({ code: 'layer-unreadable', name: layer.name, count: unreadable });
  return blocks;
}

/** The four highest bits say how a tile is mirrored and turned. */
function unturned(gid: number): number {
  return gid & 0x0fffffff;
}
