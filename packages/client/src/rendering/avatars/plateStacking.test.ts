import { describe, expect, test } from 'vitest';
import { stackPlates } from './plateStacking.ts';
import type { Plate } from './plateStacking.ts';

const room = { gap: 2, highest: 100 };
const plate = (left: number, bottom: number): Plate => ({ left, bottom, width: 60, height: 18 });

describe('plates above heads', () => {
  test('stay where they are when none covers another', () => {
    expect(stackPlates([plate(0, 100), plate(63, 100), plate(0, 79)], room)).toEqual([0, 0, 0]);
  });

  test('of people who stand together lie above each other, the nearest one lowest', () => {
    expect(stackPlates([plate(0, 100), plate(10, 95), plate(20, 90)], room)).toEqual([0, 15, 30]);
  });

  test('fit between two others where there is room', () => {
    expect(stackPlates([plate(0, 100), plate(0, 59), plate(0, 95)], room)).toEqual([0, 0, 15]);
  });

  test('move up only so far that they still belong to somebody', () => {
    const crowd = Array.from({ length: 20 }, () => plate(0, 100));
    expect(Math.max(...stackPlates(crowd, room))).toBe(100);
  });
});

describe('faces', () => {
  const room = { gap: 2, highest: 100 };
  const wish = { left: 0, bottom: 0, width: 60, height: 20 };
  const faceAt = (bottom: number) => ({ left: 20, bottom, width: 20, height: 20 });

  test('are not covered by a plate that can hang above them', () => {
    expect(stackPlates([wish], room, () => [faceAt(-5)])).toEqual([27]);
    expect(stackPlates([wish], room, () => [faceAt(-5), faceAt(-40)])).toEqual([62]);
    expect(stackPlates([wish], room, () => [faceAt(-60)])).toEqual([0]);
  });

  test('are covered where a plate would have to go too high', () => {
    const tower = [0, 1, 2, 3, 4].map((number) => faceAt(-5 - number * 25));
    expect(stackPlates([wish], room, () => tower)).toEqual([0]);
  });
});
