import { expect, test } from 'vitest';
import { tileNameAt } from '../format/layers.ts';
import { validateWorld } from '../validate/validateWorld.ts';
import { officeWorld } from './officeWorld.ts';
import { worldFromPlan } from './worldFromPlan.ts';

test('reads walls, windows and glass', () => {
  const world = worldFromPlan(['#=%', '...']);
  const walls = world.map.layers.find(({ id }) => id === 'walls')!;
  expect([0, 1, 2, 3].map((index) => tileNameAt(walls, index))).toEqual([
    'wall',
    'window',
    'glass',
    undefined,
  ]);
});

test('lets a Zone span all its letters, and what stands between them', () => {
  const world = worldFromPlan(['a..', '.C.', '..a'], { zones: { a: { type: 'TeamArea' } } });
  expect(world.zones).toEqual([
    { id: 'a', name: 'a', type: 'TeamArea', bounds: { x: 0, y: 0, width: 3, height: 3 } },
  ]);
});

test('takes the letters that a wide Object covers for one Object', () => {
  const world = worldFromPlan(['.TTTT', '.TTTT', 'TTTT.', 'TTTT.'], {
    objects: { T: { type: 'MeetingTable' } },
  });
  expect(world.objects.map(({ id, position }) => [id, position])).toEqual([
    ['meeting-table-1-0', { x: 1, y: 0 }],
    ['meeting-table-0-2', { x: 0, y: 2 }],
  ]);
});

test('takes the first free floor for the SpawnPoint where none is drawn', () => {
  expect(worldFromPlan(['##', '#.']).spawnPoints).toEqual([{ id: 'spawn-1', position: { x: 1, y: 1 } }]);
  expect(worldFromPlan(['@.@']).spawnPoints.map(({ position }) => position.x)).toEqual([0, 2]);
});

test('refuses letters that nothing explains and rows that are not equally long', () => {
  expect(() => worldFromPlan(['x'])).toThrow('"x"');
  expect(() => worldFromPlan(['..', '.'])).toThrow('equally long');
});

test('the office has one of everything and nothing to complain about', () => {
  expect(validateWorld(officeWorld())).toEqual([]);
});
