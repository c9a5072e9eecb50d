import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMapProjection } from './mapProjection.ts';

const side = fc.integer({ min: 1, max: 512 });
const room = { width: 240, height: 160 };
const margin = 8;
const tolerance = 1e-6;

test('a point of the drawing leads back to the place it shows', () => {
  fc.assert(
    fc.property(side, side, fc.double({ min: 0, max: 1, noNaN: true }), (width, height, share) => {
      const projection = createMapProjection({ width, height }, room, margin);
      const place = { x: width * share, y: height * (1 - share) };
      const back = projection.toMap(projection.toCanvas(place));
      expect(back.x).toBeCloseTo(place.x, 6);
      expect(back.y).toBeCloseTo(place.y, 6);
    }),
  );
});

test('the whole Map fits into the room it is given, with its margin', () => {
  fc.assert(
    fc.property(side, side, (width, height) => {
      const projection = createMapProjection({ width, height }, room, margin);
      expect(projection.width).toBeLessThanOrEqual(room.width + tolerance);
      expect(projection.height).toBeLessThanOrEqual(room.height + tolerance);
      const corners = [0, width].flatMap((x) => [0, height].map((y) => projection.toCanvas({ x, y })));
      for (const corner of corners) {
        expect(corner.x).toBeGreaterThanOrEqual(margin - tolerance);
        expect(corner.y).toBeGreaterThanOrEqual(margin - tolerance);
        expect(corner.x).toBeLessThanOrEqual(projection.width - margin + tolerance);
        expect(corner.y).toBeLessThanOrEqual(projection.height - margin + tolerance);
      }
    }),
  );
});
