import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containsTile, flawOfPolygon, rectanglesOfPolygon, tilesOfPolygon } from './polygon.ts';
import type { Polygon } from './polygon.ts';
import { overlaps } from './rectangle.ts';

const square: Polygon = [
  [1, 1],
  [4, 1],
  [4, 3],
  [1, 3],
];
const letterL: Polygon = [
  [0, 0],
  [2, 0],
  [2, 3],
  [5, 3],
  [5, 5],
  [0, 5],
];
const letterU: Polygon = [
  [0, 0],
  [2, 0],
  [2, 4],
  [4, 4],
  [4, 0],
  [6, 0],
  [6, 6],
  [0, 6],
];

/** Polygons whose top is level and whose bottom goes up and down: every rectilinear skyline. */
const skylines = fc
  .array(fc.record({ width: fc.integer({ min: 1, max: 4 }), height: fc.integer({ min: 1, max: 6 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((columns) => {
    const corners: [number, number][] = [];
    let x = 0;
    for (const { width, height } of columns) {
      corners.push([x, height], [x + width, height]);
      x += width;
    }
    const distinct = corners.filter(
      ([cx, cy], index) => index === 0 || corners[index - 1]![0] !== cx || corners[index - 1]![1] !== cy,
    );
    const polygon: Polygon = [[0, 0], ...distinct, [x, 0]];
    return { polygon, tiles: columns.reduce((sum, { width, height }) => sum + width * height, 0) };
  });

describe('rectanglesOfPolygon', () => {
  test('gives back a rectangle as one rectangle', () => {
    expect(rectanglesOfPolygon(square)).toEqual([{ x: 1, y: 1, width: 3, height: 2 }]);
  });

  test('cuts an L into two rectangles', () => {
    expect(rectanglesOfPolygon(letterL)).toEqual([
      { x: 0, y: 0, width: 2, height: 3 },
      { x: 0, y: 3, width: 5, height: 2 },
    ]);
  });

  test('leaves out what lies between the arms of a U', () => {
    expect(rectanglesOfPolygon(letterU)).toHaveLength(3);
    expect(containsTile(letterU, 2, 3)).toBe(false);
    expect(containsTile(letterU, 2, 4)).toBe(true);
  });

  test('does not depend on the direction of the corners', () => {
    expect(rectanglesOfPolygon([...letterU].reverse())).toEqual(rectanglesOfPolygon(letterU));
  });

  test('covers each tile once, as many as the polygon has, and the same as containsTile says', () => {
    fc.assert(
      fc.property(skylines, ({ polygon, tiles }) => {
        expect(flawOfPolygon(polygon)).toBeUndefined();
        const rectangles = rectanglesOfPolygon(polygon);
        rectangles.forEach((rectangle, index) => {
          expect(rectangles.slice(index + 1).some((other) => overlaps(rectangle, other))).toBe(false);
        });
        const covered = [...tilesOfPolygon(polygon)];
        expect(covered).toHaveLength(tiles);
        expect(covered.every(({ x, y }) => containsTile(polygon, x, y))).toBe(true);
      }),
    );
  });
});

describe('flawOfPolygon', () => {
  test('accepts simple rectilinear polygons, corners in the middle of an edge included', () => {
    for (const polygon of [square, letterL, letterU]) expect(flawOfPolygon(polygon)).toBeUndefined();
    expect(flawOfPolygon([[0, 0], [2, 0], [4, 0], [4, 2], [0, 2]])).toBeUndefined(); // prettier-ignore
  });

  test('finds a slanted edge', () => {
    expect(flawOfPolygon([[0, 0], [2, 1], [2, 2], [0, 2]])).toBe('slanted-edge'); // prettier-ignore
  });

  test('finds a corner given twice in a row', () => {
    expect(flawOfPolygon([[0, 0], [2, 0], [2, 0], [2, 2], [0, 2]])).toBe('repeated-corner'); // prettier-ignore
  });

  test('finds edges that cross, touch, or run back', () => {
    const crossing: Polygon = [[0, 0], [4, 0], [4, 4], [2, 4], [2, -1], [0, -1]]; // prettier-ignore
    const touching: Polygon = [[0, 0], [2, 0], [2, 2], [4, 2], [4, 4], [2, 4], [2, 2], [0, 2]]; // prettier-ignore
    const runningBack: Polygon = [[0, 0], [4, 0], [2, 0], [2, 2], [0, 2]]; // prettier-ignore
    for (const polygon of [crossing, touching, runningBack]) {
      expect(flawOfPolygon(polygon)).toBe('touches-itself');
    }
  });
});
