import { expect, it } from 'vitest';
import { unpackTiles, worldLists } from '@atrium/world';
import { officeWorld, worldFromPlan } from '@atrium/world/testing';
import { buildEn } from '../ui/build/buildEn.ts';
import { lookEn } from '../ui/build/lookEn.ts';
import { keyOfZone, outlineOfWorld, rowsOfOutline, searchOutline, stepInTree } from './outline.ts';

const words = { ...buildEn, ...lookEn };
const world = unpackTiles(
  worldFromPlan(['########', '#@.1aaC#', '#P.#aaa#', '########'], {
    zones: { a: { type: 'MeetingRoom', name: 'Saturn' } },
    doors: { 1: { leadsToZone: 'a' } },
  }),
);

it('lists everything in its Zone, Doors in the one that they lead to, and the rest on the ground', () => {
  const names = outlineOfWorld(world, words).map(({ name, things }) => [
    name,
    ...things.map((thing) => thing.name),
  ]);
  expect(names).toEqual([
    ['Saturn', 'Door', 'Chair'],
    ['Ground', 'Start place', 'Plant'],
  ]);
});

it('nothing is left out of a whole office, and nothing is twice', () => {
  const office = officeWorld();
  const outlined = outlineOfWorld(office, words).flatMap(({ id, things }) => [
    id,
    ...things.map((thing) => thing.id),
  ]);
  const all = worldLists.flatMap((list) => office[list].map(({ id }) => id));
  expect(outlined.filter((id) => id !== undefined).sort()).toEqual(all.sort());
});

it('a search finds things by their own names, and a Zone with all that is in it', () => {
  const outline = outlineOfWorld(world, words);
  expect(searchOutline(outline, ' CHAIR')).toMatchObject([{ name: 'Saturn', things: [{ name: 'Chair' }] }]);
  expect(searchOutline(outline, 'sat')).toMatchObject([{ name: 'Saturn', things: [{}, {}] }]);
  expect(searchOutline(outline, 'unicorn')).toEqual([]);
});

const tree = (open: readonly string[], listed = 100) =>
  rowsOfOutline(
    outlineOfWorld(world, words),
    (key) => open.includes(key),
    () => listed,
  );
const saturn = keyOfZone('a');

it('a tree shows what is in the Zones that are open, and of many things the first', () => {
  expect(tree([]).map(({ name, place, of }) => [name, place, of])).toEqual([
    ['Saturn', 1, 2],
    ['Ground', 2, 2],
  ]);
  expect(tree([saturn]).map(({ name, place, of }) => [name, place, of])).toEqual([
    ['Saturn', 1, 2],
    ['Door', 1, 2],
    ['Chair', 2, 2],
    ['Ground', 2, 2],
  ]);
  expect(tree([saturn], 1).slice(1, 3)).toMatchObject([
    { name: 'Door', of: 2 },
    { kind: 'rest', count: 1, place: 2, of: 2 },
  ]);
});

it('the arrow keys go through a tree as WAI-ARIA has it', () => {
  const closed = tree([]);
  const open = tree([saturn]);
  const [, door, chair] = open;
  expect(stepInTree(closed, saturn, 'ArrowRight')).toEqual({ toggle: saturn });
  expect(stepInTree(open, saturn, 'ArrowRight')).toEqual({ go: door?.key });
  expect(stepInTree(open, chair?.key ?? '', 'ArrowLeft')).toEqual({ go: saturn });
  expect(stepInTree(open, saturn, 'ArrowLeft')).toEqual({ toggle: saturn });
  expect(stepInTree(open, saturn, 'ArrowUp')).toBeUndefined();
  expect(stepInTree(open, door?.key ?? '', 'ArrowDown')).toEqual({ go: chair?.key });
  expect(stepInTree(open, saturn, 'End')).toEqual({ go: keyOfZone(undefined) });
  expect(stepInTree(open, keyOfZone(undefined), 'c')).toEqual({ go: chair?.key });
});
