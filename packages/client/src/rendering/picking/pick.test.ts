import { createWorldSpace } from '@atrium/world';
import { describe, expect, it } from 'vitest';
import { objectBlock } from '../art/index.ts';
import { screenX, screenY } from '../iso/projection.ts';
import { ObjectLooks } from '../objects/objectLooks.ts';
import { worldOfRows } from '../testing/worldOfRows.ts';
import { createPick } from './pick.ts';

const rows = [
  '..........',
  '..........',
  '..........',
  '..........',
  '.....##.##',
  '..........',
  '..........',
];
const space = createWorldSpace(
  worldOfRows(rows, {
    zones: [{ id: 'room', name: 'Room', type: 'TeamArea', bounds: { x: 5, y: 0, width: 5, height: 4 } }],
    doors: [
      {
        id: 'door',
        bounds: { x: 7, y: 4, width: 1, height: 1 },
        leadsToZone: 'room',
        access: { type: 'open' },
      },
    ],
    objects: [
      { id: 'chair', type: 'Chair', position: { x: 2, y: 2 }, rotation: 0 },
      { id: 'desk', type: 'Desk', position: { x: 1, y: 5 }, rotation: 0 },
      { id: 'hidden', type: 'Chair', position: { x: 1, y: 4 }, rotation: 0 },
      { id: 'board', type: 'Whiteboard', position: { x: 5, y: 0 }, rotation: 0 },
      { id: 'plant', type: 'Plant', position: { x: 4, y: 3 }, rotation: 0 },
      { id: 'other-desk', type: 'Desk', position: { x: 8, y: 6 }, rotation: 0 },
      {
        id: 'computer',
        type: 'Computer',
        position: { x: 9, y: 6 },
        rotation: 0,
        interaction: { action: 'use' },
      },
    ],
  }),
);
const pick = createPick(space, new ObjectLooks());
const at = (x: number, y: number, heightPx = 0) => ({ x: screenX(x, y), y: screenY(x, y, heightPx) });
const person = (key: string, x: number, y: number, isSelf = false) => ({ key, x, y, isSelf });

describe('a tap', () => {
  it('on the floor gives the place', () => {
    const target = pick([], at(8.25, 1.5));
    expect(target.position.x).toBeCloseTo(8.25);
    expect(target.position.y).toBeCloseTo(1.5);
    expect(Object.keys(target)).toEqual(['position']);
  });

  it('on a body means the person, though the floor below the pointer is another tile', () => {
    const target = pick([person('ana', 8.5, 2.5)], at(8.5, 2.5, 40));
    expect(target.personId).toBe('ana');
    expect(Math.floor(target.position.y)).not.toBe(2);
  });

  it('beside a body means the floor', () => {
    const point = at(8.5, 2.5, 20);
    expect(pick([person('ana', 8.5, 2.5)], { x: point.x + 20, y: point.y }).personId).toBeUndefined();
  });

  it('on two people means the one in front', () => {
    const people = [person('front', 8.6, 2.6), person('back', 8.4, 2.4)];
    expect(pick(people, at(8.5, 2.5, 30)).personId).toBe('front');
    expect(pick(people.reverse(), at(8.5, 2.5, 30)).personId).toBe('front');
  });

  it('never means oneself', () => {
    expect(pick([person('me', 8.5, 2.5, true)], at(8.5, 2.5, 30)).personId).toBeUndefined();
  });

  it('on a chair means its seat, on the backrest too', () => {
    expect(pick([], at(2.5, 2.5)).seatId).toBe('chair');
    expect(pick([], at(2.5, 2.5, 20)).seatId).toBe('chair');
  });

  it('on somebody who sits means the person', () => {
    expect(pick([person('ana', 2.5, 2.5)], at(2.5, 2.5, 18)).personId).toBe('ana');
  });

  it('on a desk does not mean the chair that it hides', () => {
    expect(pick([], at(1.5, 5.2, 20)).seatId).toBeUndefined();
    expect(pick([], at(1.4, 4.3, 10)).seatId).toBe('hidden');
  });

  it('on a Whiteboard means it, up to its upper edge and on both of its tiles', () => {
    const { z, y } = objectBlock({ type: 'Whiteboard', rotation: 0 }, undefined);
    expect(pick([], at(5.5, y[1], z[1] - 4)).objectId).toBe('board');
    expect(pick([], at(6.5, y[1], z[1] - 4)).objectId).toBe('board');
    expect(pick([], at(6.5, y[1], z[1] + 40)).objectId).toBeUndefined();
  });

  it('on what stands on a desk means it, and beside it nothing', () => {
    expect(pick([], at(9.5, 6.5, 22 + 8)).objectId).toBe('computer');
    expect(pick([], at(8.3, 6.7, 22)).objectId).toBeUndefined();
  });

  it('on an Object with nothing to use means the floor', () => {
    expect(Object.keys(pick([], at(4.5, 3.5, 10)))).toEqual(['position']);
  });

  it('on somebody before a Whiteboard means the person', () => {
    expect(pick([person('ana', 5.6, 1.4)], at(5.6, 1.4, 40)).personId).toBe('ana');
  });

  it('on the leaf of a Door means the Door', () => {
    expect(pick([], at(7.5, 4.5, 40)).doorId).toBe('door');
    expect(pick([], at(7.5, 4.5)).doorId).toBe('door');
    expect(pick([], at(7.5, 5.4)).doorId).toBeUndefined();
  });
});
