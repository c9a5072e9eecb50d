import { describe, expect, it } from 'vitest';
import { roles } from '../rights.ts';
import type { Role } from '../rights.ts';
import { canHoldDoor, doorAdmits, doorAtRest, mayKnock } from './doorAccess.ts';
import type { DoorAccess, DoorState } from './doorAccess.ts';

const open: DoorAccess = { type: 'open' };
const forEditors: DoorAccess = { type: 'role', allowedRoles: ['Editor'] };
const toKnock: DoorAccess = { type: 'knock', allowedRoles: ['Member'] };
const forNobody: DoorAccess = { type: 'knock' };
const all: readonly Role[] = roles;

const admitted = (access: DoorAccess, insideCount: number, state?: DoorState) =>
  roles.filter((role) => doorAdmits(access, role, insideCount, state));
const heard = (access: DoorAccess, state?: DoorState) =>
  roles.filter((role) => mayKnock(access, role, state));
const held = (how: DoorState['held']): DoorState => ({ locked: false, held: how });
const locked: DoorState = { locked: true, held: null };

describe('a Door at rest', () => {
  it.each([
    ['an open one', open, 0, all],
    ['an open one', open, 3, all],
    ['one for Roles', forEditors, 0, ['Editor']],
    ['one for Roles', forEditors, 3, ['Editor']],
    ['one for Roles that lists none', { type: 'role' } as const, 0, []],
    ['one to knock at', toKnock, 0, ['Member']],
    ['one to knock at', toKnock, 1, []],
    ['one to knock at that lists none', forNobody, 0, []],
  ])('%s admits whom its World file says: %o with %i inside', (_, access, insideCount, whom) => {
    expect(admitted(access, insideCount)).toEqual(whom);
    expect(admitted(access, insideCount, doorAtRest)).toEqual(whom);
  });
});

describe('a Door that is held', () => {
  it('open admits everybody, closed nobody, while somebody is inside', () => {
    for (const access of [open, forEditors, toKnock, forNobody]) {
      expect(admitted(access, 1, held('open'))).toEqual(all);
      expect(admitted(access, 1, held('closed'))).toEqual([]);
    }
  });

  it('is as its World file says once nobody is inside', () => {
    for (const access of [open, forEditors, toKnock, forNobody]) {
      for (const how of ['open', 'closed'] as const) {
        expect(admitted(access, 0, held(how))).toEqual(admitted(access, 0));
      }
    }
  });

  it('can be held as makes a difference, and as it was', () => {
    for (const access of [open, forEditors]) {
      expect([canHoldDoor(access, 'closed'), canHoldDoor(access, 'open')]).toEqual([true, false]);
    }
    expect([canHoldDoor(toKnock, 'closed'), canHoldDoor(toKnock, 'open')]).toEqual([false, true]);
    for (const access of [open, forEditors, toKnock]) expect(canHoldDoor(access, null)).toBe(true);
  });
});

describe('a Door that is locked', () => {
  it('admits Admins alone, and those only where it admits them anyhow', () => {
    expect(admitted(open, 0, locked)).toEqual(['Admin']);
    expect(admitted({ type: 'role', allowedRoles: ['Admin', 'Editor'] }, 2, locked)).toEqual(['Admin']);
    expect(admitted(forEditors, 0, locked)).toEqual([]);
    expect(admitted(toKnock, 1, locked)).toEqual([]);
  });

  it('is not opened by holding it open', () => {
    expect(admitted(toKnock, 1, { locked: true, held: 'open' })).toEqual(['Admin']);
    expect(admitted(open, 1, { locked: true, held: 'closed' })).toEqual([]);
  });
});

describe('a knock', () => {
  it('can be answered with yes where neither a lock nor a list of Roles is against it', () => {
    expect([heard(toKnock), heard(forNobody), heard(open)]).toEqual([all, all, all]);
    expect(heard(forEditors)).toEqual(['Editor']);
    expect([heard(toKnock, locked), heard(forEditors, locked)]).toEqual([['Admin'], []]);
    expect(heard(open, held('closed'))).toEqual(all);
  });
});
