import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatWorld } from '../format/formatWorld.ts';
import { readPublishedWorld } from '../format/readPublishedWorld.ts';
import { currentFormatVersion } from '../format/world.ts';
import type { World } from '../format/world.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { inLongRuns } from '../testing/inLongRuns.ts';
import { idsOf, kindsOfEdits, makeEdit, picked } from '../testing/anyEdit.ts';
import type { EditGesture } from '../testing/anyEdit.ts';
import { officeWorld } from '../testing/officeWorld.ts';
import { compareWorlds, isUnchanged } from './compareWorlds.ts';
import { packTiles, unpackTiles } from './editableTiles.ts';
import { editsBetween } from './editsBetween.ts';
import { beginHistory, redo, remember, replayEdits, undo } from './editHistory.ts';
import { copyFragment, pasteFragment, readFragment, turnFragment } from './fragment.ts';
import { moveSelection, turnSelection } from './moveSelection.ts';
import { resizeMap } from './resizeMap.ts';
import { isSame } from './isSame.ts';
import { extentOfSelection, selectRoom, selectWithin } from './selection.ts';
import { worldLists } from './worldEdit.ts';

const anyGesture: fc.Arbitrary<EditGesture> = fc.record({
  kind: fc.nat(1_000),
  x: fc.integer({ min: -2, max: 35 }),
  y: fc.integer({ min: -2, max: 28 }),
  width: fc.integer({ min: 1, max: 8 }),
  height: fc.integer({ min: 1, max: 8 }),
  pick: fc.nat(10_000),
});
const gestures = fc.array(anyGesture, { maxLength: 30 });
const runs = { numRuns: inLongRuns(2_000, 80) };

/** What comes of gestures; those that are refused change nothing. */
function perform(start: World, all: readonly EditGesture[]) {
  let history = beginHistory(start);
  let refused = 0;
  const used = new Set<number>();
  for (const random of all) {
    const outcome = makeEdit(history.world, random);
    if (!outcome.ok) {
      refused++;
      continue;
    }
    used.add(random.kind % kindsOfEdits);
    history = remember(history, outcome);
  }
  return { history, refused, used };
}

/** The office with ground around it to build on. */
const start = grown(unpackTiles(officeWorld()));

function grown(world: World): World {
  const outcome = resizeMap(world, { left: 2, top: 2, right: 18, bottom: 14 });
  if (!outcome.ok) throw new Error(outcome.refusal);
  return outcome.world;
}

describe('any edits', () => {
  it('are found again between the World of before and the one after, thing by thing', () => {
    const orderless = (world: World) => ({
      ...world,
      ...Object.fromEntries(
        worldLists.map((list) => [list, [...world[list]].sort((a, b) => a.id.localeCompare(b.id))]),
      ),
    });
    fc.assert(
      fc.property(gestures, (all) => {
        const { world } = perform(start, all).history;
        const edits = editsBetween(start, world);
        if (edits === undefined) {
          expect(world.map).not.toEqual(start.map);
          return;
        }
        const { history, conflicts } = replayEdits(start, edits);
        expect(conflicts).toEqual([]);
        expect(orderless(history.world)).toEqual(orderless(world));
      }),
      runs,
    );
    expect(editsBetween(start, start)).toEqual([]);
  });

  it('undone give the World of before, and made again the one after', () => {
    fc.assert(
      fc.property(gestures, (all) => {
        const { history } = perform(start, all);
        let back = history;
        while (back.done.length > 0) {
          const before = back;
          back = undo(back);
          expect(back.done.length).toBe(before.done.length - 1);
        }
        expect(back.world).toEqual(start);
        expect(undo(back)).toBe(back);
        let again = back;
        while (again.undone.length > 0) again = redo(again);
        expect(again.world).toEqual(history.world);
        expect(redo(again)).toBe(again);
      }),
      runs,
    );
  });

  it('are of every kind, or else this would prove nothing about some', () => {
    const missing = new Set(Array.from({ length: kindsOfEdits }, (_, kind) => kind));
    // Any seed that is enough: what is drawn at random misses a rare kind now and then.
    const samples = fc.sample(gestures, { seed: 20_261_130, numRuns: 500 });
    for (const all of samples) {
      if (missing.size === 0) break;
      for (const kind of perform(start, all).used) missing.delete(kind);
    }
    expect([...missing]).toEqual([]);
  });

  it('give a World that is the same after it was written and read', () => {
    fc.assert(
      fc.property(gestures, (all) => {
        const { world } = perform(start, all).history;
        const packed = packTiles(world);
        const read = readPublishedWorld(new TextEncoder().encode(formatWorld(packed)));
        expect(read).toEqual(packed);
        expect(read && unpackTiles(read)).toEqual(world);
      }),
      runs,
    );
  });

  it('survive as JSON, and are made again on the World that they were made for', () => {
    fc.assert(
      fc.property(gestures, (all) => {
        const { history } = perform(start, all);
        const kept = JSON.parse(JSON.stringify(history.done)) as typeof history.done;
        const replayed = replayEdits(start, kept);
        expect(replayed.conflicts).toEqual([]);
        expect(replayed.history.world).toEqual(history.world);
      }),
      runs,
    );
  });

  it('are told apart by a comparison exactly where the World is another', () => {
    fc.assert(
      fc.property(gestures, (all) => {
        const { world } = perform(start, all).history;
        expect(isUnchanged(compareWorlds(start, world))).toBe(isSame(start, world));
        expect(isUnchanged(compareWorlds(world, packTiles(world)))).toBe(true);
      }),
      runs,
    );
  });

  it('leave no id twice, no Door to a Zone that is gone, and no link to an Object that is gone', () => {
    fc.assert(
      fc.property(gestures, (all) => {
        const { world } = perform(start, all).history;
        const ids = [world.groundZone.id, ...worldLists.flatMap((list) => world[list].map(({ id }) => id))];
        expect(new Set(ids).size).toBe(ids.length);
        const zones = new Set([world.groundZone.id, ...world.zones.map(({ id }) => id)]);
        expect(world.doors.filter(({ leadsToZone }) => !zones.has(leadsToZone))).toEqual([]);
        const objects = new Set(world.objects.map(({ id }) => id));
        const links = world.objects.flatMap(({ linkedObjects }) => linkedObjects ?? []);
        expect(links.filter((id) => !objects.has(id))).toEqual([]);
      }),
      runs,
    );
  });
});

describe('a selection', () => {
  const around = fc.record({
    x: fc.integer({ min: 0, max: 16 }),
    y: fc.integer({ min: 0, max: 12 }),
    width: fc.integer({ min: 1, max: 14 }),
    height: fc.integer({ min: 1, max: 14 }),
  });

  it('that is turned four times is as before', () => {
    let turned = 0;
    fc.assert(
      fc.property(around, (rectangle: Rectangle) => {
        const selection = selectWithin(start, rectangle);
        let world = start;
        for (let turn = 0; turn < 4; turn++) {
          const outcome = turnSelection(world, selection);
          if (!outcome.ok) return;
          world = outcome.world;
        }
        turned++;
        expect(world).toEqual(start);
      }),
      { numRuns: inLongRuns(2_000, 200) },
    );
    expect(turned).toBeGreaterThan(20);
  });

  it('that is moved away and back is as before, and takes as much room', () => {
    fc.assert(
      fc.property(
        around,
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: -5, max: 5 }),
        (rectangle, x, y) => {
          const selection = selectWithin(start, rectangle);
          const moved = moveSelection(start, selection, { x, y });
          if (!moved.ok) return;
          const before = extentOfSelection(start, selection);
          const after = extentOfSelection(moved.world, selection);
          expect(after).toEqual(before && { ...before, x: before.x + x, y: before.y + y });
          const back = moveSelection(moved.world, selection, { x: 0 - x, y: 0 - y });
          expect(back.ok && back.world).toEqual(start);
        },
      ),
      runs,
    );
  });
});

describe('a fragment', () => {
  it('is the same after four turns, and after it was written and read', () => {
    for (const { id } of start.zones) {
      const selection = selectRoom(start, id);
      const fragment = selection && copyFragment(start, selection);
      if (fragment === undefined) throw new Error('There is no such room.');
      expect(turnFragment(turnFragment(turnFragment(turnFragment(fragment))))).toEqual(fragment);
      expect(readFragment(JSON.stringify(fragment))).toEqual(fragment);
    }
  });

  it('has ids of its own wherever it is pasted, its links and Doors among its own parts', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(10_000), fc.nat(40), fc.nat(30), (place, seed, x, y) => {
        const zone = picked(start.zones, place);
        const selection = zone && selectRoom(start, zone.id);
        const fragment = selection && copyFragment(start, selection);
        if (fragment === undefined) return;
        const pasted = pasteFragment(start, fragment, { x, y }, idsOf(start, seed));
        if (!pasted.ok) return;
        const before = new Set(worldLists.flatMap((list) => start[list].map(({ id }) => id)));
        expect(pasted.made.filter((id) => before.has(id))).toEqual([]);
        expect(pasted.made.length).toBe(worldLists.reduce((sum, list) => sum + fragment[list].length, 0));
        const made = new Set(pasted.made);
        const { doors, objects } = pasted.world;
        for (const door of doors) if (made.has(door.id)) expect(made.has(door.leadsToZone)).toBe(true);
        for (const { id, linkedObjects = [] } of objects)
          if (made.has(id)) expect(linkedObjects.filter((other) => !made.has(other))).toEqual([]);
      }),
      runs,
    );
  });

  it.each([
    ['no JSON', '{'],
    ['something else', '"hello"'],
    ['a World file', JSON.stringify(officeWorld())],
    ['a key that it does not have', JSON.stringify({ ...emptyFragment(), more: 1 })],
    ['tiles that are missing', JSON.stringify({ ...emptyFragment(), layers: [{ id: 'floor', tiles: [] }] })],
    [
      'parts outside of it',
      JSON.stringify({
        ...emptyFragment(),
        objects: [{ id: 'a', type: 'Sofa', position: { x: 1, y: 0 }, rotation: 0 }],
      }),
    ],
    [
      'a Zone without a place',
      JSON.stringify({ ...emptyFragment(), zones: [{ id: 'a', type: 'TeamArea', name: 'Aurora' }] }),
    ],
    [
      'a Zone with two places',
      JSON.stringify({
        ...emptyFragment(),
        zones: [
          {
            id: 'a',
            type: 'TeamArea',
            name: 'Aurora',
            bounds: { x: 0, y: 0, width: 1, height: 1 },
            polygon: [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ],
          },
        ],
      }),
    ],
    [
      'an id twice',
      JSON.stringify({
        ...emptyFragment(),
        objects: [0, 1].map((x) => ({ id: 'a', type: 'Chair', position: { x, y: 0 }, rotation: 0 })),
      }),
    ],
  ])('is not read from %s', (_case, text) => {
    expect(readFragment(text)).toBeUndefined();
  });
});

function emptyFragment() {
  const lists = Object.fromEntries(worldLists.map((list) => [list, []]));
  return {
    kind: 'atrium-fragment',
    formatVersion: currentFormatVersion,
    width: 2,
    height: 2,
    layers: [],
    ...lists,
  };
}
