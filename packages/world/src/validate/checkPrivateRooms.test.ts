import { expect, test } from 'vitest';
import { worldFromPlan } from '../testing/index.ts';
import type { PlanOptions } from '../testing/index.ts';
import { validateWorld } from './validateWorld.ts';

const options: PlanOptions = {
  zones: { p: { type: 'PrivateRoom' } },
  doors: { 1: { leadsToZone: 'p' } },
};
const isOpen = (rows: readonly string[], more: PlanOptions = options) =>
  validateWorld(worldFromPlan(rows, more)).some(({ code }) => code === 'private-room-open');

test('walls, glass, the edge of the Map and its own Door enclose a PrivateRoom', () => {
  expect(isOpen(['#####', '#pp1.', '#pp%.', '#####'])).toBe(false);
  expect(isOpen(['pp1.', 'pp#.'])).toBe(false);
});

test('a gap, a passage or furniture does not', () => {
  expect(isOpen(['#####', '#pp1.', '#pp..', '#####'])).toBe(true);
  expect(isOpen(['#####', '#pp1.', '#pp:.', '#####'])).toBe(true);
  expect(isOpen(['#####', '#pp1.', '#ppP.', '#####'])).toBe(true);
});

test('furniture inside along an open side does not either', () => {
  const shelves: PlanOptions = { ...options, objects: { P: { type: 'Plant' } } };
  expect(isOpen(['#####', '#pp1.', '#pP..', '#####'], shelves)).toBe(true);
});

test('walls and the Door may be part of its own area', () => {
  const whole: PlanOptions = {
    zones: { p: { type: 'PrivateRoom', bounds: { x: 0, y: 0, width: 4, height: 4 } } },
    doors: { 1: { leadsToZone: 'p' } },
  };
  expect(isOpen(['####..', '#..1..', '#..#..', '####.@'], whole)).toBe(false);
  expect(isOpen(['####..', '#..1..', '#.....', '####.@'], whole)).toBe(true);
});

test('a Door that restricts entry to another Zone leaves it open', () => {
  expect(
    isOpen(['#####', '#pp1.', '#pp#.', '#####'], { ...options, doors: { 1: { leadsToZone: 'ground' } } }),
  ).toBe(true);
});
