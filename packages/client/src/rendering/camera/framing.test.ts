import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framingOffset, zoomForWindow } from './framing.ts';

const map = { minX: -1152, minY: -64, maxX: 1536, maxY: 1344 };
const middle = { x: 192, y: 640 };
const viewport = { width: 1440, height: 900 };
const still = { x: 0, y: 0 };

describe('the zoom of the first view', () => {
  test.each([
    [1920, 1080],
    [2560, 1440],
    [3840, 2160],
  ])('shows an Avatar as a share of %i x %i that is 64 px of 1080', (width, height) => {
    const avatarPx = 52 * zoomForWindow({ width, height });
    expect(avatarPx).toBeGreaterThanOrEqual(Math.min(104, (64 * height) / 1080));
  });

  test.each([
    [1440, 900],
    [1280, 720],
    [390, 844],
    [844, 390],
    [820, 1180],
  ])('never makes people smaller than they are drawn: %i x %i', (width, height) => {
    expect(zoomForWindow({ width, height })).toBe(1);
  });
});

describe('the framing', () => {
  test('leans from the edge of the Map towards its middle, and not at all in the middle', () => {
    const fromCorner = framingOffset({ x: 192, y: 1300 }, map, viewport, 1, still);
    expect(fromCorner).toEqual({ x: 0, y: -0.18 * 900 });
    expect(framingOffset({ x: -900, y: 640 }, map, viewport, 1, still).x).toBe(0.18 * 1440);
    expect(framingOffset(middle, map, viewport, 1, still)).toEqual(still);
  });

  test('keeps one within the inner part of the window, wherever one walks', () => {
    const places = fc.record({
      x: fc.integer({ min: -1152, max: 1536 }),
      y: fc.integer({ min: 0, max: 1344 }),
    });
    const zooms = fc.double({ min: 0.5, max: 2, noNaN: true });
    fc.assert(
      fc.property(places, zooms, fc.double({ min: 0, max: 6.3, noNaN: true }), (self, zoom, angle) => {
        const heading = { x: Math.cos(angle), y: Math.sin(angle) };
        const { x, y } = framingOffset(self, map, viewport, zoom, heading);
        expect(Math.abs(x * zoom)).toBeLessThanOrEqual(0.18 * viewport.width + 1e-9);
        expect(Math.abs(y * zoom)).toBeLessThanOrEqual(0.18 * viewport.height + 1e-9);
      }),
    );
  });

  test('keeps one clear of the hints and of the card of the Zone on a phone held sideways', () => {
    const phone = { width: 844, height: 390 };
    const { x, y } = framingOffset({ x: -32, y: 1040 }, map, phone, 1, { x: 1, y: -1 });
    expect(390 / 2 - y).toBeLessThanOrEqual(390 - 176);
    expect(844 / 2 - x).toBeGreaterThanOrEqual(360);
  });

  test('shows more of what lies behind one on a phone held upright', () => {
    expect(framingOffset({ x: 192, y: 1300 }, map, { width: 390, height: 844 }, 1, still).y).toBe(-211);
  });

  test('looks ahead of those who walk', () => {
    expect(framingOffset(middle, map, viewport, 1, { x: 1, y: 0 }).x).toBeGreaterThan(100);
    expect(framingOffset(middle, map, viewport, 1, { x: 0, y: -1 }).y).toBeLessThan(-60);
  });
});
