import type { Position, Rectangle } from '@atrium/world';
import type { ImportNotes, ImportOptions } from './importReport.ts';
import { scaleOf } from './mapScale.ts';
import type { MapScale } from './mapScale.ts';
import { addMeaning } from './mapSurvey.ts';
import type { MapSurvey } from './mapSurvey.ts';
import { readAreaObjects, readWam } from './readAreas.ts';
import { readLayers } from './readLayers.ts';
import type { MapLayer } from './readLayers.ts';
import type { SortedFiles } from './sortFiles.ts';
import { isSet, readTileKinds, textIn } from './tileKinds.ts';
import type { TileKinds } from './tileKinds.ts';

type MapFiles = Extract<SortedFiles, { kind: 'map' }>;

/** @throws ImportFailure */
export async function surveyMap(
  files: MapFiles,
  options: ImportOptions,
  notes: ImportNotes,
): Promise<MapSurvey> {
  const layers = await readLayers(files.map, notes);
  const scale = scaleOf(files.map, layers, options);
  const kinds = readTileKinds(files.map, files.tilesets, notes);
  const survey = { ...surveyTiles(layers, scale, kinds), areas: [], links: [], starts: [], entities: [] };
  for (const layer of layers) {
    surveyLayer(layer, scale, kinds, survey, notes);
    readAreaObjects(layer, scale, survey, notes);
  }
  if (files.wam !== undefined) readWam(files.wam, scale, survey, notes);
  if (files.map.properties.has('script')) notes.add({ code: 'feature', name: 'script' });
  kinds.noteMissing();
  return survey;
}

const collisionLayers = new Set(['collisions', 'collision', 'collides']);
const furnitureLayers = /furni|m[oö]bel|meuble|m[oó]ve|muebles/;

function surveyTiles(layers: readonly MapLayer[], scale: MapScale, kinds: TileKinds) {
  const { width, height, cells } = scale;
  const size = width * height;
  const drawn = new Uint8Array(size);
  const furnished = new Uint8Array(size);
  /** What else than furniture blocks, such as a wall behind it. */
  const solid = new Uint8Array(size);
  /** The cells of each tile, one tile after the other. */
  const blockedCells = new Uint8Array(size * cells * cells);
  const blockedCount = new Uint8Array(size);
  for (const { name, path, properties, blocks } of layers) {
    const isCollision = collisionLayers.has(name.toLowerCase()) || isSet(properties, 'collides');
    const isFurniture = furnitureLayers.test(path);
    for (const { tile, x, y, gid } of cellsOf(blocks, scale)) {
      const index = tile.y * width + tile.x;
      if (!isCollision && !isMarker(name, properties)) drawn[index] = 1;
      if (isFurniture) furnished[index] = 1;
      if (!isCollision && !kinds.collides(gid)) continue;
      if (!isCollision && !isFurniture) solid[index] = 1;
      const cell = (index * cells + modulo(y, cells)) * cells + modulo(x, cells);
      if (blockedCells[cell] === 1) continue;
      blockedCells[cell] = 1;
      blockedCount[index] = (blockedCount[index] ?? 0) + 1;
    }
  }
  // At half size a wall is half a tile, and a way through of one cell stays one.
  const blocked = Uint8Array.from(blockedCount, (count) => (count * 2 >= cells * cells && count > 0 ? 1 : 0));
  const inFront = furnished.map((tile, index) => (solid[index] === 1 ? 0 : tile));
  return { width, height, blocked, furnished: inFront, drawn };
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

function* cellsOf(blocks: MapLayer['blocks'], scale: MapScale) {
  for (const { x: left, y: top, width, gids } of blocks) {
    for (const [index, gid] of gids.entries()) {
      if (gid === 0) continue;
      const x = left + (index % width);
      const y = top + Math.floor(index / width);
      yield { x, y, gid, tile: scale.tileOfCell(x, y) };
    }
  }
}

function isStart(name: string, properties: MapLayer['properties']): boolean {
  return name.toLowerCase() === 'start' || isSet(properties, 'startLayer');
}

/** Whether the tiles of a layer only mark something, as the start does, and are no floor. */
function isMarker(name: string, properties: MapLayer['properties']): boolean {
  return isStart(name, properties) || textIn(properties, 'exitUrl') !== undefined;
}

/** What a layer of tiles means as a whole. */
function surveyLayer(
  { name, properties, blocks }: MapLayer,
  scale: MapScale,
  kinds: TileKinds,
  survey: MapSurvey,
  notes: ImportNotes,
): void {
  const meaning = layerProperties.filter((key) => properties.has(key));
  if (blocks.length === 0 || (meaning.length === 0 && !isStart(name, properties))) return;
  const cells = [...cellsOf(blocks, scale)];
  const [first] = cells;
  if (first === undefined) return;
  const tiles = uniqueTiles(cells.map(({ tile }) => tile));
  if (isStart(name, properties)) {
    const isUsual = name.toLowerCase() === 'start';
    const byName = new Map<string | undefined, Position[]>();
    for (const { gid, tile } of cells) {
      const start = kinds.startOf(gid) ?? (isUsual ? undefined : name);
      const own = byName.get(start);
      if (own === undefined) byName.set(start, [tile]);
      else own.push(tile);
    }
    for (const [start, own] of byName) survey.starts.push({ name: start, tiles: uniqueTiles(own) });
  }
  addMeaning({ name, properties, tiles }, survey, notes);
}

const layerProperties = [
  ...[
    'jitsiRoom',
    'bbbMeeting',
    'livekitRoom',
    'silent',
    'openWebsite',
    'exitUrl',
    'exitSceneUrl',
    'playAudio',
  ],
] as const;

function uniqueTiles(tiles: readonly Position[]): readonly Rectangle[] {
  const unique = new Map(tiles.map(({ x, y }) => [`${x} ${y}`, { x, y, width: 1, height: 1 }]));
  return [...unique.values()];
}
