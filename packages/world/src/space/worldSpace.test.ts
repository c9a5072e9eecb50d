import { expect, it } from 'vitest';
import { createWorldSpace } from './worldSpace.ts';
import { worldFromPlan } from '../testing/worldFromPlan.ts';

const space = createWorldSpace(
  worldFromPlan(['#######', '#@.1aa#', '#S.#aa#', '#...:.#', '#######'], {
    zones: { a: { type: 'MeetingRoom' } },
    doors: { 1: { leadsToZone: 'a' } },
    objects: { S: { type: 'Sofa', rotation: 0 } },
  }),
);

it('knows Doors and passages by id and by place', () => {
  expect(space.gates.map((gate) => [gate.kind, gate.id])).toEqual([
    ['door', 'door-1'],
    ['passage', 'passage-1'],
  ]);
  expect(space.gateAt({ x: 3.99, y: 1 })?.id).toBe('door-1');
  expect(space.gateAt({ x: 4, y: 1 })).toBeUndefined();
  expect(space.gateAt({ x: -1, y: 90 })).toBeUndefined();
  expect(space.gate('passage-1')?.bounds).toEqual({ x: 4, y: 3, width: 1, height: 1 });
  expect(space.door('door-1')?.leadsToZone).toBe('a');
  expect(space.door('passage-1')).toBeUndefined();
});

it('gives every tile of a sofa a seat of its own', () => {
  const [first, second] = space.seats;
  expect(first).toMatchObject({ position: { x: 1.5, y: 2.5 }, facing: 'SW' });
  expect(second).toMatchObject({ id: `${first?.objectId}.1`, position: { x: 2.5, y: 2.5 } });
  expect(space.seatAt({ x: 2.1, y: 2.9 })).toBe(second);
  expect(space.seatAt({ x: 2.1, y: 3.1 })).toBeUndefined();
  expect(space.seat(second?.id ?? '')).toBe(second);
  expect(space.seatAt({ x: 8.5, y: 1.5 })).toBeUndefined();
});
