import { objectKinds, objectTypes, rotations } from '@atrium/world';
import { describe, expect, it } from 'vitest';
import { objectBlock } from './objectBlock.ts';

describe('the block of an Object', () => {
  it.each(objectTypes)('of type %s turns with it', (type) => {
    const [first] = rotations.map((rotation) => objectBlock(type, rotation, 0));
    const turned = objectBlock(type, 90, 0);
    expect(turned.z).toEqual(first?.z);
    expect(turned.y[1] - turned.y[0]).toBeCloseTo((first?.x[1] ?? 0) - (first?.x[0] ?? 0));
    expect(turned.x[1] - turned.x[0]).toBeCloseTo((first?.y[1] ?? 0) - (first?.y[0] ?? 0));
  });

  it('stands within the footprint, give or take a leaf', () => {
    for (const type of objectTypes) {
      const { x, y } = objectBlock(type, 0, 0);
      expect(Math.min(x[0], y[0])).toBeGreaterThan(-0.35);
      expect(x[1]).toBeLessThan(objectKinds[type].width + 0.35);
      expect(y[1]).toBeLessThan(objectKinds[type].depth + 0.35);
    }
  });
});
