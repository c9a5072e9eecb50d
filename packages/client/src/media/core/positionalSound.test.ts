import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { positionalSound } from './positionalSound.ts';

const at = (x: number, y: number) => ({ x, y });
const origin = at(0, 0);

describe('how somebody sounds from where one stands', () => {
  test('is full beside one and silent from earshot on', () => {
    expect(positionalSound(origin, at(1, 0), 6).gain).toBe(1);
    expect(positionalSound(origin, at(3.5, 0), 6).gain).toBeCloseTo(0.5);
    expect(positionalSound(origin, at(6, 0), 6).gain).toBe(0);
    expect(positionalSound(origin, at(60, 0), 6).gain).toBe(0);
  });

  test('comes from where they are on the screen: +x and -y lie to the right, straight up and down in the middle', () => {
    expect(positionalSound(origin, at(3, 0), 6).pan).toBeGreaterThan(0.2);
    expect(positionalSound(origin, at(0, -3), 6).pan).toBeGreaterThan(0.2);
    expect(positionalSound(origin, at(-3, 0), 6).pan).toBeLessThan(-0.2);
    expect(positionalSound(origin, at(3, 3), 6).pan).toBe(0);
  });

  test('never gets louder with distance, and never goes to one ear alone', () => {
    const tiles = fc.double({ min: 0, max: 30, noNaN: true });
    fc.assert(
      fc.property(tiles, tiles, tiles, (a, b, y) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)];
        const sounds = [near, far].map((x) => positionalSound(origin, at(x, y), 6));
        expect(sounds[1]?.gain).toBeLessThanOrEqual(sounds[0]?.gain ?? 0);
        for (const { pan } of sounds) expect(Math.abs(pan)).toBeLessThanOrEqual(0.8);
      }),
    );
  });
});
