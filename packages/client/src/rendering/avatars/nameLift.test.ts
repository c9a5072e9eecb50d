import { expect, test } from 'vitest';
import { nextLift } from './nameLift.ts';

test('a name glides to its place, in both directions, and arrives', () => {
  expect(nextLift(0, 20, 30, 1)).toBeCloseTo(5);
  expect(nextLift(20, 0, 30, 1)).toBeCloseTo(15);
  expect(nextLift(18, 20, 30, 1)).toBe(20);
  expect(nextLift(0, 40, 30, 2)).toBeCloseTo(10);
});

test('a name does not leap after a pause, nor move when time stands still', () => {
  expect(nextLift(0, 100, 5_000, 1)).toBeLessThan(10);
  expect(nextLift(0, 100, 0, 1)).toBe(0);
});
