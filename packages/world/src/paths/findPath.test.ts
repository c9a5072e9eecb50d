import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sweepCircle } from '../collision/sweepCircle.ts';
import { distance } from '../geometry/units.ts';
import type { Position } from '../geometry/units.ts';
import { stepWalker } from '../movement/stepWalker.ts';
import { noRestrictions } from '../movement/restrictions.ts';
import { walkerRadiusTiles } from '../movement/movementNumbers.ts';
import type { Restrictions } from '../movement/restrictions.ts';
import type { Standing } from '../movement/standing.ts';
import { createWorldSpace } from '../space/worldSpace.ts';
import { findPath, placesToStandUp } from './findPath.ts';
import { nearestFreePosition } from './nearestFreePosition.ts';
import { worldFromPlan } from '../testing/worldFromPlan.ts';

const office = createWorldSpace(
  worldFromPlan(
    [
      '###########', //
      '#....#....#',
      '#....#.CC.#',
      '#.P.......#',
      '#....#....#',
      '###########',
    ],
    {
      more: {
        doors: [
          {
            id: 'door',
            bounds: { x: 5, y: 3, width: 1, height: 1 },
            leadsToZone: 'room',
            access: { type: 'open' },
          },
        ],
        zones: [
          { id: 'room', name: 'Room', type: 'MeetingRoom', bounds: { x: 6, y: 1, width: 4, height: 4 } },
        ],
      },
    },
  ),
);
const standing = (x: number, y: number, state: Standing['state'] = 'idle'): Standing => ({
  position: { x, y },
  zoneId: office.zones.at({ x, y }).id,
  state,
});

describe('findPath', () => {
  it('goes straight where nothing is in the way', () => {
    expect(findPath(office, noRestrictions, standing(1.5, 1.5), { x: 4.25, y: 2 })).toEqual([
      { x: 4.25, y: 2 },
    ]);
  });

  it('leads through a Door into the next room, exactly to the place', () => {
    const path = findPath(office, noRestrictions, standing(1.5, 1.5), { x: 9.5, y: 1.75 });
    expect(path?.at(-1)).toEqual({ x: 9.5, y: 1.75 });
  });

  it('keeps out of a closed Door and leads out of it', () => {
    const closed: Restrictions = {
      refusesGate: () => 'door-closed',
      closesDoor: () => false,
      refusesZone: () => false,
    };
    const end = findPath(office, closed, standing(1.5, 1.5), { x: 9.5, y: 1.75 })?.at(-1);
    expect(end?.x).toBeLessThan(5);
    expect(findPath(office, closed, standing(9.5, 1.5), { x: 1.5, y: 1.5 })?.at(-1)).toEqual({
      x: 1.5,
      y: 1.5,
    });
  });

  it('keeps out of a full Zone', () => {
    const full: Restrictions = {
      refusesGate: () => undefined,
      closesDoor: () => false,
      refusesZone: (zoneId) => zoneId === 'room',
    };
    const path = findPath(office, full, standing(1.5, 1.5), { x: 6.5, y: 3.5 });
    expect(path?.at(-1)).toEqual({ x: 5.5, y: 3.5 });
  });

  it('ends beside what is solid, and nowhere where no place is nearer', () => {
    const end = findPath(office, noRestrictions, standing(9.5, 4.5), { x: 8.5, y: 2.5 })?.at(-1);
    expect(end === undefined ? 0 : distance(end, { x: 8.5, y: 2.5 })).toBe(1);
    expect(findPath(office, noRestrictions, standing(1.5, 1.5), { x: 0.5, y: 0.5 })).toBeUndefined();
  });

  it('begins with standing up where the walker sits', () => {
    const path = findPath(office, noRestrictions, standing(7.5, 2.5, 'sitting'), { x: 7.5, y: 4.5 });
    expect(path).toEqual([
      { x: 7.5, y: 3.5 },
      { x: 7.5, y: 4.5 },
    ]);
  });

  it('is a way that a walker can really go', () => {
    const tiles = fc.array(fc.constantFrom('.', '.', '.', '#', 'P'), { minLength: 100, maxLength: 100 });
    const place = fc.double({ min: 0.5, max: 9.5, noNaN: true });
    fc.assert(
      fc.property(tiles, place, place, place, place, (letters, ax, ay, bx, by) => {
        const space = createWorldSpace(
          worldFromPlan(Array.from({ length: 10 }, (_, y) => letters.slice(y * 10, y * 10 + 10).join(''))),
        );
        const start = nearestFreePosition(space, { x: ax, y: ay });
        fc.pre(start !== undefined);
        const path = findPath(
          space,
          noRestrictions,
          { position: start, zoneId: 'ground', state: 'idle' },
          { x: bx, y: by },
        );
        let at: { position: Position; zoneId: string } = { position: start, zoneId: 'ground' };
        for (const wayPoint of path ?? []) {
          for (let step = 0; step < 2000 && distance(at.position, wayPoint) > 1 / 64; step++) {
            const way = { x: wayPoint.x - at.position.x, y: wayPoint.y - at.position.y };
            at = stepWalker(space, noRestrictions, at, way, Math.min(1 / 60, Math.hypot(way.x, way.y) / 4));
          }
          expect(distance(at.position, wayPoint)).toBeLessThanOrEqual(1 / 64);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('placesToStandUp', () => {
  it('lists free tiles beside a seat, the nearest first, and none behind another seat', () => {
    expect(placesToStandUp(office, { x: 7.5, y: 2.5 })).toEqual([
      { x: 7.5, y: 1.5 },
      { x: 6.5, y: 2.5 },
      { x: 7.5, y: 3.5 },
      { x: 6.5, y: 1.5 },
      { x: 6.5, y: 3.5 },
    ]);
  });
});

describe('nearestFreePosition', () => {
  it('leaves a free Position as it is', () => {
    expect(nearestFreePosition(office, { x: 1.75, y: 1.5 })).toEqual({ x: 1.75, y: 1.5 });
  });

  it('gets out of walls, furniture and Doors, in the same Zone where that has room', () => {
    expect(nearestFreePosition(office, { x: 8.9, y: 2.5 })).toEqual({ x: 9.3125, y: 2.5 });
    expect(nearestFreePosition(office, { x: 5.9, y: 3.5 })?.x).toBeLessThan(5);
  });

  it('always gives a place where a walker is clear of everything', () => {
    const coordinate = fc.double({ min: -2, max: 12, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const free = nearestFreePosition(office, { x, y });
        if (free === undefined) throw new Error('there is room');
        expect(sweepCircle(office.collision, free, free, walkerRadiusTiles)).toBeUndefined();
        expect(office.gateAt(free)).toBeUndefined();
      }),
    );
  });

  it('knows when there is no room at all', () => {
    expect(
      nearestFreePosition(createWorldSpace(worldFromPlan(['##', 'PP'])), { x: 0.5, y: 0.5 }),
    ).toBeUndefined();
  });
});
