import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Extent } from '../../rendering/camera/camera.ts';
import { placeEdgeMarks } from './placeEdgeMarks.ts';
import type { EdgeSituation } from './placeEdgeMarks.ts';

const phone = { width: 390, height: 844 };
const size = { width: 100, height: 44 };
const sign = (zoneId: string, x: number, y: number) => ({
  zoneId,
  box: { minX: x - 40, minY: y - 11, maxX: x + 40, maxY: y + 11 },
});
const toolbar: Extent = { minX: 24, minY: 782, maxX: 366, maxY: 836 };
const place = (situation: Partial<EdgeSituation>) =>
  placeEdgeMarks({ viewport: phone, signs: [], covers: [], sizeOf: () => size, ...situation });
const boxOf = ({ x, y }: { readonly x: number; readonly y: number }): Extent => ({
  minX: x - size.width / 2,
  minY: y - size.height / 2,
  maxX: x + size.width / 2,
  maxY: y + size.height / 2,
});
const overlaps = (a: Extent, b: Extent) =>
  a.minX < b.maxX && a.maxX > b.minX && a.minY < b.maxY && a.maxY > b.minY;

describe('marks at the edge of the picture', () => {
  test('there are none where two signs can be read', () => {
    const signs = [sign('a', 100, 100), sign('b', 300, 400), sign('c', 900, 400)];
    expect(place({ signs })).toEqual([]);
  });

  test('the nearest Zones out of view are named until two names are in view', () => {
    const far = [sign('c', 2_000, 400), sign('b', 500, 400), sign('d', 195, -900), sign('a', -90, 400)];
    expect(place({ signs: far }).map(({ zoneId }) => zoneId)).toEqual(['a', 'b']);
    expect(place({ signs: [...far, sign('e', 195, 300)] }).map(({ zoneId }) => zoneId)).toEqual(['a']);
  });

  test('where the edge is free, few other places are looked at: marks are placed while everybody walks', () => {
    const measured = vi.spyOn(Math, 'hypot');
    const viewport = { width: 1440, height: 900 };
    expect(place({ viewport, signs: [sign('a', -500, 422), sign('b', 700, -900)] })).toHaveLength(2);
    expect(measured.mock.calls.length).toBeLessThan(500);
    measured.mockRestore();
  });

  test('a mark is at the edge in the direction of its Zone, and points there', () => {
    expect(place({ signs: [sign('a', -500, 422)] })).toEqual([{ zoneId: 'a', x: 54, y: 422, angle: 180 }]);
    expect(place({ signs: [sign('a', 195, 1_500)] })).toEqual([{ zoneId: 'a', x: 195, y: 818, angle: 90 }]);
  });

  test('a sign that is cut by the edge, or lies under something, counts as out of view', () => {
    expect(place({ signs: [sign('a', 380, 422)] })).toMatchObject([{ zoneId: 'a', x: 340, y: 422 }]);
    // What is left of it lies under the mark.
    expect(place({ signs: [sign('a', 380, 300)] })).toMatchObject([{ zoneId: 'a', x: 340, y: 300 }]);
    const covers = [{ minX: 100, minY: 90, maxX: 200, maxY: 140 }];
    expect(place({ signs: [sign('a', 150, 100)], covers })).toMatchObject([{ zoneId: 'a' }]);
  });

  test('a mark makes way for the toolbar, and for a second mark in the same direction', () => {
    const marks = place({ signs: [sign('a', 180, 1_200), sign('b', 210, 1_300)], covers: [toolbar] });
    expect(marks).toHaveLength(2);
    const [first, second] = marks.map(boxOf);
    for (const { y } of marks) expect(y).toBeLessThan(toolbar.minY);
    expect(first && second && overlaps(first, second)).toBe(false);
  });

  test('there is none where all is covered, or where the picture is smaller than a mark', () => {
    const signs = [sign('a', 900, 400)];
    expect(place({ signs, covers: [{ minX: 0, minY: 0, maxX: 390, maxY: 844 }] })).toEqual([]);
    expect(place({ signs, viewport: { width: 90, height: 200 } })).toEqual([]);
  });

  test('whatever lies over the picture, marks are within it and cover nothing', () => {
    const side = fc.integer({ min: 0, max: 800 });
    const cover = fc
      .record({
        minX: side,
        minY: side,
        width: fc.integer({ min: 1, max: 400 }),
        height: fc.integer({ min: 1, max: 200 }),
      })
      .map(({ minX, minY, width, height }) => ({ minX, minY, maxX: minX + width, maxY: minY + height }));
    const at = fc.integer({ min: -2_000, max: 2_000 });
    const zones = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), at, at), {
      selector: ([id]) => id,
    });
    const windows = fc.constantFrom(phone, { width: 844, height: 390 });
    fc.assert(
      fc.property(windows, zones, fc.array(cover, { maxLength: 6 }), (viewport, all, covers) => {
        const signs = all.map(([id, x, y]) => sign(id, x, y));
        const boxes = place({ viewport, signs, covers }).map(boxOf);
        expect(boxes.length).toBeLessThanOrEqual(2);
        boxes.forEach((box, index) => {
          expect(box.minX).toBeGreaterThanOrEqual(0);
          expect(box.minY).toBeGreaterThanOrEqual(0);
          expect(box.maxX).toBeLessThanOrEqual(viewport.width);
          expect(box.maxY).toBeLessThanOrEqual(viewport.height);
          for (const other of [...covers, ...boxes.slice(index + 1)])
            expect(overlaps(box, other)).toBe(false);
        });
      }),
      { seed: 7 },
    );
  });
});
