import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareStanding, restoreOrder, standingRank } from './standingOrder.ts';
import type { Standing } from './standingOrder.ts';

const ranks = Object.values(standingRank);
const standings = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(...ranks)), { maxLength: 60 })
  .map((list) => list.map(([depth, rank], sequence): Standing => ({ depth, rank, sequence })));

describe('the drawing order', () => {
  it('is the same whatever the order was before', () => {
    fc.assert(
      fc.property(standings, fc.integer(), (list, seed) => {
        const shuffled = [...list].sort((a, b) => ((a.sequence * seed) % 7) - ((b.sequence * seed) % 7));
        restoreOrder(shuffled);
        expect(shuffled).toEqual([...list].sort(compareStanding));
      }),
    );
  });

  it('says whether anything changed its place', () => {
    fc.assert(
      fc.property(standings, (list) => {
        const before = [...list];
        const changed = restoreOrder(list);
        expect(changed).toBe(before.some((standing, index) => standing !== list[index]));
        expect(restoreOrder(list)).toBe(false);
      }),
    );
  });

  it('is total: no two different things are equal, so nothing flickers', () => {
    fc.assert(
      fc.property(standings, (list) => {
        for (const a of list) {
          for (const b of list) {
            if (a !== b) expect(compareStanding(a, b)).not.toBe(0);
            expect(Math.sign(compareStanding(a, b)) + Math.sign(compareStanding(b, a))).toBe(0);
          }
        }
      }),
    );
  });

  it('keeps two people in one spot in the order in which they came', () => {
    const first: Standing = { depth: 7, rank: standingRank.avatar, sequence: 1 };
    const second: Standing = { depth: 7, rank: standingRank.avatar, sequence: 2 };
    const order = [second, first];
    restoreOrder(order);
    expect(order).toEqual([first, second]);
    second.depth = 7.01;
    expect(restoreOrder(order)).toBe(false);
  });

  it('draws a seat, then who sits on it, then its backrest', () => {
    const backrest: Standing = { depth: 5, rank: standingRank.seatFront, sequence: 1 };
    const sitter: Standing = { depth: 5, rank: standingRank.avatar, sequence: 2 };
    const seat: Standing = { depth: 5, rank: standingRank.object, sequence: 3 };
    const order = [backrest, sitter, seat];
    restoreOrder(order);
    expect(order).toEqual([seat, sitter, backrest]);
  });
});
