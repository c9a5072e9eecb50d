import type * as z from 'zod';
import { parseWorldShape, readJson } from '@atrium/world';
import type { World } from '@atrium/world';
import { ImportFailure, importLimits } from './importReport.ts';
import type { ImportFailureReason, ImportFile } from './importReport.ts';
import { readTmx } from './readTmx.ts';
import { mapSchema, tilesetSchema, wamSchema } from './tiledShapes.ts';
import type { TiledTileset, Wam } from './tiledShapes.ts';

export type TiledMapFile = z.output<typeof mapSchema>;

/** What the chosen files are. */
export type SortedFiles =
  | { readonly kind: 'world'; readonly world: World; readonly unused: readonly string[] }
  | {
      readonly kind: 'map';
      readonly name: string;
      readonly map: TiledMapFile;
      readonly wam: Wam | undefined;
      /** By file name in small letters, without its folder. */
      readonly tilesets: ReadonlyMap<string, TiledTileset>;
      readonly unused: readonly string[];
    };

type ReadFile =
  | { readonly kind: 'world'; readonly file: ImportFile }
  | { readonly kind: 'map'; readonly file: ImportFile; readonly map: TiledMapFile }
  | { readonly kind: 'wam'; readonly file: ImportFile; readonly wam: Wam }
  | { readonly kind: 'tileset'; readonly file: ImportFile; readonly tileset: TiledTileset }
  | { readonly kind: 'unknown'; readonly file: ImportFile; readonly reason: ImportFailureReason };

/**
 * Says what each file is, by what is in it: a World file, a map of Tiled, its tilesets, or what WorkAdventure keeps beside
 * a map.
 *
 * @throws ImportFailure
 */
export function sortFiles(files: readonly ImportFile[]): SortedFiles {
  if (files.length > importLimits.files) throw new ImportFailure({ code: 'too-many-files' });
  const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
  if (bytes > importLimits.bytes) throw new ImportFailure({ code: 'files-too-large' });
  const read = files.map(readFile);
  const main = read.filter((file) => file.kind === 'world' || file.kind === 'map');
  const wams = read.filter((file) => file.kind === 'wam');
  const unknown = read.filter((file) => file.kind === 'unknown');
  const [first] = main;
  if (first === undefined) throw new ImportFailure(unknown[0]?.reason ?? { code: 'no-map' });
  if (main.length > 1)
    throw new ImportFailure({ code: 'several-maps', names: main.map(({ file }) => file.name) });
  if (first.kind === 'world') {
    const unused = read.filter((file) => file !== first).map(({ file }) => file.name);
    return { kind: 'world', world: readWorld(first.file), unused };
  }
  const { name } = first.file;
  // Of several, the one that was made for this map.
  const wam = wams.find((one) => baseName(one.wam.mapUrl) === baseName(name)) ?? wams[0];
  const tilesets = read.flatMap((file) =>
    file.kind === 'tileset' ? [[baseName(file.file.name), file.tileset] as const] : [],
  );
  return {
    kind: 'map',
    name: wam?.wam.metadata?.name ?? stem(name),
    map: first.map,
    wam: wam?.wam,
    tilesets: new Map(tilesets),
    unused: [...wams.filter((one) => one !== wam), ...unknown].map(({ file }) => file.name),
  };
}

/** Without its folder, in small letters: what tells files apart that were chosen from anywhere. */
export function baseName(path: string): string {
  const [before = ''] = path.split(/[?#]/);
  return (before.split(/[\\/]/).at(-1) ?? '').toLowerCase();
}

function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}

function readFile(file: ImportFile): ReadFile {
  const text = textOf(file);
  if (text === undefined) return unknown(file, 'not-text');
  if (text.trimStart().startsWith('<')) return readXml(file, text);
  const read = readJson(text);
  if (!read.ok) {
    const { line, column, code } = read.flaw;
    if (code === 'too-deep') throw new ImportFailure({ code: 'too-complex', file: file.name });
    throw new ImportFailure({ code: 'not-json', file: file.name, line, column });
  }
  const value = read.value as unknown;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return unknown(file, 'not-known');
  return readObject(file, value as Readonly<Record<string, unknown>>);
}

/** An image of a tileset, for example: nothing to stop for, where there is a map. */
function unknown(file: ImportFile, code: 'not-text' | 'not-known'): ReadFile {
  return { kind: 'unknown', file, reason: { code, file: file.name } };
}

/** `undefined`: it is no text. */
function textOf({ bytes }: ImportFile): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function readXml(file: ImportFile, text: string): ReadFile {
  const value = readTmx(file.name, text);
  return value === undefined ? unknown(file, 'not-known') : readObject(file, value);
}

function readObject(file: ImportFile, value: Readonly<Record<string, unknown>>): ReadFile {
  if ('mapUrl' in value) return { kind: 'wam', file, wam: shaped(file, wamSchema, value) };
  if ('worldId' in value || 'spawnPoints' in value) return { kind: 'world', file };
  if ('layers' in value) return { kind: 'map', file, map: shaped(file, mapSchema, value) };
  if (value['type'] === 'tileset' || 'tilecount' in value)
    return { kind: 'tileset', file, tileset: shaped(file, tilesetSchema, value) };
  return unknown(file, 'not-known');
}

/** @throws ImportFailure */
function shaped<Schema extends z.ZodType>(
  file: ImportFile,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new ImportFailure({ code: 'wrong-shape', file: file.name, path });
}

function readWorld(file: ImportFile): World {
  const parsed = parseWorldShape(file.bytes);
  if (parsed.ok) return parsed.world;
  const issues = parsed.errors.slice(0, 5);
  throw new ImportFailure({ code: 'world-invalid', file: file.name, issues });
}
