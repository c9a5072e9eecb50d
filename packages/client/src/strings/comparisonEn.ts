import type { WorldListName } from '@atrium/world';
import type { ComparisonWords } from './describeComparison.ts';
import { listWords, pluralOf } from './wording.ts';

const plural = pluralOf('en');
const list = listWords('en');

const thingsInWorlds: Record<WorldListName, readonly [one: string, other: string]> = {
  zones: ['zone', 'zones'],
  doors: ['door', 'doors'],
  passages: ['passage', 'passages'],
  objects: ['object', 'objects'],
  spawnPoints: ['entrance', 'entrances'],
};

/** What is different between two Worlds, in English. */
export const comparisonEn: ComparisonWords = {
  renamed: (before, after) => `Renamed from “${before}” to “${after}”.`,
  resized: (before, after) => `Map size: ${before} → ${after} tiles.`,
  ground: 'The ground has a different name or different rules.',
  items: (things, what, count, labels) => {
    const [one, other] = thingsInWorlds[things];
    const names = labels.length === 0 ? '' : `: ${list(labels)}`;
    return `${plural(count, { one: `1 ${one}`, other: `${count} ${other}` })} ${what}${names}.`;
  },
  walls: (added, removed, changed) => {
    const [first = '', ...rest] = [
      added > 0 ? `${added} ${added === 1 ? 'tile' : 'tiles'} added` : '',
      removed > 0 ? `${removed} removed` : '',
      changed > 0 ? `${changed} changed` : '',
    ].filter(Boolean);
    return `Walls: ${[first, ...rest].join(', ')}.`;
  },
  floor: (tiles) => `Floor: ${plural(tiles, { one: '1 tile', other: `${tiles} tiles` })} changed.`,
  same: 'No differences.',
};
