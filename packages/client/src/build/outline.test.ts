import { expect, it } from 'vitest';
import { unpackTiles, worldLists } from '@atrium/world';
import { officeWorld, worldFromPlan } from '@atrium/world/testing';
import { buildEn } from '../ui/build/buildEn.ts';
import { lookEn } from '../ui/build/lookEn.ts';
import { outlineOfWorld, searchOutline } from './outline.ts';

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
