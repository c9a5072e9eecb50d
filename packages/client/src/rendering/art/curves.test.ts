import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, clipToConvex, convexHull, ellipse, moved, ribbon, scalloped, signedArea } from './curves.ts';

const point = fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) });

describe('clipToConvex', () => {
  it('keeps what is inside and never grows', () => {
    const square = [at(0, 0), at(10, 0), at(10, 10), at(0, 10)];
    expect(Math.abs(signedArea(clipToConvex(square, moved(square, 4, 0))))).toBeCloseTo(2 * 60);
    expect(clipToConvex(square, moved(square, 20, 0))).toEqual([]);
  });
});

describe('convexHull', () => {
  it('is convex, clockwise on the screen, and holds every point', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 30 }), (points) => {
        const hull = convexHull(points);
        hull.forEach((from, index) => {
          const to = hull[(index + 1) % hull.length] ?? from;
          for (const { x, y } of points) {
            expect((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)).toBeGreaterThanOrEqual(
              -1e-6,
            );
          }
        });
      }),
    );
  });
});

describe('outlines', () => {
  it('a ribbon is as wide as asked and has round ends', () => {
    const xs = ribbon([at(0, 0), at(0, 10)], () => 3).map(({ x }) => x);
    const ys = ribbon([at(0, 0), at(0, 10)], () => 3).map(({ y }) => y);
    expect([Math.min(...xs), Math.max(...xs)].map(Math.round)).toEqual([-3, 3]);
    expect([Math.min(...ys), Math.max(...ys)].map(Math.round)).toEqual([-3, 13]);
  });

  it('bumps stand out from the outline and never cut into it', () => {
    for (const { x, y } of scalloped(ellipse(at(0, 0), 10, 10, 2, 60), 5, 1)) {
      expect(Math.hypot(x, y)).toBeGreaterThan(9.9);
      expect(Math.hypot(x, y)).toBeLessThan(11.1);
    }
  });
});
