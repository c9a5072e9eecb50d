import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { World } from '../format/world.ts';
import type { Position } from '../geometry/units.ts';
import { createWorldSpace } from '../space/worldSpace.ts';
import { mustTellBeforeStep } from './intentSpacing.ts';
import { judgeMovement } from './judgeMovement.ts';
import { stepWalker } from './stepWalker.ts';
import { stepsPerSecond } from './movementNumbers.ts';
import type { Restrictions } from './restrictions.ts';
import type { Standing } from './standing.ts';
import { worldFromPlan } from '../testing/worldFromPlan.ts';

const side = 9;
const spot = fc.record({
  x: fc.integer({ min: 0, max: side - 2 }),
  y: fc.integer({ min: 0, max: side - 2 }),
});
const area = fc.record({
  x: fc.integer({ min: 0, max: 5 }),
  y: fc.integer({ min: 0, max: 5 }),
  width: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 1, max: 3 }),
});
const isClosed = fc.constantFrom('door-closed' as const, 'occupied' as const, undefined, undefined);

const worlds: fc.Arbitrary<World> = fc
  .record({
    solid: fc.array(fc.constantFrom('.', '.', '.', '#', 'P', 'C'), {
      minLength: side * side,
      maxLength: side * side,
    }),
    team: area,
    room: area,
    doors: fc.array(spot, { maxLength: 3 }),
    passages: fc.array(spot, { maxLength: 3 }),
  })
  .map(({ solid, team, room, doors, passages }) => {
    const tile = (at: Position) => ({ ...at, width: 1, height: 1 });
    return worldFromPlan(
      Array.from({ length: side }, (_, y) => solid.slice(y * side, (y + 1) * side).join('')),
      {
        more: {
          zones: [
            { id: 'team', name: 'Team', type: 'TeamArea', bounds: team },
            { id: 'room', name: 'Room', type: 'PrivateRoom', bounds: room },
          ],
          doors: doors.map((at, place) => ({
            id: `door-${place}`,
            bounds: tile(at),
            leadsToZone: place % 2 === 0 ? 'room' : 'team',
            access: { type: 'open' },
          })),
          passages: passages.map((at, place) => ({ id: `passage-${place}`, bounds: tile(at) })),
        },
      },
    );
  });

const input = fc.record({
  x: fc.constantFrom(-1, -0.3, 0, 0.5, 1),
  y: fc.constantFrom(-1, -0.7, 0, 0.2, 1),
  steps: fc.integer({ min: 1, max: 25 }),
});

describe('mustTellBeforeStep', () => {
  it('keeps every walker in a World that stands still from being corrected', () => {
    fc.assert(
      fc.property(
        worlds,
        fc.array(isClosed, { minLength: 6, maxLength: 6 }),
        fc.subarray(['team', 'room']),
        spot,
        fc.array(input, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        (world, gates, fullZones, startTile, inputs, everySteps) => {
          const space = createWorldSpace(world);
          fc.pre(!space.collision.isSolid(startTile.x, startTile.y));
          const restrictions: Restrictions = {
            refusesGate: (gate) => gates[space.gates.indexOf(gate)],
            closesDoor: () => false,
            refusesZone: (zoneId) => fullZones.includes(zoneId),
          };
          const position = { x: startTile.x + 0.5, y: startTile.y + 0.5 };
          const start: Standing = { position, zoneId: space.zones.at(position).id, state: 'walking' };

          /** What the Signaling Server believes; throws where it would correct. */
          let told = start;
          let current = start;
          const tell = () => {
            const verdict = judgeMovement(space, restrictions, told, current);
            expect(verdict).toMatchObject({ ok: true, zoneId: current.zoneId });
            told = current;
          };
          let sinceTold = 0;
          for (const { x, y, steps } of inputs) {
            for (let count = 0; count < steps; count++) {
              const next = stepWalker(space, restrictions, current, { x, y }, 1 / stepsPerSecond);
              if (mustTellBeforeStep(space, restrictions, told, next)) tell();
              current = { position: next.position, zoneId: next.zoneId, state: 'walking' };
              sinceTold++;
              if (sinceTold % everySteps === 0) tell();
            }
          }
          tell();
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is not asked for more often on a straight way than the spacing demands', () => {
    const space = createWorldSpace(worldFromPlan(['..........']));
    const open: Restrictions = {
      refusesGate: () => undefined,
      closesDoor: () => false,
      refusesZone: () => false,
    };
    const told: Standing = { position: { x: 1.5, y: 0.5 }, zoneId: 'ground', state: 'walking' };
    const next = (x: number) => ({ position: { x, y: 0.5 }, zoneId: 'ground' });
    expect(mustTellBeforeStep(space, open, told, next(1.84375))).toBe(false);
    expect(mustTellBeforeStep(space, open, told, next(1.859375))).toBe(true);
  });
});
