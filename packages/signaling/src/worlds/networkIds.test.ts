import { describe, expect, it } from 'vitest';
import { NetworkIds } from './networkIds.ts';

describe('networkIds', () => {
  it('are different for everybody, and run out at 65,536', () => {
    const ids = new NetworkIds(60_000);
    const taken = new Set(Array.from({ length: 65_536 }, () => ids.take(0)));
    expect(taken.size).toBe(65_536);
    expect(Math.max(...Array.from(taken, (id) => id ?? -1))).toBe(65_535);
    expect(ids.take(0)).toBeUndefined();
  });

  it('that were given back rest before they are taken again, even where no other is left', () => {
    const ids = new NetworkIds(60_000);
    for (let count = 0; count < 65_536; count++) ids.take(0);
    ids.giveBack(7, 1_000);
    expect([ids.take(60_999), ids.take(61_000), ids.take(61_000)]).toEqual([undefined, 7, undefined]);
  });
});
