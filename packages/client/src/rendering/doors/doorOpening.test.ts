import { createWorldSpace } from '@atrium/world';
import type { Door, DrawnWorldSpace } from '@atrium/world';
import { describe, expect, it } from 'vitest';
import { createFloorPlan } from '../floor/floorPlan.ts';
import { worldOfRows } from '../testing/worldOfRows.ts';
import { markOf, opensFor, standsOpen } from './doorOpening.ts';
import { countIn, countInside } from '../signs/headCount.ts';
import { doorAxis } from './doorAxis.ts';

function worldWith(access: Door['access']): { space: DrawnWorldSpace; door: Door } {
  const space = createWorldSpace(
    worldOfRows(['#####', '#...#', '##.##', '.....', '.....'], {
      zones: [{ id: 'room', name: 'Room', type: 'MeetingRoom', bounds: { x: 1, y: 1, width: 3, height: 1 } }],
      doors: [{ id: 'door', bounds: { x: 2, y: 2, width: 1, height: 1 }, leadsToZone: 'room', access }],
    }),
  );
  const door = space.door('door');
  if (door === undefined) throw new Error('The World has no Door.');
  return { space, door };
}

const outside = { x: 2.5, y: 3.5, role: 'Guest' } as const;
const inside = { x: 2.5, y: 1.5, role: 'Guest' } as const;

describe('a Door', () => {
  it('opens for who comes near and is admitted', () => {
    const { space, door } = worldWith({ type: 'open' });
    expect(opensFor(space, door, outside, 0)).toBe(true);
    expect(opensFor(space, door, { ...outside, y: 4.5 }, 0)).toBe(false);
  });

  it('stays closed for a Role that is not listed', () => {
    const { space, door } = worldWith({ type: 'role', allowedRoles: ['Admin'] });
    expect(opensFor(space, door, outside, 0)).toBe(false);
    expect(opensFor(space, door, { ...outside, role: 'Admin' }, 0)).toBe(true);
  });

  it('opens for who goes out, whoever it is', () => {
    const { space, door } = worldWith({ type: 'role', allowedRoles: [] });
    expect(opensFor(space, door, inside, 1)).toBe(true);
  });

  it('stays open for who stands in it', () => {
    const { space, door } = worldWith({ type: 'role', allowedRoles: [] });
    expect(opensFor(space, door, { x: 2.5, y: 2.9, role: 'Guest' }, 1)).toBe(true);
  });

  it('of a knock room does not open by itself while somebody is inside', () => {
    const { space, door } = worldWith({ type: 'knock', allowedRoles: ['Guest'] });
    expect(opensFor(space, door, outside, 1)).toBe(false);
    expect(opensFor(space, door, outside, 0)).toBe(true);
  });

  it('that is locked opens for an Admin only', () => {
    const { space, door } = worldWith({ type: 'open' });
    const locked = { locked: true, held: null, inUse: false };
    expect(opensFor(space, door, outside, 0, locked)).toBe(false);
    expect(opensFor(space, door, { ...outside, role: 'Admin' }, 0, locked)).toBe(true);
    expect(opensFor(space, door, inside, 1, locked)).toBe(true);
  });

  it('that people inside hold closed opens for nobody who comes near', () => {
    const { space, door } = worldWith({ type: 'open' });
    const closed = { locked: false, held: 'closed', inUse: false } as const;
    expect(opensFor(space, door, outside, 1, closed)).toBe(false);
  });

  it('stands open by itself while it is held open or somebody is in it', () => {
    expect(standsOpen(undefined)).toBe(false);
    expect(standsOpen({ locked: false, held: null, inUse: false })).toBe(false);
    expect(standsOpen({ locked: false, held: 'open', inUse: false })).toBe(true);
    expect(standsOpen({ locked: true, held: 'open', inUse: false })).toBe(false);
    expect(standsOpen({ locked: true, held: null, inUse: true })).toBe(true);
  });

  it('shows that it is locked, before that it is held closed', () => {
    expect(markOf(undefined)).toBeUndefined();
    expect(markOf({ locked: false, held: 'open', inUse: false })).toBeUndefined();
    expect(markOf({ locked: false, held: 'closed', inUse: true })).toBe('heldClosed');
    expect(markOf({ locked: true, held: 'closed', inUse: false })).toBe('locked');
  });

  it('lies along the wall it is in', () => {
    const { space, door } = worldWith({ type: 'open' });
    expect(doorAxis(createFloorPlan(space.world), door)).toBe('x');
  });
});

describe('the head count of a Zone', () => {
  it('includes the Zones within it for lamps and Doors, and is of the Zone alone for signs and lists', () => {
    const space = createWorldSpace(
      worldOfRows(['....', '....'], {
        zones: [
          { id: 'team', name: 'Team', type: 'TeamArea', bounds: { x: 0, y: 0, width: 3, height: 2 } },
          {
            id: 'private',
            name: 'Private',
            type: 'PrivateRoom',
            bounds: { x: 0, y: 0, width: 1, height: 1 },
          },
        ],
      }),
    );
    const counts = new Map([
      ['team', 2],
      ['private', 3],
      ['ground', 9],
    ]);
    expect(countInside(space, counts, 'team')).toBe(5);
    expect(countInside(space, counts, 'private')).toBe(3);
    expect(countIn(counts, 'team')).toBe(2);
    expect(countIn(counts, 'empty')).toBe(0);
  });
});
