import { describe, expect, test } from 'vitest';
import { emptyOrder, orderTiles } from './tileOrder.ts';
import type { TileWishes } from './tileOrder.ts';

const wishes = (changes: Partial<TileWishes>): TileWishes => ({
  present: ['me', 'a', 'b', 'c', 'd'],
  speaking: new Set(),
  kept: new Set(['me']),
  front: 3,
  ...changes,
});
const start = orderTiles(emptyOrder, wishes({}));

describe('the order of tiles', () => {
  test('stays as it is while those on the first page speak', () => {
    expect(orderTiles(start, wishes({ speaking: new Set(['b']) })).ids).toEqual(start.ids);
  });

  test('who speaks on a later page changes places with who was silent for longest, and nobody else moves', () => {
    const spoken = orderTiles(start, wishes({ speaking: new Set(['b']) }));
    expect(orderTiles(spoken, wishes({ speaking: new Set(['d']) })).ids).toEqual(['me', 'd', 'b', 'c', 'a']);
  });

  test('oneself and who is pinned keep their places', () => {
    const pinned = wishes({ speaking: new Set(['d']), kept: new Set(['me', 'b']) });
    expect(orderTiles(start, pinned).ids).toEqual(['me', 'd', 'b', 'c', 'a']);
  });

  test('who is pinned on a later page comes to the first one', () => {
    expect(orderTiles(start, wishes({ kept: new Set(['me', 'd']) })).ids.slice(0, 3)).toContain('d');
  });

  test('where all on the first page speak, nobody is pushed off it', () => {
    const all = wishes({ speaking: new Set(['a', 'b', 'c', 'd']) });
    expect(orderTiles(start, all).ids).toEqual(start.ids);
  });

  test('who leaves goes, who comes is last', () => {
    expect(orderTiles(start, wishes({ present: ['me', 'x', 'a', 'c', 'd'] })).ids).toEqual([
      'me',
      'a',
      'c',
      'd',
      'x',
    ]);
  });

  test('nothing new gives back the same object', () => {
    const speaking = wishes({ speaking: new Set(['d']) });
    const next = orderTiles(start, speaking);
    expect(orderTiles(next, speaking)).toBe(next);
  });
});
