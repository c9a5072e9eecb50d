import { describe, expect, it } from 'vitest';
import { rotations } from '@atrium/world';
import { placeImage, standingImage } from './objectImage.ts';
import type { Pictured } from './objectImage.ts';

// Nothing of it is drawn here.
const image = { source: {} as CanvasImageSource, width: 100, height: 150 };
const custom = (width: number, depth: number, more: Partial<Pictured> = {}): Pictured => ({
  type: 'Custom',
  rotation: 0,
  footprint: { width, depth },
  ...more,
});

describe('an image that stands', () => {
  it('is as wide as its footprint on the screen, and its lower edge touches the lowest corner', () => {
    expect(placeImage(custom(1, 1), image)).toEqual({ left: -32, right: 32, top: 32 - 96, bottom: 32 });
    expect(placeImage(custom(2, 1), image)).toMatchObject({ left: -32, right: 64, bottom: 48 });
  });

  it('has its anchor in the middle of its footprint, mirrored where it is turned', () => {
    const own = { image: { width: 1, anchor: { x: 0.25, y: 0.5 } } };
    expect(placeImage(custom(1, 1, own), image)).toEqual({ left: -16, right: 48, top: -32, bottom: 64 });
    expect(placeImage(custom(1, 1, { ...own, rotation: 90 }), image)).toMatchObject({ left: -48, right: 16 });
  });

  it('is cut into strips for the near tiles, which cover all of it once', () => {
    for (const rotation of rotations) {
      const object = custom(3, 2, { rotation });
      const whole = placeImage(object, image);
      const strips = standingImage(object, image).map(({ tileX, tileY, extent }) => ({
        tileX,
        tileY,
        left: (extent?.left ?? 0) + (tileX - tileY) * 32,
        right: (extent?.right ?? 0) + (tileX - tileY) * 32,
      }));
      expect(strips).toHaveLength(4);
      expect(strips[0]?.left).toBe(whole.left);
      expect(strips.at(-1)?.right).toBe(whole.right);
      for (const [index, { left }] of strips.slice(1).entries())
        expect((strips[index]?.right ?? 0) - left).toBeCloseTo(0.4);
      // Towards the viewer, in the middle, is the nearest corner.
      const [width, depth] = rotation % 180 === 0 ? [3, 2] : [2, 3];
      expect(strips.map(({ tileX, tileY }) => tileX === width - 1 || tileY === depth - 1)).not.toContain(
        false,
      );
    }
  });
});
