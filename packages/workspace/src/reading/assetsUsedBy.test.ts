import { expect, it } from 'vitest';
import { officeWorld } from '@atrium/world/testing';
import { assetsUsedBy } from './assetsUsedBy.ts';

const [image, floor, tile] = ['a', 'b', 'c'].map((digit) => `${digit.repeat(64)}.png`);

it('finds the images of Objects and of floors, named in a palette or on a tile', () => {
  const world = officeWorld();
  const [object, ...objects] = world.objects;
  const layers = world.map.layers.map((layer) =>
    layer.id === 'floor'
      ? {
          ...layer,
          palette: [...(layer.palette ?? []), floor ?? null],
          tiles: [tile ?? null, ...layer.tiles.slice(1)],
        }
      : layer,
  );
  if (object === undefined || image === undefined) throw new Error('There is no Object.');
  const changed = {
    ...world,
    map: { ...world.map, layers },
    objects: [{ ...object, asset: image }, ...objects],
  };
  expect(assetsUsedBy(changed).sort()).toEqual([image, floor, tile]);
  expect(assetsUsedBy(world)).toEqual([]);
});
