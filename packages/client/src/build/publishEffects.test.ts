import { describe, expect, test } from 'vitest';
import {
  createNewIds,
  drawWall,
  eraseSelection,
  moveSelection,
  placeObjects,
  resizeMap,
  selectRoom,
  unpackTiles,
} from '@atrium/world';
import type { EditOutcome, World } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { effectsBetween } from './publishEffects.ts';
import type { PersonInside } from './publishEffects.ts';

const office: World = {
  ...unpackTiles(officeWorld()),
  objects: [
    ...unpackTiles(officeWorld()).objects,
    { id: 'board', type: 'Whiteboard', position: { x: 6, y: 2 }, rotation: 0, persistent: true },
    { id: 'scrap', type: 'Whiteboard', position: { x: 8, y: 8 }, rotation: 0 },
  ],
};
const worldOf = (outcome: EditOutcome): World => {
  if (!outcome.ok) throw new Error(outcome.refusal);
  return outcome.world;
};
const ana: PersonInside = { name: 'Ana', position: { x: 5.5, y: 5.5 }, zoneId: 'ground' };
const ben: PersonInside = { name: 'Ben', position: { x: 1.5, y: 1.5 }, zoneId: 'meeting' };
const cleo: PersonInside = { name: 'Cleo', position: { x: 2.5, y: 8.5 }, zoneId: 'ground' };
const people = [ana, ben, cleo];
const effects = (draft: World, locked: readonly string[] = []) =>
  effectsBetween(office, draft)(people, new Set(locked));
const nobody = { inTheWay: [], along: [], silenced: [] };

describe('people', () => {
  test('are left alone by what happens elsewhere', () => {
    expect(effects(worldOf(drawWall(office, { x: 6, y: 8 }, { x: 7, y: 8 }, 'wall')))).toMatchObject(nobody);
  });

  test('make way for walls and for furniture', () => {
    const wall = worldOf(drawWall(office, { x: 5, y: 5 }, { x: 5, y: 5 }, 'wall'));
    expect(effects(wall)).toMatchObject({ ...nobody, inTheWay: ['Ana'] });
    const plant = [{ type: 'Plant', position: { x: 5, y: 5 }, rotation: 0 } as const];
    const furnished = worldOf(placeObjects(office, plant, createNewIds(office, Math.random)));
    expect(effects(furnished)).toMatchObject({ ...nobody, inTheWay: ['Ana'] });
  });

  test('go along with the seat they sit on, and make way where it goes', () => {
    const chair = { ids: new Set(['chair-2-8']) };
    expect(effects(worldOf(moveSelection(office, chair, { x: 3, y: 0 })))).toMatchObject({
      ...nobody,
      along: ['Cleo'],
    });
    const without = worldOf(eraseSelection(office, chair));
    expect(effects(without)).toMatchObject(nobody);
    const walled = worldOf(drawWall(without, { x: 2, y: 8 }, { x: 2, y: 8 }, 'wall'));
    expect(effects(walled)).toMatchObject({ ...nobody, inTheWay: ['Cleo'] });
  });

  test('go along with a room that is moved as a whole', () => {
    const larger = worldOf(resizeMap(office, { left: 0, top: 0, right: 20, bottom: 0 }));
    const large = worldOf(drawWall(larger, { x: 13, y: 5 }, { x: 13, y: 5 }, null));
    const room = selectRoom(large, 'meeting');
    const moved = worldOf(moveSelection(large, room ?? { ids: new Set() }, { x: 16, y: 0 }));
    expect(effects(moved).along).toEqual(['Ben']);
  });

  test('are told of new company: another Zone, other Doors, no walls any more', () => {
    const noZone = worldOf(eraseSelection(office, { ids: new Set(['meeting']) }));
    expect(effects(noZone).silenced).toEqual(['Ben']);
    const knocking = office.doors.map((door) =>
      door.id === 'meeting-door' ? { ...door, access: { type: 'knock' as const } } : door,
    );
    expect(effects({ ...office, doors: knocking }).silenced).toEqual(['Ben']);
    expect(effects(worldOf(drawWall(office, { x: 5, y: 1 }, { x: 5, y: 3 }, null))).silenced).toEqual([
      'Ben',
    ]);
  });
});

test('locked Doors that go are named, others are not', () => {
  const draft = worldOf(eraseSelection(office, { ids: new Set(['meeting-door', 'private-door']) }));
  const { lockedDoors } = effects(draft, ['private-door', 'long-gone']);
  expect(lockedDoors.map(({ id }) => id)).toEqual(['private-door']);
  expect(effects(office, ['private-door']).lockedDoors).toEqual([]);
});

test('Whiteboards whose drawings were kept are named when they go or are kept no more', () => {
  const gone = worldOf(eraseSelection(office, { ids: new Set(['board', 'scrap']) }));
  expect(effects(gone).keptBoards.map(({ id }) => id)).toEqual(['board']);
  const objects = office.objects.map((object) =>
    object.id === 'board' ? { ...object, persistent: false } : object,
  );
  expect(effects({ ...office, objects }).keptBoards.map(({ id }) => id)).toEqual(['board']);
});
