import sharp from 'sharp';
import * as Y from 'yjs';
import type { World, Zone } from '@atrium/world';
import { worldLimits } from '@atrium/world';

/** Pixels of a picture at most, along each side. */
const pictureSide = 2_828;
const boardPieces = 2_000;
const boardClients = 16;

/** SVGs within the limits of an upload, each made to cost much in its own way. */
export const svgs: Readonly<Record<string, string>> = {
  'SVG, 200 KB of <': svg('<'.repeat(200_000)),
  'SVG, 22,000 attributes': svg(`<path ${Array.from({ length: 22_000 }, (_, i) => `a${i}=""`).join(' ')}/>`),
  'SVG, 5,000 elements in each other': svg('<g>'.repeat(5_000) + '</g>'.repeat(5_000)),
  'SVG, 60,000 elements': svg('<g/>'.repeat(60_000)),
  'SVG, a path of 200 KB': svg(`<path d="M0 0${'l1 1'.repeat(50_000)}"/>`),
};

function svg(inside: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32">${inside}</svg>`;
}

/** The largest picture of a person: as many pixels as one may have. */
export async function portrait(format: 'png' | 'jpeg'): Promise<Uint8Array> {
  const pixels = Buffer.alloc(pictureSide * pictureSide * 3);
  for (let place = 0; place < pixels.length; place++) pixels[place] = (place * place) % 251;
  const raw = { width: pictureSide, height: pictureSide, channels: 3 } as const;
  return new Uint8Array(await sharp(pixels, { raw }).toFormat(format, { quality: 30 }).toBuffer());
}

/** World files that are refused in the end. */
export function hostileWorlds(valid: World): Readonly<Record<string, string>> {
  return {
    'World file, 380,000 unknown keys': `{${Array.from({ length: 380_000 }, (_, i) => `"${i.toString(36)}":0`).join(',')}}`,
    'World file, 200 combs on each other': JSON.stringify({
      ...valid,
      zones: Array.from({ length: worldLimits.zones }, (_, index) => comb(index)),
    }),
    'World file, 4 MB of brackets': '['.repeat(4_000_000),
  };
}

function comb(index: number): Zone {
  const corners: [number, number][] = [];
  for (let tooth = 0; tooth < 49; tooth++) {
    corners.push([tooth * 2, 0], [tooth * 2 + 1, 0], [tooth * 2 + 1, 40], [tooth * 2 + 2, 40]);
  }
  const bottom = 50 + (index % 9);
  return {
    id: `comb-${index}`,
    name: `Comb ${index}`,
    type: 'TeamArea',
    polygon: [...corners, [98, bottom], [0, bottom]],
  };
}

/** A World with as many links between Objects as a file has room for. */
export function linkedWorld(valid: World): World {
  const objects = valid.objects.map((object, place) => ({
    ...object,
    linkedObjects: valid.objects.slice(Math.max(0, place - 15), place).map(({ id }) => id),
  }));
  const [walls] = valid.map.layers;
  return { ...valid, objects, map: { ...valid.map, layers: walls === undefined ? [] : [walls] } };
}

/** An update of a Whiteboard with as many pieces as one may have, of as many Yjs clients, all at one place. */
export function crowdedUpdate(): string {
  const updates = Array.from({ length: boardClients }, () => {
    const doc = new Y.Doc();
    const list = doc.getArray<number>('strokes');
    for (let piece = 0; piece < boardPieces / boardClients - 1; piece++) list.insert(0, [piece % 8]);
    return Y.encodeStateAsUpdate(doc);
  });
  return Buffer.from(Y.mergeUpdates(updates)).toString('base64');
}

/** Updates that fill a board: one long stroke each, as large as an update may be. */
export function* fillingUpdates(count: number): Generator<string> {
  const doc = new Y.Doc();
  const list = doc.getArray<string>('strokes');
  for (let stroke = 0; stroke < count; stroke++) {
    const before = Y.encodeStateVector(doc);
    list.push(Array.from({ length: 100 }, (_, piece) => `${stroke}-${piece}`.padEnd(300, 'x')));
    yield Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64');
  }
}
