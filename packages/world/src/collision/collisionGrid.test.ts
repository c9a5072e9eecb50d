import { expect, it } from 'vitest';
import { worldFromPlan } from '../testing/worldFromPlan.ts';
import { createWorldSpace } from '../space/worldSpace.ts';

const world = worldFromPlan(['####', '#C.#', '#P.#', '####'], {
  more: {
    doors: [
      {
        id: 'door',
        bounds: { x: 2, y: 0, width: 1, height: 1 },
        leadsToZone: 'ground',
        access: { type: 'open' },
      },
    ],
  },
});

it('makes walls, furniture on the floor, seats and the outside of the Map solid', () => {
  const { collision: grid } = createWorldSpace(world);
  expect(grid.blockerAt(0, 0)).toEqual({ kind: 'wall' });
  expect(grid.blockerAt(1, 1)).toEqual({ kind: 'seat', id: 'chair-1-1' });
  expect(grid.blockerAt(1, 2)).toEqual({ kind: 'object', id: 'plant-1-2' });
  expect(grid.blockerAt(-1, 2)).toEqual({ kind: 'edge' });
  expect(grid.blockerAt(4, 2)).toEqual({ kind: 'edge' });
  expect(grid.isSolid(4, 2)).toBe(true);
  expect(grid.blockerAt(2, 1)).toBeUndefined();
  expect(grid.isSolid(2, 1)).toBe(false);
});

it('opens the wall in which a Door lies', () => {
  expect(createWorldSpace(world).collision.isSolid(2, 0)).toBe(false);
});

it('takes tiles of other layers for solid only where the layer collides', () => {
  const tiles = Array.from({ length: 16 }, (_, index) => (index === 6 ? 'pond' : null));
  const withLayer = (collision: boolean) =>
    createWorldSpace({
      ...world,
      map: { ...world.map, layers: [...world.map.layers, { id: 'water', tiles, collision }] },
    }).collision;
  expect(withLayer(true).isSolid(2, 1)).toBe(true);
  expect(withLayer(false).isSolid(2, 1)).toBe(false);
});

it('numbers the seats of a sofa, and lets Objects that lie flat or stand on others block nothing', () => {
  const { collision: grid } = createWorldSpace({
    ...worldFromPlan(['.....', '.....', '.....', '.....']),
    objects: [
      { id: 'sofa', type: 'Sofa', position: { x: 0, y: 0 }, rotation: 90 },
      { id: 'rug', type: 'Rug', position: { x: 1, y: 0 }, rotation: 0 },
      { id: 'screen', type: 'Computer', position: { x: 2, y: 3 }, rotation: 0 },
    ],
  });
  expect(grid.blockerAt(0, 0)).toEqual({ kind: 'seat', id: 'sofa' });
  expect(grid.blockerAt(0, 1)).toEqual({ kind: 'seat', id: 'sofa.1' });
  expect(grid.isSolid(1, 0) || grid.isSolid(2, 3)).toBe(false);
});
