import { describe, expect, it } from 'vitest';
import type { Nearness } from './nearness.ts';
import { nearnessOf } from './nearness.ts';

/** Ana stands at 0 and Ben walks through these places, with an earshot of 6 tiles. */
function walk(places: readonly number[]): readonly Nearness[] {
  let nearness: Nearness | undefined;
  return places.map((x) => (nearness = nearnessOf({ x: 0, y: 0 }, { x, y: 0 }, 6, nearness)));
}

describe('how near a person is in an OpenArea', () => {
  it('goes in thirds of earshot', () => {
    expect(walk([1, 2])).toEqual(['close', 'close']);
    expect(walk([6, 4.1, 4, 2.1, 2])).toEqual(['far', 'far', 'near', 'near', 'close']);
  });

  it('changes half a tile later on the way out', () => {
    expect(walk([2, 2.5, 2.6, 2.5])).toEqual(['close', 'close', 'near', 'near']);
    expect(walk([4, 4.5, 4.6])).toEqual(['near', 'near', 'far']);
  });

  it('skips a step where a person jumps', () => {
    expect(walk([1, 6, 1])).toEqual(['close', 'far', 'close']);
  });
});
