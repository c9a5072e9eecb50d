import { createWorldSpace } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { expect, it } from 'vitest';
import { InteractionFinder } from './interaction.ts';
import type { InteractionSituation } from './interaction.ts';

const space = createWorldSpace(officeWorld());
const finder = new InteractionFinder(space);
const chair = space.seats.find(({ id }) => id.startsWith('chair-2-8'));
if (chair === undefined) throw new Error('The office has a workplace.');

const standing = (x: number, y: number): InteractionSituation => ({
  place: { x, y, state: 'idle' },
  zoneId: space.zones.at({ x, y }).id,
  seat: undefined,
  isToKnockAt: () => true,
  usingId: undefined,
});

it('offers to knock before a closed Door, from outside alone', () => {
  expect(finder.find(standing(8.5, 5.5))).toEqual({ kind: 'knock', doorId: 'private-door' });
  expect(finder.find({ ...standing(8.5, 5.5), isToKnockAt: () => false })).toBeUndefined();
  expect(finder.find(standing(8.5, 3.5))).toBeUndefined();
});

it('offers the seat in reach, and on it the Computer of the workplace, and then to stand up', () => {
  expect(finder.find({ ...standing(3.5, 8.5), seat: chair })).toEqual({ kind: 'sit', seatId: chair.id });
  const seated = { ...standing(0, 0), zoneId: 'ground', place: { ...chair.position, state: 'sitting' } };
  expect(finder.find(seated)).toEqual({ kind: 'use', objectId: 'computer' });
  expect(finder.find({ ...seated, usingId: 'computer' })).toEqual({ kind: 'standUp' });
});

it('offers nothing where nothing is in reach', () => {
  expect(finder.find(standing(12.5, 8.5))).toBeUndefined();
});
