import { expect, test } from 'vitest';
import { worldFromPlan } from '../testing/index.ts';
import { checkIds } from './checkIds.ts';

test('layers, Zones, Doors, passages, Objects and SpawnPoints share one set of ids', () => {
  const world = worldFromPlan(['.'], {
    zones: { z: { type: 'TeamArea', id: 'walls' } },
    more: {
      doors: [{ id: 'ground', bounds: box, leadsToZone: 'ground', access: { type: 'open' } }],
      passages: [{ id: 'floor', bounds: box }],
      objects: [{ id: 'spawn-1', type: 'Plant', position: { x: 0, y: 0 }, rotation: 0 }],
    },
  });
  expect([...checkIds(world)].map(({ path }) => path)).toEqual([
    'zones[0].id',
    'doors[0].id',
    'passages[0].id',
    'spawnPoints[0].id',
  ]);
});

test('the second seat of a Sofa has an id of its own, which nothing else may have', () => {
  const sofa = { id: 'sofa', type: 'Sofa' as const, position: { x: 0, y: 0 }, rotation: 0 as const };
  const ids = (other: string) =>
    [...checkIds(worldFromPlan(['.'], { more: { objects: [sofa, { ...sofa, id: other }] } }))].length;
  expect(ids('sofa.1')).toBe(1);
  expect(ids('sofa.2')).toBe(0);
});

const box = { x: 0, y: 0, width: 1, height: 1 };
