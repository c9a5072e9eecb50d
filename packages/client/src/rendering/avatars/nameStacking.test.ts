import { describe, expect, test } from 'vitest';
import { stackNames } from './nameStacking.ts';
import type { NameWish } from './nameStacking.ts';

const room = { gap: 2, highest: 100 };
const name = (left: number, bottom: number, keepsClearOfSigns = true): NameWish => ({
  left,
  bottom,
  width: 60,
  height: 18,
  keepsClearOfSigns,
});

describe('names above heads', () => {
  test('stay where they are when none covers another', () => {
    expect(stackNames([name(0, 100), name(63, 100), name(0, 79)], [], room)).toEqual([0, 0, 0]);
  });

  test('of people who stand together lie above each other, the nearest one lowest', () => {
    expect(stackNames([name(0, 100), name(10, 95), name(20, 90)], [], room)).toEqual([0, 15, 30]);
  });

  test('fit between two others where there is room', () => {
    expect(stackNames([name(0, 100), name(0, 59), name(0, 95)], [], room)).toEqual([0, 0, 15]);
  });

  test('move up only so far that they still belong to somebody', () => {
    const crowd = Array.from({ length: 20 }, () => name(0, 100));
    expect(Math.max(...stackNames(crowd, [], room))).toBe(100);
  });

  test('keep clear of a sign while their person stays, and pass in front of it while they walk', () => {
    const sign = { left: 20, bottom: 105, width: 80, height: 24 };
    expect(stackNames([name(0, 100)], [sign], room)).toEqual([21]);
    expect(stackNames([name(0, 100, false)], [sign], room)).toEqual([0]);
  });
});
