import { describe, expect, test } from 'vitest';
import { displayFace } from './displayFace.ts';

describe('the display of a Screen', () => {
  test('shows a picture where its front is turned to the viewer, and none from behind', () => {
    expect(displayFace(0)).toBeDefined();
    expect(displayFace(270)).toBeDefined();
    expect(displayFace(90)).toBeUndefined();
    expect(displayFace(180)).toBeUndefined();
  });

  test.each([0, 270] as const)(
    'turned by %i, the picture runs from left to right and upright',
    (rotation) => {
      const face = displayFace(rotation);
      expect(face?.topRight.x).toBeGreaterThan(face?.topLeft.x ?? Infinity);
      expect(face?.bottomLeft.y).toBeGreaterThan(face?.topLeft.y ?? Infinity);
      expect(face?.bottomLeft.x).toBe(face?.topLeft.x);
    },
  );

  test('each tile that it stands on has its half', () => {
    const parts = displayFace(0)?.parts ?? [];
    expect(parts.map(({ tileX, tileY }) => [tileX, tileY])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(parts[0]?.to).toBeCloseTo(0.5);
    expect(parts[1]?.from).toBe(parts[0]?.to);
    expect(displayFace(270)?.parts.map(({ tileX, tileY }) => [tileX, tileY])).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });
});
