import { expect, test } from 'vitest';
import { worldFromPlan } from '../testing/index.ts';
import type { PlanOptions } from '../testing/index.ts';
import { validateWorld } from './validateWorld.ts';

const codesOf = (rows: readonly string[], options: PlanOptions = {}) =>
  validateWorld(worldFromPlan(rows, options)).map(({ code }) => code);

test('Doors and passages lead on, closed Doors too', () => {
  expect(codesOf(['@:..'])).toEqual([]);
  const room: PlanOptions = {
    zones: { p: { type: 'PrivateRoom' } },
    doors: { 1: { leadsToZone: 'p', access: { type: 'knock', allowedRoles: ['Member'] } } },
  };
  expect(codesOf(['@#pp', '.1pp'], room)).toEqual([]);
});

test('nobody slips between two walls that meet at a corner', () => {
  expect(codesOf(['@#.', '#..'])).toEqual(['unreachable-tiles']);
});

test('each walled-off part is named once, whatever its size', () => {
  const issues = validateWorld(worldFromPlan(['@#..#.', '##..#.']));
  expect(issues.map(({ message }) => message)).toEqual([
    'The 4 free tiles around (2, 0) cannot be reached from any SpawnPoint.',
    'The 2 free tiles around (5, 0) cannot be reached from any SpawnPoint.',
  ]);
});

test('a part with a SpawnPoint of its own is reached', () => {
  expect(codesOf(['@#.@'])).toEqual([]);
});

test('a list of walled-off parts ends', () => {
  const cells = Array.from({ length: 30 }, () => '@' + '#.'.repeat(1)).slice(1);
  const rows = cells.flatMap(() => ['##', '#.']);
  expect(codesOf(['@#', ...rows])).toHaveLength(21);
});

test('a seat is reached from a free tile beside it, not across a corner', () => {
  expect(codesOf(['@C'])).toEqual([]);
  expect(codesOf(['@#', '#C'])).toEqual(['unreachable-seat']);
});

test('each seat of a Sofa has to be reached', () => {
  const sofa: PlanOptions = { objects: { S: { type: 'Sofa' } } };
  expect(codesOf(['..@', 'SS.', '...'], sofa)).toEqual([]);
  expect(codesOf(['##@', 'SS.', '##.'], sofa)).toEqual(['unreachable-seat']);
});
