import { unitsPerTile } from '@atrium/world';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthOf, depthOfTile, floorAt, screenX, screenY } from './projection.ts';

const coordinate = fc.double({ min: 0, max: 512, noNaN: true });
const tile = fc.integer({ min: 0, max: 511 });
/** Places on the grid that Positions keep to. */
const inTile = fc.integer({ min: 0, max: unitsPerTile - 1 }).map((units) => units / unitsPerTile);

describe('projection', () => {
  it('draws x to the lower right, y to the lower left and height straight up', () => {
    expect([screenX(1, 0), screenY(1, 0)]).toEqual([32, 16]);
    expect([screenX(0, 1), screenY(0, 1)]).toEqual([-32, 16]);
    expect([screenX(2, 2), screenY(2, 2, 40)]).toEqual([0, 24]);
  });

  it('finds the place on the floor that is drawn at a point', () => {
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const found = floorAt(screenX(x, y), screenY(x, y));
        expect(found.x).toBeCloseTo(x, 6);
        expect(found.y).toBeCloseTo(y, 6);
      }),
    );
  });
});

describe('depth', () => {
  it('draws somebody after all that stands behind their tile and before all that stands in front of it', () => {
    const near = fc.integer({ min: -2, max: 2 });
    fc.assert(
      fc.property(tile, tile, inTile, inTile, near, near, (tileX, tileY, partX, partY, dx, dy) => {
        fc.pre(dx !== 0 || dy !== 0);
        const person = depthOf(tileX + partX, tileY + partY);
        const thing = depthOfTile(tileX + dx, tileY + dy);
        if (dx <= 0 && dy <= 0) expect(thing).toBeLessThanOrEqual(person);
        if (dx >= 0 && dy >= 0) expect(thing).toBeGreaterThan(person);
      }),
      { numRuns: 500 },
    );
  });
});
