import { describe, expect, test } from 'vitest';
import { connectionQuality, worstQuality } from './connectionQuality.ts';

const good = { isConnected: true, loss: 0, rttMs: 20 };

describe('one word for a connection', () => {
  test.each([
    [good, true, 'good'],
    [{ ...good, loss: undefined, rttMs: undefined }, true, 'good'],
    [{ ...good, loss: 0.03 }, true, 'fair'],
    [{ ...good, rttMs: 400 }, true, 'fair'],
    [{ ...good, loss: 0.1 }, true, 'poor'],
    [{ ...good, rttMs: 900 }, true, 'poor'],
    [{ ...good, isConnected: false }, false, 'connecting'],
    [{ ...good, isConnected: false }, true, 'lost'],
  ] as const)('%j is %s', (path, wasConnected, word) => {
    expect(connectionQuality(path, wasConnected)).toBe(word);
  });

  test('of several is the worst', () => {
    expect(worstQuality(['good', 'poor', 'fair'])).toBe('poor');
    expect(worstQuality([])).toBe('good');
  });
});
