import { deflateSync, gzipSync } from 'node:zlib';
import type { ImportFile } from '../importReport.ts';

/** Tiles of the tileset of these maps, counted from 1. */
export const gids = { wall: 1, floor: 2, desk: 3, start: 4, annexWall: 101 } as const;

export interface MapPlan {
  /** One string per row: `#` a wall, `d` a desk, `@` the start, `?` a tile of a tileset that is elsewhere, else floor. */
  readonly rows: readonly string[];
  readonly objects?: readonly object[];
  /** Beside the layers of the plan. */
  readonly layers?: readonly object[];
  readonly map?: object;
}

const encoder = new TextEncoder();

export function fileOf(name: string, content: string | object): ImportFile {
  return { name, bytes: encoder.encode(typeof content === 'string' ? content : JSON.stringify(content)) };
}

/** The tileset of these maps, in the shape that Tiled writes. */
export const tileset = {
  columns: 2,
  firstgid: gids.wall,
  image: 'office.png',
  name: 'office',
  tilecount: 4,
  tileheight: 32,
  tilewidth: 32,
  tiles: [
    { id: 0, properties: [{ name: 'collides', type: 'bool', value: true }] },
    { id: 2, properties: [{ name: 'collides', type: 'bool', value: true }] },
  ],
};

/** A tileset that the map names and does not hold. */
const annexSource = '../tilesets/Annex.tsj';
export const annexTileset = {
  type: 'tileset',
  name: 'annex',
  tilecount: 1,
  tiles: [{ id: 0, properties: [{ name: 'collides', type: 'bool', value: true }] }],
};

/** A layer of tiles where a letter is drawn. */
export function tileLayer(name: string, rows: readonly string[], byLetter: Readonly<Record<string, number>>) {
  return {
    ...{ name, type: 'tilelayer', visible: true, opacity: 1, id: 1, x: 0, y: 0 },
    width: rows[0]?.length ?? 0,
    height: rows.length,
    data: rows.flatMap((row) => [...row].map((letter) => byLetter[letter] ?? 0)),
  };
}

/** A map as WorkAdventure's are. */
export function tiledMap({ rows, objects = [], layers = [], map = {} }: MapPlan) {
  const everywhere = rows.map((row) => row.replace(/./g, '.'));
  return {
    ...{ compressionlevel: -1, infinite: false, orientation: 'orthogonal', renderorder: 'right-down' },
    ...{ tiledversion: '1.10.2', type: 'map', version: '1.10', nextlayerid: 9, nextobjectid: 9 },
    width: rows[0]?.length ?? 0,
    height: rows.length,
    tilewidth: 32,
    tileheight: 32,
    tilesets: [tileset, { firstgid: gids.annexWall, source: annexSource }],
    layers: [
      tileLayer('start', rows, { '@': gids.start }),
      { name: 'floor', type: 'group', layers: [tileLayer('floor1', everywhere, { '.': gids.floor })] },
      tileLayer('walls', rows, { '#': gids.wall, '?': gids.annexWall }),
      {
        name: 'furniture',
        type: 'group',
        layers: [tileLayer('furniture1', rows, { d: gids.desk })],
      },
      { name: 'floorLayer', type: 'objectgroup', draworder: 'topdown', objects },
      ...layers,
    ],
    ...map,
  };
}

/** An area as one draws it in Tiled, its place in tiles. */
export function area(
  name: string,
  [x, y, width, height]: readonly [number, number, number, number],
  properties: Readonly<Record<string, unknown>> = {},
) {
  return {
    ...{ id: 1, name, type: 'area', visible: true, rotation: 0 },
    ...{ x: x * 32, y: y * 32, width: width * 32, height: height * 32 },
    properties: Object.entries(properties).map(([key, value]) => ({ name: key, type: typeof value, value })),
  };
}

export type Packing = 'list' | 'csv' | 'base64' | 'gzip' | 'zlib';

/** The data of a layer in one of the ways in which Tiled writes them. */
export function packed(data: readonly number[], packing: Packing) {
  if (packing === 'list') return { data };
  if (packing === 'csv') return { data: data.join(','), encoding: 'csv' };
  const bytes = Buffer.from(Uint32Array.from(data).buffer);
  if (packing === 'base64') return { data: bytes.toString('base64'), encoding: 'base64' };
  const compress = packing === 'gzip' ? gzipSync : deflateSync;
  return { data: compress(bytes).toString('base64'), encoding: 'base64', compression: packing };
}
