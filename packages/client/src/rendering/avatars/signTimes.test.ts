import { describe, expect, it } from 'vitest';
import { bubbleAt, reactionAt } from './signTimes.ts';

describe('a speech bubble', () => {
  it('stays 3 s at least, 50 ms longer for each letter, and 10 s at most', () => {
    const isGone = (text: string, ageMs: number) => bubbleAt(text, ageMs, false).opacity === 0;
    expect([isGone('Hi', 2999), isGone('Hi', 3000)]).toEqual([false, true]);
    const forty = 'a'.repeat(40);
    expect([isGone(forty, 4499), isGone(forty, 4500)]).toEqual([false, true]);
    const long = 'a'.repeat(900);
    expect([isGone(long, 9999), isGone(long, 10_000)]).toEqual([false, true]);
  });

  it('fades in its last 200 ms, and says when that begins', () => {
    expect(bubbleAt('Hi', 0, false)).toEqual({ opacity: 1, risePx: 0, changesInMs: 2800 });
    expect(bubbleAt('Hi', 2900, false)).toEqual({ opacity: 0.5, risePx: 0, changesInMs: 0 });
  });

  it('vanishes at once where motion is reduced', () => {
    expect(bubbleAt('Hi', 2900, true)).toEqual({ opacity: 1, risePx: 0, changesInMs: 100 });
    expect(bubbleAt('Hi', 3000, true).opacity).toBe(0);
  });
});

describe('a reaction', () => {
  it('floats up 18 px in 2 s, then is gone', () => {
    expect(reactionAt(0, false).risePx).toBe(0);
    expect(reactionAt(1999.99, false).risePx).toBeCloseTo(18);
    expect(reactionAt(1000, false).changesInMs).toBe(0);
    expect(reactionAt(2000, false)).toEqual({ opacity: 0, risePx: 0, changesInMs: Infinity });
  });

  it('stands still where motion is reduced', () => {
    expect(reactionAt(500, true)).toEqual({ opacity: 1, risePx: 0, changesInMs: 1500 });
    expect(reactionAt(2000, true).opacity).toBe(0);
  });
});
