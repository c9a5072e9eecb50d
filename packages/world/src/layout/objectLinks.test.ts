import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worldFromPlan } from '../testing/worldFromPlan.ts';
import type { WorldObject } from '../format/world.ts';
import { layOutWorld, outlineOf } from './worldLayout.ts';
import { createWorldSpace, spaceOf } from '../space/worldSpace.ts';
import { isSeatToUse, needsSeat, seatsToUse } from '../space/objectUse.ts';

const side = 8;
const kinds = ['Computer', 'Chair', 'Desk', 'Plant'] as const;
const objects = fc
  .array(fc.record({ kind: fc.constantFrom(...kinds), links: fc.array(fc.nat(side), { maxLength: 3 }) }), {
    maxLength: side,
  })
  .map((all) =>
    all.map(({ kind, links }, index): WorldObject => ({
      id: `o${index}`,
      type: kind,
      position: { x: index, y: 0 },
      rotation: 0,
      linkedObjects: links.map((link) => `o${link}`),
    })),
  );

describe('the links between Objects', () => {
  it('are none in what the server has of a World, which knows all the same from which seats an Object is used', () => {
    fc.assert(
      fc.property(objects, (all) => {
        const world = worldFromPlan(['.'.repeat(side)], { more: { objects: all } });
        const drawn = createWorldSpace(world);
        const space = spaceOf(outlineOf(world), layOutWorld(world));
        expect(space.world.objects.some((object) => 'linkedObjects' in object)).toBe(false);
        for (const object of all) {
          const seats = seatsToUse(drawn, object);
          expect(needsSeat(object)).toBe(seats !== undefined);
          const allowed = space.seats.filter((seat) => isSeatToUse(space, object, seat)).map(({ id }) => id);
          if (seats !== undefined) expect(new Set(allowed)).toEqual(new Set(seats.map(({ id }) => id)));
        }
      }),
    );
  });
});
