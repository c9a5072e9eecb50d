import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutGrid, leastTileWidthPx, placeTiles } from './gridLayout.ts';

const areas = fc.record({
  width: fc.integer({ min: 160, max: 2560 }),
  height: fc.integer({ min: 100, max: 1440 }),
});

describe('the meeting grid', () => {
  test('tiles stay inside of the area, are 16:9 and never lie on each other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), areas, (count, area) => {
        const layout = layoutGrid(count, area);
        const rects = placeTiles(layout, Math.min(count, layout.perPage), area);
        for (const [index, a] of rects.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.top).toBeGreaterThanOrEqual(0);
          expect(a.left + a.width).toBeLessThanOrEqual(area.width);
          expect(a.top + a.height).toBeLessThanOrEqual(area.height);
          expect(Math.abs(a.width / (16 / 9) - a.height)).toBeLessThan(1);
          for (const b of rects.slice(index + 1)) {
            const isApart = b.left >= a.left + a.width || b.top >= a.top + a.height;
            expect(isApart || b.left + b.width <= a.left).toBe(true);
          }
        }
      }),
    );
  });

  test('one fills the area, two lie beside each other on a wide screen and above each other on a phone', () => {
    expect(layoutGrid(1, { width: 1600, height: 900 })).toMatchObject({ tile: { width: 1600, height: 900 } });
    expect(layoutGrid(2, { width: 1400, height: 700 }).columns).toBe(2);
    expect(layoutGrid(2, { width: 374, height: 600 }).columns).toBe(1);
  });

  test('sixteen people of a full MeetingRoom fit on a laptop', () => {
    const layout = layoutGrid(16, { width: 1424, height: 760 });
    expect(layout.perPage).toBe(16);
    expect(layout.tile.width).toBeGreaterThan(leastTileWidthPx);
  });

  test('who does not fit at a size that shows a face goes on another page', () => {
    const layout = layoutGrid(16, { width: 374, height: 500 });
    expect(layout.perPage).toBeLessThan(16);
    expect(layout.tile.width).toBeGreaterThanOrEqual(leastTileWidthPx);
  });

  test('a last row that is not full is in the middle', () => {
    const area = { width: 1600, height: 900 };
    const rects = placeTiles(layoutGrid(3, area), 3, area);
    expect(rects[2]?.left).toBe((area.width - (rects[2]?.width ?? 0)) / 2);
  });
});
