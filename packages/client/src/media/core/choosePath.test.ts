import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choosePath } from './choosePath.ts';

const path = (linkId: string, isLive: boolean, isRetiring = false) => ({ linkId, isLive, isRetiring });

describe('the way over which somebody is heard', () => {
  test('is the old one until the new one lives, and the new one from then on', () => {
    const old = path('old', true, true);
    expect(choosePath([old, path('new', false)])).toBe(old);
    expect(choosePath([old, path('new', true)])?.linkId).toBe('new');
  });

  test('is the new one where none lives: the first word is not lost', () => {
    expect(choosePath([path('old', false, true), path('new', false)])?.linkId).toBe('new');
  });

  test('is none where there is none', () => {
    expect(choosePath([])).toBeUndefined();
  });

  test('is a living one wherever one lives', () => {
    const paths = fc.array(
      fc.record({ linkId: fc.string(), isLive: fc.boolean(), isRetiring: fc.boolean() }),
    );
    fc.assert(
      fc.property(paths, (all) => {
        expect(choosePath(all)?.isLive ?? false).toBe(all.some(({ isLive }) => isLive));
      }),
    );
  });
});
