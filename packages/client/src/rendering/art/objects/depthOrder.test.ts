import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthOrder, inFrontOf, type Space } from './depthOrder.ts';
import { choose, pick } from './variation.ts';

const space = (x: number, y: number, z: number, size = 1): Space => ({
  x: [x, x + size],
  y: [y, y + size],
  z: [z, z + size],
});

describe('the order of drawing', () => {
  it('puts what has larger x, y or z later', () => {
    const spaces = [space(1, 0, 0), space(0, 0, 1), space(0, 0, 0), space(0, 1, 0)];
    const order = depthOrder(spaces);
    expect(order[0]).toBe(2);
  });

  it('holds for blocks anywhere in a grid', () => {
    const cell = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3));
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: String, maxLength: 20 }), (cells) => {
        const order = depthOrder(cells.map(([x, y, z]) => space(x, y, z)));
        expect([...order].sort((a, b) => a - b)).toEqual(cells.map((_, index) => index));
        const places = order.map((index) => cells[index] ?? [0, 0, 0]);
        places.forEach((later, index) => {
          for (const earlier of places.slice(0, index)) {
            const isHidden = earlier.every((value, axis) => value >= (later[axis] ?? 0));
            expect(isHidden).toBe(false);
          }
        });
      }),
    );
  });

  it('knows what stands in front of a sitter, also by way of something between', () => {
    const spaces = [space(0, 0, 0), space(2, 0, 0), space(3, 0, 0)];
    expect([...inFrontOf(spaces, space(1, 0, 0))].sort()).toEqual([1, 2]);
  });
});

describe('variation', () => {
  it('is a number from 0 to 1 that depends on seed and salt alone', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(1000), (seed, salt) => {
        const value = pick(seed, salt);
        expect(value).toBe(pick(seed, salt));
        return value >= 0 && value < 1;
      }),
    );
  });

  it('takes another choice for the next seed', () => {
    expect([-1, 0, 1, 2, 3].map((seed) => choose(['a', 'b', 'c'], seed))).toEqual(['c', 'a', 'b', 'c', 'a']);
  });
});
