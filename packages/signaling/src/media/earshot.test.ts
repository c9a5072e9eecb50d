import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultMediaThresholds as thresholds } from '../limits.ts';
import type { Pair } from './earshot.ts';
import { densestCrowd, pairKey, pairsInEarshot } from './earshot.ts';

const at = (personId: string, x: number) => ({ personId, position: { x, y: 0 } });
const none = new Map<string, Pair>();

/** Ana stands at 0 and Ben walks through these places, one look a second. */
function walk(places: readonly number[]) {
  let pairs: ReadonlyMap<string, Pair> = none;
  return places.map((x, second) => {
    pairs = pairsInEarshot([at('ana', 0), at('ben', x)], pairs, thresholds, 8, second * 1_000);
    const pair = pairs.get(pairKey('ana', 'ben'));
    return pair === undefined ? 'apart' : pair.audible ? 'audible' : 'silent';
  });
}

describe('earshot in an OpenArea', () => {
  it('connects silently at 9 tiles and audibly at 6', () => {
    expect(walk([9.1, 9, 6.1, 6])).toEqual(['apart', 'silent', 'silent', 'audible']);
  });

  it('ends half a tile after where it began, so that nobody flickers on the edge', () => {
    expect(walk([6, 6.4, 6.6, 6.4, 6])).toEqual(['audible', 'audible', 'silent', 'silent', 'audible']);
  });

  it('keeps people connected for 10 s who have walked apart', () => {
    const away = Array.from({ length: 12 }, () => 12);
    expect(walk([5, ...away]).map((state) => state !== 'apart')).toEqual([
      ...Array.from({ length: 11 }, () => true),
      false,
      false,
    ]);
  });

  it('gives nobody more links than a mesh bears, and takes the nearest', () => {
    const crowd = Array.from({ length: 12 }, (_, index) => at(`p${index}`, index / 4));
    const pairs = pairsInEarshot(crowd, none, thresholds, 3, 0);
    const count = (personId: string) =>
      [...pairs.values()].filter((pair) => pair.people.includes(personId)).length;
    for (const { personId } of crowd) expect(count(personId)).toBeLessThanOrEqual(3);
    expect(pairs.has(pairKey('p0', 'p1'))).toBe(true);
  });

  it('is the same for both, whoever is named first', () => {
    const places = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { maxLength: 9 });
    fc.assert(
      fc.property(places, (xs) => {
        const people = xs.map((x, index) => at(`p${index}`, x));
        const keys = (list: typeof people) =>
          [...pairsInEarshot(list, none, thresholds, Infinity, 0).keys()].sort();
        expect(keys([...people].reverse())).toEqual(keys(people));
      }),
    );
  });
});

describe('the densest crowd of an OpenArea', () => {
  const standing = (xs: readonly number[], cameras: readonly number[] = []) =>
    xs.map((x, index) => ({ ...at(`p${index}`, x), hasCamera: cameras.includes(index) }));

  it('is the most that anybody has in earshot, however many are elsewhere', () => {
    const groups = standing([0, 1, 2, 20, 21, 40], [0, 1, 3, 4, 5]);
    expect(densestCrowd(groups, 6)).toEqual({ people: 3, cameras: 2 });
    expect(densestCrowd(standing([0, 20]), 6)).toEqual({ people: 1, cameras: 0 });
    expect(densestCrowd([], 6)).toEqual({ people: 0, cameras: 0 });
  });

  it('counts from the one in the middle', () => {
    expect(densestCrowd(standing([0, 6, 12]), 6).people).toBe(3);
  });
});
