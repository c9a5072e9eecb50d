import { expect, test } from 'vitest';
import type { Zone } from '../format/world.ts';
import { worldFromPlan } from '../testing/index.ts';
import { checkZones } from './checkZones.ts';

const codesOf = (...zones: readonly Partial<Zone>[]) => {
  const named = zones.map((zone, index): Zone => {
    return { id: `zone-${index}`, name: `Zone ${index}`, type: 'TeamArea', ...zone };
  });
  const world = worldFromPlan(
    Array.from({ length: 8 }, () => '........'),
    { more: { zones: named } },
  );
  return [...checkZones(world)].map(({ code, path }) => [code, path]);
};
const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

test('Zones may touch', () => {
  expect(codesOf({ bounds: box(0, 0, 4, 8) }, { bounds: box(4, 0, 4, 8) })).toEqual([]);
});

test('a PrivateRoom may lie in a TeamArea, whichever comes first, up to its edges', () => {
  const team: Partial<Zone> = { bounds: box(0, 0, 8, 4) };
  const room: Partial<Zone> = { type: 'PrivateRoom', bounds: box(5, 0, 3, 2) };
  expect(codesOf(team, room)).toEqual([]);
  expect(codesOf(room, team)).toEqual([]);
});

test('a PrivateRoom may not lie half in a TeamArea', () => {
  const room: Partial<Zone> = { type: 'PrivateRoom', bounds: box(6, 3, 2, 2) };
  expect(codesOf({ bounds: box(0, 0, 8, 4) }, room)).toEqual([['zone-overlap', 'zones[1]']]);
});

test.each([
  ['MeetingRoom', 'TeamArea'],
  ['PrivateRoom', 'MeetingRoom'],
  ['PrivateRoom', 'OpenArea'],
  ['PrivateRoom', 'PrivateRoom'],
  ['TeamArea', 'OpenArea'],
  ['TeamArea', 'TeamArea'],
] as const)('a %s may not lie in a %s', (inner, outer) => {
  const zones: Partial<Zone>[] = [
    { type: outer, bounds: box(0, 0, 8, 8) },
    { type: inner, bounds: box(1, 1, 2, 2) },
  ];
  expect(codesOf(...zones)).toEqual([['zone-overlap', 'zones[1]']]);
  expect(codesOf(...zones.reverse())).toEqual([['zone-overlap', 'zones[1]']]);
});

test('what lies between the arms of a polygon is not part of it', () => {
  const polygon: Zone['polygon'] = [[0, 0], [2, 0], [2, 4], [4, 4], [4, 0], [6, 0], [6, 6], [0, 6]]; // prettier-ignore
  expect(codesOf({ polygon }, { bounds: box(2, 0, 2, 4) })).toEqual([]);
  expect(codesOf({ polygon }, { bounds: box(2, 0, 2, 5) })).toEqual([['zone-overlap', 'zones[1]']]);
  expect(codesOf({ polygon }, { type: 'PrivateRoom', bounds: box(1, 3, 3, 3) })).toEqual([
    ['zone-overlap', 'zones[1]'],
  ]);
});

test('a Zone has bounds or a polygon, not both and not neither', () => {
  const polygon: Zone['polygon'] = [[0, 0], [2, 0], [2, 2], [0, 2]]; // prettier-ignore
  expect(codesOf({ polygon })).toEqual([]);
  expect(codesOf({ polygon, bounds: box(0, 0, 2, 2) })).toEqual([['zone-area', 'zones[0].polygon']]);
  expect(codesOf({})).toEqual([['zone-area', 'zones[0]']]);
});

test('a polygon runs along the grid and does not touch itself', () => {
  expect(codesOf({ polygon: [[0, 0], [2, 1], [2, 2], [0, 2]] })).toEqual([['zone-area', 'zones[0].polygon']]); // prettier-ignore
  expect(codesOf({ polygon: [[0, 0], [4, 0], [2, 0], [2, 2], [0, 2]] })).toEqual([['zone-area', 'zones[0].polygon']]); // prettier-ignore
});
