import { describe, expect, it } from 'vitest';
import { distance, unitsPerTile } from '../geometry/units.ts';
import type { Position } from '../geometry/units.ts';
import { createWorldSpace } from '../space/worldSpace.ts';
import { stepWalker } from './stepWalker.ts';
import { noRestrictions } from './restrictions.ts';
import { stepsPerSecond } from './movementNumbers.ts';
import type { Restrictions } from './restrictions.ts';
import { worldFromPlan } from '../testing/worldFromPlan.ts';

const door = {
  id: 'door',
  bounds: { x: 4, y: 2, width: 1, height: 1 },
  leadsToZone: 'room',
  access: { type: 'open' as const },
};
const room = {
  id: 'room',
  name: 'Room',
  type: 'MeetingRoom' as const,
  bounds: { x: 5, y: 1, width: 3, height: 3 },
};
const space = createWorldSpace(
  worldFromPlan(['#########', '#...#...#', '#.......#', '#...#...#', '#########'], {
    more: {
      doors: [door],
      zones: [room],
    },
  }),
);

function walk(
  from: Position,
  direction: Position,
  seconds: number,
  restrictions: Restrictions = noRestrictions,
  zoneId = 'ground',
) {
  let step: ReturnType<typeof stepWalker> = { position: from, zoneId, blocker: undefined };
  for (let count = 0; count < seconds * stepsPerSecond; count++) {
    step = stepWalker(space, restrictions, step, direction, 1 / stepsPerSecond);
  }
  return step;
}

describe('stepWalker', () => {
  it('walks straight on and stays on the grid', () => {
    const { position, blocker } = stepWalker(
      space,
      noRestrictions,
      { position: { x: 1.5, y: 1.5 }, zoneId: 'ground' },
      { x: 3, y: 0 },
      0.25,
    );
    expect(position).toEqual({ x: 2.5, y: 1.5 });
    expect(blocker).toBeUndefined();
  });

  it('stops short of a wall by the radius of a walker, and names it', () => {
    const { position, blocker } = walk({ x: 1.5, y: 1.5 }, { x: 1, y: 0 }, 1);
    expect(position).toEqual({ x: Math.floor(3.7 * unitsPerTile) / unitsPerTile, y: 1.5 });
    expect(blocker).toEqual({ kind: 'wall' });
  });

  it('slides along a wall that it meets at an angle', () => {
    const { position } = walk({ x: 1.5, y: 1.5 }, { x: 1, y: -1 }, 1);
    expect(position.x).toBeGreaterThan(3.65);
    expect(position.y).toBeCloseTo(1.3125, 5);
  });

  it('slips round the corner of a doorway instead of hanging on it', () => {
    const { position } = walk({ x: 3.5, y: 2.25 }, { x: 1, y: 0.05 }, 1);
    expect(position.x).toBeGreaterThan(5);
  });

  it('covers no more ground by sliding than by walking', () => {
    let at: { position: Position; zoneId: string } = { position: { x: 1.5, y: 1.5 }, zoneId: 'ground' };
    for (let turn = 0; turn < 600; turn++) {
      const direction = { x: Math.cos(turn / 7), y: Math.sin(turn / 5) };
      const next = stepWalker(space, noRestrictions, at, direction, 1 / stepsPerSecond);
      expect(distance(at.position, next.position)).toBeLessThan(
        4 / stepsPerSecond + Math.SQRT2 / unitsPerTile,
      );
      at = next;
    }
  });

  it('stops with its centre at the edge of a closed Door, and slides along it', () => {
    const closed: Restrictions = {
      refusesGate: () => 'door-closed',
      closesDoor: () => false,
      refusesZone: () => false,
    };
    const pushed = walk({ x: 2.5, y: 2.5 }, { x: 1, y: 0 }, 1, closed);
    expect(pushed.position.x).toBeCloseTo(4 - 1 / unitsPerTile, 5);
    expect(pushed.blocker).toEqual({ kind: 'door', id: 'door' });
    expect(walk({ x: 3.5, y: 2.4 }, { x: 1, y: 1 }, 0.1, closed).position.y).toBeGreaterThan(2.5);
  });

  it('lets whoever is inside out through a closed Door', () => {
    const closed: Restrictions = {
      refusesGate: () => 'door-closed',
      closesDoor: () => false,
      refusesZone: () => false,
    };
    expect(walk({ x: 6.5, y: 2.5 }, { x: -1, y: 0 }, 1, closed, 'room').position.x).toBeLessThan(4);
    const occupied: Restrictions = {
      refusesGate: () => 'occupied',
      closesDoor: () => false,
      refusesZone: () => false,
    };
    expect(walk({ x: 6.5, y: 2.5 }, { x: -1, y: 0 }, 1, occupied, 'room').position.x).toBe(5);
  });

  it('stays out of a full Zone and may leave it', () => {
    const full: Restrictions = {
      refusesGate: () => undefined,
      closesDoor: () => false,
      refusesZone: (zoneId) => zoneId === 'room',
    };
    const kept = walk({ x: 3.5, y: 2.5 }, { x: 1, y: 0 }, 1, full);
    expect(kept.zoneId).toBe('ground');
    expect(kept.blocker).toEqual({ kind: 'zone', id: 'room' });
    expect(walk({ x: 5.5, y: 2.5 }, { x: -1, y: 0 }, 1, full, 'room').zoneId).toBe('ground');
  });

  it('gets away from a wall that it stands too close to', () => {
    const tooClose = { x: 1.265625, y: 1.5 };
    expect(walk(tooClose, { x: 1, y: 0 }, 0.2).position.x).toBeGreaterThan(1.9);
  });
});
