import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sweepCircle } from './sweepCircle.ts';
import { worldFromPlan } from '../testing/worldFromPlan.ts';
import { createWorldSpace } from '../space/worldSpace.ts';

const { collision: roomWithPillar } = createWorldSpace(
  worldFromPlan(['.......', '.......', '...#...', '..P....', '.......']),
);

describe('sweepCircle', () => {
  it('lets a circle touch a wall, but not go into it', () => {
    const beside = { x: 2.75, y: 2.5 };
    expect(sweepCircle(roomWithPillar, { x: 1.5, y: 2.5 }, beside, 0.25)).toBeUndefined();
    expect(sweepCircle(roomWithPillar, { x: 1.5, y: 2.5 }, { ...beside, x: 2.765625 }, 0.25)).toEqual({
      kind: 'wall',
    });
  });

  it('finds a wall that the circle jumps over', () => {
    expect(sweepCircle(roomWithPillar, { x: 1.5, y: 2.5 }, { x: 5.5, y: 2.5 }, 0.25)).toEqual({
      kind: 'wall',
    });
  });

  it('rounds a corner as close as the radius, and no closer', () => {
    // The corner of the pillar is at (3, 2); the line x + y = 5 - c passes it at c / sqrt(2).
    const past = (c: number) =>
      sweepCircle(roomWithPillar, { x: 1.5, y: 3.5 - c }, { x: 3.5, y: 1.5 - c }, 0.25);
    expect(past(0.36)).toBeUndefined();
    expect(past(0.34)).toBeDefined();
  });

  it('names the thing that is nearest to the start', () => {
    expect(sweepCircle(roomWithPillar, { x: 0.5, y: 3.5 }, { x: 4.5, y: 2.5 }, 0.25)).toEqual({
      kind: 'object',
      id: 'plant-2-3',
    });
  });

  it('ends at the edge of the Map', () => {
    expect(sweepCircle(roomWithPillar, { x: 0.5, y: 0.5 }, { x: 0.2, y: 0.5 }, 0.25)).toEqual({
      kind: 'edge',
    });
  });

  it('does not count the tile it is told to pass over', () => {
    const plant = { x: 2.5, y: 3.5 };
    expect(sweepCircle(roomWithPillar, { x: 1.5, y: 3.5 }, plant, 0.25, plant)).toBeUndefined();
  });

  it('agrees with looking at many points of the way', () => {
    const coordinate = fc.double({ min: 0.3, max: 4.7, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, coordinate, (ax, ay, bx, by) => {
        const from = { x: ax, y: ay };
        const to = { x: bx, y: by };
        const hits = (radius: number) =>
          Array.from({ length: 401 }, (_, step) => step / 400).some((part) => {
            const x = ax + (bx - ax) * part;
            const y = ay + (by - ay) * part;
            for (let tileY = -1; tileY <= 5; tileY++) {
              for (let tileX = -1; tileX <= 7; tileX++) {
                if (!roomWithPillar.isSolid(tileX, tileY)) continue;
                const away = Math.hypot(
                  Math.max(tileX - x, 0, x - tileX - 1),
                  Math.max(tileY - y, 0, y - tileY - 1),
                );
                if (away < radius) return true;
              }
            }
            return false;
          });
        const swept = sweepCircle(roomWithPillar, from, to, 0.25) !== undefined;
        if (hits(0.249)) expect(swept).toBe(true);
        if (!hits(0.258)) expect(swept).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
