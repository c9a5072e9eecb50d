import { expect, it } from 'vitest';
import { objectLooks, objectTypes } from '@atrium/world';
import { appearanceOf, floorChoices, objectGroups } from './palettes.ts';
import { isFirstFloor, materialOf } from '../../rendering/floor/floorPlan.ts';
import { moreFloors } from '../../rendering/floor/moreFloors.ts';

const groups = Object.values(objectGroups).flat();

it('every look of every type is in one group of the palette, and the usual one of each type', () => {
  const types = objectTypes.filter((type) => type !== 'Custom');
  const all = types.flatMap((type) => [type, ...objectLooks[type]]);
  expect([...groups].sort()).toEqual([...all].sort());
  for (const name of groups) expect([appearanceOf(name).look ?? appearanceOf(name).type]).toEqual([name]);
});

it('there are at least 60 pieces of furniture and 12 floors', () => {
  expect(groups.length).toBeGreaterThanOrEqual(60);
  expect(new Set(floorChoices.map(materialOf)).size).toBeGreaterThanOrEqual(12);
});

it('every floor of the palette has a pattern of its own', () => {
  for (const floor of floorChoices)
    expect(isFirstFloor(floor) || materialOf(floor) in moreFloors, floor).toBe(true);
});
