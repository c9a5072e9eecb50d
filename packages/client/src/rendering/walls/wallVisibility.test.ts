import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFloorPlan } from '../floor/floorPlan.ts';
import { worldOfRows } from '../testing/worldOfRows.ts';
import { heightsBetween, kerbHeightPx, wallHeightPx, wallHeights, wallStateAt } from './wallVisibility.ts';

/** Two rooms of 4 by 4 tiles, one behind the other along y, in outer walls. */
const rows = [
  '######',
  '#....#',
  '#....#',
  '#....#',
  '#....#',
  '######',
  '#....#',
  '#....#',
  '#....#',
  '#....#',
  '######',
];
const plan = createFloorPlan(worldOfRows(rows));
const isBackRoom = (_x: number, y: number): boolean => y < 5;
const isFrontRoom = (_x: number, y: number): boolean => y > 5;

describe('a wall', () => {
  it('drops to a kerb where it stands in front of my Zone', () => {
    expect(wallStateAt(plan, 2, 5, isBackRoom)).toBe('kerb');
    expect(wallStateAt(plan, 5, 3, isBackRoom)).toBe('kerb');
  });

  it('is full where it is the back of my Zone', () => {
    expect(wallStateAt(plan, 2, 0, isBackRoom)).toBe('full');
    expect(wallStateAt(plan, 0, 2, isBackRoom)).toBe('full');
    expect(wallStateAt(plan, 2, 5, isFrontRoom)).toBe('full');
  });

  it('is full round the corner where a back wall ends', () => {
    expect(wallStateAt(plan, 0, 5, isBackRoom)).toBe('full');
  });

  it('is full at the outer back of the Map, whoever looks', () => {
    expect(wallStateAt(plan, 3, 0, () => false)).toBe('full');
    expect(wallStateAt(plan, 0, 7, () => false)).toBe('full');
  });

  it('is cut away elsewhere', () => {
    expect(wallStateAt(plan, 3, 10, isBackRoom)).toBe('cutaway');
    expect(wallStateAt(plan, 5, 8, isBackRoom)).toBe('cutaway');
    expect(wallStateAt(plan, 2, 5, () => false)).toBe('cutaway');
  });

  it('never hides the floor of my Zone within two tiles behind it', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 64, maxLength: 64 }), fc.nat(63), (mine, at) => {
        const field = createFloorPlan(worldOfRows(new Array<string>(8).fill('........')));
        const isMine = (x: number, y: number): boolean => mine[y * 8 + x] === true;
        const tileX = at % 8;
        const tileY = Math.floor(at / 8);
        let hides = false;
        for (let dy = 0; dy <= 2; dy++) {
          for (let dx = 0; dx <= 2; dx++) {
            const isThere = tileX - dx >= 0 && tileY - dy >= 0;
            if (dx + dy > 0 && isThere && isMine(tileX - dx, tileY - dy)) hides = true;
          }
        }
        expect(wallStateAt(field, tileX, tileY, isMine) === 'kerb').toBe(hides);
      }),
    );
  });
});

describe('the heights of a wall', () => {
  it('are those of the look: 64 px full, 12 px as a kerb, a base of 20 px under glass', () => {
    expect(wallHeights('full', 'wall')).toEqual({ solid: 64, glass: 0 });
    expect(wallHeights('kerb', 'wall')).toEqual({ solid: 12, glass: 0 });
    expect(wallHeights('cutaway', 'wall')).toEqual({ solid: 20, glass: 1 });
    expect(wallHeightPx).toBe(64);
  });

  it('let a glass front keep its glass unless it hides my Zone', () => {
    expect(wallHeights('full', 'glass')).toEqual({ solid: kerbHeightPx, glass: 1 });
    expect(wallHeights('kerb', 'glass')).toEqual({ solid: kerbHeightPx, glass: 0 });
  });
});

describe('a wall on its way', () => {
  const full = wallHeights('full', 'wall');
  const kerb = wallHeights('kerb', 'wall');

  it('begins where it was and ends exactly where it is to be', () => {
    expect(heightsBetween(full, kerb, 0)).toEqual(full);
    expect(heightsBetween(full, kerb, 1)).toEqual(kerb);
  });

  it('passes through few heights, whose pictures are shared', () => {
    const heights = new Set<number>();
    for (let share = 0; share <= 1; share += 0.001) heights.add(heightsBetween(full, kerb, share).solid);
    expect(heights.size).toBeLessThanOrEqual(14);
  });
});
