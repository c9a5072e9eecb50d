import { describe, expect, test } from 'vitest';
import { createWorldSpace, distance, isInReach, noRestrictions } from '@atrium/world';
import type { Position } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { planCourse } from './planCourse.ts';

const space = createWorldSpace(
  worldFromPlan(['#######', '#.....#', '#..K..#', '#.....#', '#@....#', '#######'], {
    objects: { K: { type: 'CoffeeMachine' } },
  }),
);
const machine = space.world.objects[0];
const from = { position: { x: 1.5, y: 4.5 }, zoneId: space.zones.ground.id, state: 'idle' } as const;

/** Where somebody stops who goes to the coffee machine while others stand at these places. */
function endAmong(others: readonly Position[], start: Position = from.position): Position | undefined {
  const isTaken = (place: Position) => others.some((other) => distance(other, place) < 0.6);
  const goal = { kind: 'object', objectId: machine?.id ?? '' } as const;
  const course = planCourse(space, { ...noRestrictions, isTaken }, { ...from, position: start }, goal);
  return course?.at(-1) ?? (course && start);
}

describe('people at one Object', () => {
  test('stop beside each other', () => {
    const places: Position[] = [];
    for (let number = 0; number < 4; number++) {
      const place = endAmong(places);
      if (place === undefined || machine === undefined) throw new Error('There is no way.');
      expect(isInReach(machine, place)).toBe(true);
      expect(places.some((other) => distance(other, place) < 0.6)).toBe(false);
      places.push(place);
    }
  });

  test('share a place where no other is left', () => {
    const everywhere = Array.from({ length: 49 }, (_, index) => ({
      x: (index % 7) + 0.5,
      y: Math.floor(index / 7) + 0.5,
    }));
    expect(endAmong(everywhere)).toBeDefined();
  });

  test('step aside only where somebody stands already', () => {
    expect(endAmong([], { x: 3.5, y: 3.5 })).toEqual({ x: 3.5, y: 3.5 });
    expect(endAmong([{ x: 3.5, y: 3.5 }], { x: 3.5, y: 3.5 })).not.toEqual({ x: 3.5, y: 3.5 });
  });
});
