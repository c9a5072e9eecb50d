import { describe, expect, it } from 'vitest';
import { doorPlan } from '../testing/plans.ts';
import { isThroughDoor } from './throughDoor.ts';

const world = doorPlan({ type: 'open' });
const ground = world.groundZone.id;

describe('coming through a Door', () => {
  it('is changing into or out of the Zone behind it, beside it', () => {
    expect(isThroughDoor(world, { x: 6.3, y: 2.5 }, [ground, 'r'])).toBe(true);
    expect(isThroughDoor(world, { x: 4.9, y: 2.5 }, ['r', ground])).toBe(true);
  });

  it('is not changing elsewhere, or between other Zones', () => {
    expect(isThroughDoor(world, { x: 9.5, y: 2.5 }, [ground, 'r'])).toBe(false);
    expect(isThroughDoor(world, { x: 6.3, y: 2.5 }, [ground, 'b'])).toBe(false);
  });
});
