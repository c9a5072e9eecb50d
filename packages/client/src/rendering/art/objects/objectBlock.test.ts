import { kindOf, rotations } from '@atrium/world';
import { describe, expect, it } from 'vitest';
import { lookArt } from './lookArt.ts';
import { objectBlock } from './objectBlock.ts';
import { everyAppearance } from './everyAppearance.ts';

describe('the block of an Object', () => {
  it.each(everyAppearance)('of $type $look turns with it', (object) => {
    const [first] = rotations.map((rotation) => objectBlock({ ...object, rotation }, lookArt));
    const turned = objectBlock({ ...object, rotation: 90 }, lookArt);
    expect(turned.z).toEqual(first?.z);
    expect(turned.y[1] - turned.y[0]).toBeCloseTo((first?.x[1] ?? 0) - (first?.x[0] ?? 0));
    expect(turned.x[1] - turned.x[0]).toBeCloseTo((first?.y[1] ?? 0) - (first?.y[0] ?? 0));
  });

  it('stands within the footprint, give or take a leaf', () => {
    for (const object of everyAppearance) {
      const { x, y } = objectBlock({ ...object, rotation: 0 }, lookArt);
      const { width, depth } = kindOf(object);
      expect(Math.min(x[0], y[0])).toBeGreaterThan(-0.35);
      expect(x[1]).toBeLessThan(width + 0.35);
      expect(y[1]).toBeLessThan(depth + 0.35);
    }
  });
});
