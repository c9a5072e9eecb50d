import type { ItemDifference, WorldComparison, WorldListName } from '@atrium/world';

export type ItemWhat = 'added' | 'removed' | 'moved' | 'changed';

/** How a language says what is different between two Worlds. */
export interface ComparisonWords {
  readonly renamed: (before: string, after: string) => string;
  readonly resized: (before: string, after: string) => string;
  readonly ground: string;
  /** @param labels names, as far as there are few; empty: the number alone */
  readonly items: (list: WorldListName, what: ItemWhat, count: number, labels: readonly string[]) => string;
  readonly walls: (added: number, removed: number, changed: number) => string;
  readonly floor: (tiles: number) => string;
  readonly same: string;
}

/** Things that are named; more are counted. */
const namedItems = 5;
const placing = ['position', 'rotation'];

/** What is different between two Worlds, a sentence each; at least one. */
export function describeComparison(comparison: WorldComparison, words: ComparisonWords): readonly string[] {
  const { name, size, groundZone, items, walls, floorTiles } = comparison;
  const sentences = [
    ...(name === undefined ? [] : [words.renamed(name.before, name.after)]),
    ...(size === undefined
      ? []
      : [
          words.resized(
            `${size.before.width} × ${size.before.height}`,
            `${size.after.width} × ${size.after.height}`,
          ),
        ]),
    ...(groundZone ? [words.ground] : []),
    ...describeItems(items, words),
    ...(walls.added + walls.removed + walls.changed === 0
      ? []
      : [words.walls(walls.added, walls.removed, walls.changed)]),
    ...(floorTiles === 0 ? [] : [words.floor(floorTiles)]),
  ];
  return sentences.length === 0 ? [words.same] : sentences;
}

function describeItems(items: readonly ItemDifference[], words: ComparisonWords): string[] {
  const groups = new Map<
    string,
    { readonly list: WorldListName; readonly what: ItemWhat; labels: string[] }
  >();
  for (const item of items) {
    const what = whatOf(item);
    const key = `${item.list} ${what}`;
    const group = groups.get(key) ?? { list: item.list, what, labels: [] };
    group.labels.push(item.label);
    groups.set(key, group);
  }
  return Array.from(groups.values(), ({ list, what, labels }) =>
    // Zones have names; what else there is, has a type or an id.
    words.items(list, what, labels.length, list === 'zones' && labels.length <= namedItems ? labels : []),
  );
}

function whatOf({ what, properties }: ItemDifference): ItemWhat {
  return what === 'changed' && properties.every((key) => placing.includes(key)) ? 'moved' : what;
}
