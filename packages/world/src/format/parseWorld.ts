import { validateWorld } from '../validate/validateWorld.ts';
import { boundLists } from './boundLists.ts';
import { decodeUtf8 } from './decodeUtf8.ts';
import { isError, worldIssue } from './issues.ts';
import type { WorldIssue } from './issues.ts';
import { isJsonObject } from './json.ts';
import type { JsonValue } from './json.ts';
import { worldLimits } from './limits.ts';
import { migrateFile } from './migrations/migrations.ts';
import { readJson } from './readJson.ts';
import { shapeIssues } from './shapeIssues.ts';
import { currentFormatVersion, worldSchema } from './world.ts';
import type { Layer, World } from './world.ts';

/** Errors and warnings that are listed of one file; each. */
const listedIssues = 1000;

export type ParsedWorld =
  | { readonly ok: true; readonly world: World; readonly warnings: readonly WorldIssue[] }
  | { readonly ok: false; readonly errors: readonly WorldIssue[]; readonly warnings: readonly WorldIssue[] };

/**
 * Reads a World file that nobody has checked: UTF-8, JSON, any format up to the current one. Never throws.
 *
 * @returns the World in the current format, or every error; warnings either way
 */
export function parseWorld(bytes: Uint8Array): ParsedWorld {
  if (bytes.byteLength > worldLimits.fileBytes) {
    const size = `The file has ${bytes.byteLength} bytes; ${worldLimits.fileBytes} at most are allowed.`;
    return failed([worldIssue([], 'file-too-large', size)]);
  }
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) {
    return failed([
      worldIssue(
        [],
        'not-utf8',
        `The file is not UTF-8 text; line ${decoded.line} is the first that is not.`,
      ),
    ]);
  }
  const read = readJson(decoded.text);
  if (!read.ok) {
    const { code, message, line, column } = read.flaw;
    return failed([worldIssue([], code, `Line ${line}, column ${column}: ${message}.`)]);
  }
  return parseWorldValue(read.value);
}

/** Reads a World of which the JSON was read already, by `readJson`. Never throws. */
export function parseWorldValue(file: JsonValue): ParsedWorld {
  if (!isJsonObject(file)) {
    return failed([worldIssue([], 'wrong-type', 'A World file has to be one object in { }.')]);
  }
  const formatVersion = file['formatVersion'] === undefined ? 0 : file['formatVersion'];
  if (typeof formatVersion !== 'number' || !Number.isInteger(formatVersion) || formatVersion < 0) {
    const wanted = `This has to be a whole number; this Atrium writes ${currentFormatVersion}.`;
    return failed([worldIssue(['formatVersion'], 'format-version', wanted)]);
  }
  if (formatVersion > currentFormatVersion) {
    const newer = `This file has format ${formatVersion}; this Atrium reads formats up to ${currentFormatVersion}. Update Atrium to open it.`;
    return failed([worldIssue(['formatVersion'], 'format-too-new', newer)]);
  }
  const bounded = boundLists(migrateFile(file, formatVersion));
  const { value, tiles } = withoutTiles(bounded.value);
  const shaped = worldSchema.safeParse(value, { jitless: true });
  if (!shaped.success) return failed([...bounded.issues, ...shapeIssues(shaped.error.issues, bounded.value)]);
  const { map } = shaped.data;
  const layers = map.layers.map((layer, place) => ({ ...layer, tiles: tiles[place] ?? layer.tiles }));
  const world = { ...shaped.data, map: { ...map, layers } };
  const issues = [...bounded.issues, ...validateWorld(world)];
  const warnings = atMost(
    issues.filter((issue) => !isError(issue)),
    'more-warnings',
  );
  if (issues.some(isError)) return failed(issues.filter(isError), warnings);
  return { ok: true, world, warnings };
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
  if (!isJsonObject(file) || !isJsonObject(map) || !Array.isArray(layers)) return { value: file, tiles: [] };
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

function failed(errors: readonly WorldIssue[], warnings: readonly WorldIssue[] = []): ParsedWorld {
  return { ok: false, errors: atMost(errors, 'more-issues'), warnings };
}

/** Keeps a hostile file from filling memory and screens; nobody mends a thousand mistakes at once. */
function atMost(issues: readonly WorldIssue[], code: 'more-issues' | 'more-warnings'): readonly WorldIssue[] {
  if (issues.length <= listedIssues) return issues;
  const more = worldIssue([], code, `There are ${issues.length - listedIssues} more.`);
  return [...issues.slice(0, listedIssues), more];
}
