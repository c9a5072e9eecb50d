import { worldIssue } from './issues.ts';
import type { IssuePath, WorldIssue } from './issues.ts';
import { isJsonList, isJsonObject } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { worldLimits } from './limits.ts';

/** How many wrong tiles of one layer are listed one by one. */
const listedTiles = 10;
/** Entries of a list whose key the format does not limit. */
const otherListEntries = 1000;

const entriesByKey: ReadonlyMap<string, number> = new Map([
  ['layers', worldLimits.layers],
  ['palette', worldLimits.paletteEntries],
  ['tiles', worldLimits.mapSideTiles ** 2],
  ['zones', worldLimits.zones],
  ['polygon', worldLimits.polygonCorners],
  ['doors', worldLimits.doors],
  ['passages', worldLimits.passages],
  ['objects', worldLimits.objects],
  ['linkedObjects', worldLimits.linksPerObject],
  ['spawnPoints', worldLimits.spawnPoints],
]);

/**
 * Cuts lists to what the limits allow and replaces tiles that are none by empty ones, saying so, so that a hostile file
 * cannot make the checks that follow list millions of mistakes.
 */
export function boundLists(value: JsonValue): {
  readonly value: JsonValue;
  readonly issues: readonly WorldIssue[];
} {
  const issues: WorldIssue[] = [];
  return { value: boundValue(value, [], issues), issues };
}

function boundValue(value: JsonValue, path: IssuePath, issues: WorldIssue[]): JsonValue {
  if (isJsonList(value)) return boundList(value, path, issues);
  if (!isJsonObject(value)) return value;
  const bounded: JsonObject = Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, boundValue(entry, [...path, key], issues)]),
  );
  return bounded;
}

function boundList(list: readonly JsonValue[], path: IssuePath, issues: WorldIssue[]): readonly JsonValue[] {
  const key = path.at(-1);
  const limit = (typeof key === 'string' ? entriesByKey.get(key) : undefined) ?? otherListEntries;
  if (list.length > limit) {
    issues.push(
      worldIssue(path, 'too-many', `This list has ${list.length} entries; ${limit} at most are allowed.`),
    );
  }
  const kept = list.length > limit ? list.slice(0, limit) : list;
  if (key === 'tiles') return boundTiles(kept, path, issues);
  return kept.map((item, index) => boundValue(item, [...path, index], issues));
}

function boundTiles(
  tiles: readonly JsonValue[],
  path: IssuePath,
  issues: WorldIssue[],
): readonly JsonValue[] {
  let wrong = 0;
  const kept = tiles.map((tile, index) => {
    if (isTile(tile)) return tile;
    wrong++;
    if (wrong <= listedTiles) {
      issues.push(
        worldIssue(
          [...path, index],
          'wrong-type',
          'A tile has to be a tile name, a number of the palette, or null.',
        ),
      );
    }
    return null;
  });
  if (wrong > listedTiles) {
    issues.push(
      worldIssue(path, 'more-issues', `${wrong - listedTiles} more tiles of this layer are no tiles.`),
    );
  }
  return kept;
}

function isTile(tile: JsonValue): boolean {
  if (typeof tile === 'string') return tile !== '' && tile.length <= worldLimits.nameLength;
  return tile === null || (typeof tile === 'number' && Number.isSafeInteger(tile) && tile >= 0);
}
