import { distance } from '@atrium/world';
import { expect, test } from 'vitest';
import { roomToStand } from './roomToStand.ts';

const everywhere = () => true;
const here = { x: 4.5, y: 4.5 };

test('who stands alone stays', () => {
  expect(roomToStand(here, [], everywhere)).toBeUndefined();
  expect(roomToStand(here, [{ x: 5.5, y: 4.5 }], everywhere)).toBeUndefined();
});

test('who stands in the place of somebody steps to the nearest tile with room', () => {
  const place = roomToStand(here, [here], everywhere);
  expect(place).toBeDefined();
  expect(distance(here, place ?? here)).toBe(1);
});

test('nobody steps into the next person, into a wall or far away', () => {
  const others = [here, { x: 5.5, y: 4.5 }];
  const place = roomToStand(here, others, ({ x }) => x > 4);
  expect(others.every((other) => distance(other, place ?? here) >= 0.9)).toBe(true);
  expect(place?.x).toBeGreaterThan(4);
  expect(roomToStand(here, [here], () => false)).toBeUndefined();
});
