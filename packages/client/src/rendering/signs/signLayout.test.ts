import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutSigns } from './signLayout.ts';

const wishes = fc.array(
  fc.record({
    anchorX: fc.integer({ min: 0, max: 800 }),
    anchorY: fc.integer({ min: 0, max: 500 }),
    width: fc.integer({ min: 40, max: 180 }),
    height: fc.constant(22),
  }),
  { maxLength: 25 },
);

describe('room signs', () => {
  it('never cover each other', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const places = layOutSigns(list);
        places.forEach((a, i) => {
          places.slice(i + 1).forEach((b, offset) => {
            const first = list[i];
            const second = list[i + 1 + offset];
            if (first === undefined || second === undefined) return;
            const apart =
              a.x >= b.x + second.width ||
              b.x >= a.x + first.width ||
              a.y >= b.y + second.height ||
              b.y >= a.y + first.height;
            expect(apart).toBe(true);
          });
        });
      }),
    );
  });

  it('hang where they want to where nothing is in the way, and move only up', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        layOutSigns(list).forEach((place, index) => {
          const wish = list[index];
          if (wish === undefined) return;
          expect(place.x).toBe(wish.anchorX - wish.width / 2);
          expect(place.y).toBeLessThanOrEqual(wish.anchorY - wish.height);
        });
      }),
    );
    expect(layOutSigns([{ anchorX: 100, anchorY: 50, width: 60, height: 20 }])).toEqual([{ x: 70, y: 30 }]);
  });

  it('give way to the one nearer to the viewer', () => {
    const [back, front] = layOutSigns([
      { anchorX: 100, anchorY: 90, width: 80, height: 20 },
      { anchorX: 110, anchorY: 100, width: 80, height: 20 },
    ]);
    expect(front).toEqual({ x: 70, y: 80 });
    expect(back).toEqual({ x: 60, y: 56 });
  });
});
