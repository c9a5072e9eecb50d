import { describe, expect, it } from 'vitest';
import { TokenBucket } from './tokenBucket.ts';

describe('a token bucket', () => {
  const rate = { burst: 3, perSecond: 2 };

  it('gives its burst at once and nothing beyond', () => {
    const bucket = new TokenBucket(rate);
    expect([1, 2, 3, 4].map(() => bucket.take(1000))).toEqual([true, true, true, false]);
  });

  it('wins tokens back at its rate, up to its burst', () => {
    const bucket = new TokenBucket(rate);
    for (let taken = 0; taken < 3; taken++) bucket.take(0);
    expect([bucket.take(499), bucket.take(500), bucket.take(500)]).toEqual([false, true, false]);
    expect([1, 2, 3, 4].map(() => bucket.take(60_000))).toEqual([true, true, true, false]);
  });

  it('keeps a token that is only asked for', () => {
    const bucket = new TokenBucket({ burst: 1, perSecond: 1 });
    expect([bucket.has(0), bucket.has(0), bucket.take(0), bucket.has(0)]).toEqual([true, true, true, false]);
  });
});
