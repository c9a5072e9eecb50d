import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AvatarState } from '@atrium/world';
import { screenX, screenY } from '../iso/projection.ts';
import { fanOut, stepTogether } from './fanOut.ts';

const anywhere = () => true;
const at = (key: string, x: number, y: number, state: AvatarState = 'idle', isSelf = false) =>
  ({ key, isSelf, x, y, state, fade: 'here' }) as const;

/** How far apart two people are drawn, in px at zoom 1. */
function drawnApart(people: readonly ReturnType<typeof at>[]): number[] {
  const offsets = fanOut(people, anywhere);
  const drawn = people.map(({ key, x, y }) => {
    const off = offsets.get(key) ?? { x: 0, y: 0 };
    return { x: screenX(x + off.x, y + off.y), y: screenY(x + off.x, y + off.y) };
  });
  return drawn.flatMap((one, index) =>
    drawn.slice(index + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
  );
}

describe('people in one spot', () => {
  test('are drawn side by side, and oneself stays', () => {
    const offsets = fanOut([at('a', 4.5, 4.5), at('me', 4.6, 4.5, 'idle', true)], anywhere);
    expect(offsets.has('me')).toBe(false);
    const off = offsets.get('a');
    expect(Math.abs(screenX(4.5 + (off?.x ?? 0) - 4.6, 4.5 + (off?.y ?? 0) - 4.5))).toBeCloseTo(22);
  });

  test('are all seen, however many there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), (count) => {
        const crowd = Array.from({ length: count }, (_, index) => at(`p${index}`, 4.5, 4.5));
        expect(Math.min(...drawnApart(crowd))).toBeGreaterThan(18);
      }),
    );
  });

  test('stay where they are while they walk or sit, or stand apart', () => {
    expect(fanOut([at('a', 4, 4, 'walking'), at('b', 4, 4)], anywhere).size).toBe(0);
    expect(fanOut([at('a', 4, 4, 'sitting'), at('b', 4, 4)], anywhere).size).toBe(0);
    expect(fanOut([at('a', 4, 4), at('b', 5, 4)], anywhere).size).toBe(0);
  });

  test('are drawn neither in a wall nor in somebody who stands by themselves', () => {
    const east = { x: 4.5 + 22 / 64, y: 4.5 - 22 / 64 };
    const people = [
      at('a', 4.5, 4.5),
      at('b', 4.5, 4.5),
      at('c', 4.5, 4.5),
      at('d', east.x + 0.1, east.y - 0.1),
    ];
    const isOpen = ({ x, y }: { x: number; y: number }) => x + y >= 9;
    const offsets = fanOut(people, isOpen);
    for (const { key, x, y } of people) {
      const off = offsets.get(key);
      if (off === undefined) continue;
      expect(isOpen({ x: x + off.x, y: y + off.y })).toBe(true);
      expect(Math.hypot(x + off.x - east.x - 0.1, y + off.y - east.y + 0.1)).toBeGreaterThanOrEqual(0.4);
    }
  });

  test('keep their places when the list comes in another order', () => {
    const crowd = Array.from({ length: 6 }, (_, index) => at(`p${index}`, 4.5, 4.5));
    expect(fanOut([...crowd].reverse(), anywhere)).toEqual(fanOut(crowd, anywhere));
  });
});

describe('two who give each other a high five', () => {
  const partners: Readonly<Record<string, string>> = { a: 'b', b: 'a' };
  const partnerOf = (key: string) => partners[key];

  test('are drawn so near that their hands meet, wherever they are beside each other', () => {
    for (const b of [at('b', 5.5, 4.5), at('b', 5.2, 5.2), at('b', 4.5, 3)]) {
      const a = at('a', 4.5, 4.5);
      const offsets = stepTogether([a, b, at('c', 6, 6)], partnerOf);
      const [offA, offB] = [offsets.get('a'), offsets.get('b')];
      const apart = Math.hypot(
        a.x + (offA?.x ?? 0) - b.x - (offB?.x ?? 0),
        a.y + (offA?.y ?? 0) - b.y - (offB?.y ?? 0),
      );
      expect(apart).toBeCloseTo(0.78);
      expect(offsets.size).toBe(2);
    }
  });

  test('stay in their places where they sit, or are near enough, or too far apart', () => {
    const a = at('a', 4.5, 4.5);
    for (const b of [at('b', 5.5, 4.5, 'sitting'), at('b', 4.9, 4.5), at('b', 7.5, 4.5)])
      expect(stepTogether([a, b], partnerOf).size).toBe(0);
  });
});
