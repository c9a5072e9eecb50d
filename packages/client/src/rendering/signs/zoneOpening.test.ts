import { expect, test } from 'vitest';
import { createWorldSpace } from '@atrium/world';
import { worldOfRows } from '../testing/worldOfRows.ts';
import { zoneOpening } from './zoneOpening.ts';

const zone = (id: string, x: number, y: number, width: number, height: number) => ({
  id,
  name: id,
  type: 'TeamArea' as const,
  bounds: { x, y, width, height },
});

test('people walk into a Zone through the middle of its widest opening', () => {
  const space = createWorldSpace(
    worldOfRows(
      ['########', '#...#..#', '#......#', '#......#', '#...#..#', '#...#..#', '##.#####', '#......#'],
      {
        zones: [zone('team', 1, 1, 3, 5)],
      },
    ),
  );
  expect(zoneOpening(space, 'team')).toEqual({ x: 4, y: 3 });
});

test('an opening from the groundZone comes before a wider one from another Zone', () => {
  const space = createWorldSpace(
    worldOfRows(['....', '....', '....', '##.#', '....'], {
      zones: [zone('north', 0, 0, 4, 1), zone('south', 0, 1, 4, 2)],
    }),
  );
  expect(zoneOpening(space, 'south')).toEqual({ x: 2.5, y: 3 });
  expect(zoneOpening(space, 'north')).toEqual({ x: 2, y: 1 });
});

test('a Zone without a way in has no opening', () => {
  const space = createWorldSpace(
    worldOfRows(['###.', '#.#.', '###.', '....'], { zones: [zone('closed', 1, 1, 1, 1)] }),
  );
  expect(zoneOpening(space, 'closed')).toBeUndefined();
});
