import { describe, expect, it } from 'vitest';
import type { WorldObject } from '../format/world.ts';
import { officeWorld } from '../testing/officeWorld.ts';
import { worldFromPlan } from '../testing/worldFromPlan.ts';
import { createWorldSpace } from './worldSpace.ts';
import { objectTypes } from '../objects/objectTypes.ts';
import { isForOne, isInReach, purposeOf, seatsToUse, useReachTiles, zoneIdOfObject } from './objectUse.ts';

const place = { position: { x: 4, y: 4 }, rotation: 0 } as const;

describe('what an Object is for', () => {
  it('is what it opens, other than for seats', () => {
    const interaction = { action: 'use', opens: 'https://example.org/' } as const;
    for (const type of ['Computer', 'Whiteboard', 'Plant'] as const) {
      expect(purposeOf({ type, interaction })).toEqual({ kind: 'page', address: 'https://example.org/' });
    }
    expect(purposeOf({ type: 'Chair', interaction })).toEqual({ kind: 'sit' });
  });

  it.each([
    ['Whiteboard', undefined, 'board'],
    ['Whiteboard', 'open', 'board'],
    ['Chair', undefined, 'sit'],
    ['Sofa', 'sit', 'sit'],
    ['CoffeeMachine', 'use', 'plain'],
    ['CoffeeMachine', undefined, undefined],
    ['Computer', 'use', 'start'],
    ['Computer', undefined, undefined],
    ['Plant', undefined, undefined],
    ['Desk', undefined, undefined],
  ] as const)('%s with the action %s: %s', (type, action, kind) => {
    expect(purposeOf({ type, interaction: action && { action } })?.kind).toBe(kind);
  });
});

describe('an Object is for one person at a time', () => {
  it('where its World file says so, and else where it is a seat or a Computer', () => {
    expect(objectTypes.filter((type) => isForOne({ type }))).toEqual([
      'Chair',
      'LoungeChair',
      'Sofa',
      'Computer',
    ]);
    for (const type of objectTypes) {
      expect(isForOne({ type, occupancy: 'single' })).toBe(type !== 'Whiteboard');
      expect(isForOne({ type, occupancy: 'multiple' })).toBe(false);
    }
  });
});

describe('the reach of an Object', () => {
  const desk: WorldObject = { id: 'desk', type: 'Desk', ...place };

  it('is measured from the edge of what it stands on, on every side', () => {
    expect(useReachTiles).toBe(1.25);
    for (const [x, y] of [
      [2.75, 4.5],
      [7.25, 4.5],
      [5, 2.75],
      [5, 6.25],
      [5, 4.5],
    ] as const) {
      expect(isInReach(desk, { x, y })).toBe(true);
    }
    for (const [x, y] of [
      [2.734375, 4.5],
      [7.265625, 4.5],
      [5, 2.734375],
      [5, 6.265625],
      [3, 3],
    ] as const) {
      expect(isInReach(desk, { x, y })).toBe(false);
    }
  });

  it('turns with the Object', () => {
    expect(isInReach({ ...desk, rotation: 90 }, { x: 4.5, y: 7.25 })).toBe(true);
    expect(isInReach(desk, { x: 4.5, y: 7.25 })).toBe(false);
  });
});

describe('the Zone of an Object', () => {
  it('is where the tile of its position lies, whatever else it covers', () => {
    const space = createWorldSpace(
      worldFromPlan(['....aaaa', '....aaaa', '....aaaa'], { zones: { a: { type: 'MeetingRoom' } } }),
    );
    const zoneOfDeskAt = (x: number) => zoneIdOfObject(space, { position: { x, y: 1 } });
    expect([zoneOfDeskAt(2), zoneOfDeskAt(3), zoneOfDeskAt(4)]).toEqual(['ground', 'ground', 'a']);
  });
});

describe('where one has to sit to use an Object', () => {
  const seatIds = (objects: readonly WorldObject[], id: string) => {
    const space = createWorldSpace(worldFromPlan(['.'.repeat(12)], { more: { objects } }));
    const object = space.object(id);
    return object && seatsToUse(space, object)?.map((seat) => seat.id);
  };
  const at = (x: number) => ({ position: { x, y: 0 }, rotation: 0 }) as const;

  it('is the Chair of its Desk', () => {
    const space = createWorldSpace(officeWorld());
    const computer = space.object('computer');
    expect(computer && seatsToUse(space, computer)?.map(({ id }) => id)).toEqual(['chair-2-8']);
  });

  it('is nowhere in particular for most', () => {
    expect(
      seatIds([{ id: 'coffee', type: 'CoffeeMachine', ...at(0), interaction: { action: 'use' } }], 'coffee'),
    ).toBe(undefined);
  });

  it('is found along links whichever way they point, the nearest first', () => {
    const objects: WorldObject[] = [
      { id: 'far', type: 'Chair', ...at(5), linkedObjects: ['desk'] },
      { id: 'desk', type: 'Desk', ...at(1) },
      { id: 'computer', type: 'Computer', ...at(1), linkedObjects: ['desk', 'near'] },
      { id: 'near', type: 'Sofa', ...at(3) },
      { id: 'other', type: 'Chair', ...at(6) },
    ];
    expect(seatIds(objects, 'computer')).toEqual(['near', 'near.1', 'far']);
  });

  it('is nowhere where nothing is linked, and links to what is not there lead nowhere', () => {
    expect(
      seatIds([{ id: 'computer', type: 'Computer', ...at(1), linkedObjects: ['gone'] }], 'computer'),
    ).toEqual([]);
  });

  it('is a seat too for whatever requires one', () => {
    const objects: WorldObject[] = [
      { id: 'booth', type: 'PhoneBooth', ...at(1), interaction: { action: 'use', requires: ['Chair'] } },
      { id: 'chair', type: 'Chair', ...at(2), linkedObjects: ['booth'] },
    ];
    expect(seatIds(objects, 'booth')).toEqual(['chair']);
    const [booth, chair] = objects;
    if (booth === undefined || chair === undefined) throw new Error('There is nothing.');
    booth.interaction = { action: 'use', requires: ['Desk'] };
    expect(seatIds([booth, chair], 'booth')).toBeUndefined();
  });

  it('does not go round in circles', () => {
    const objects: WorldObject[] = [
      { id: 'computer', type: 'Computer', ...at(1), linkedObjects: ['chair'] },
      { id: 'chair', type: 'Chair', ...at(2), linkedObjects: ['computer'] },
    ];
    expect(seatIds(objects, 'computer')).toEqual(['chair']);
  });
});
