import { createWorldSpace, unpackTiles } from '@atrium/world';
import type { Door, Role } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { describe, expect, it } from 'vitest';
import { WalkThrough } from './walkThrough.ts';

/** A room to the right of where one begins, with a Door at 5, 2. */
function walking(access: Door['access'], role: Role, locked = false) {
  const world = worldFromPlan(
    [
      '###########', //
      '#....#aaaa#',
      '#....1aaaa#',
      '#C...#aaaa#',
      '###########',
    ],
    { zones: { a: { type: 'MeetingRoom', id: 'room' } }, doors: { 1: { leadsToZone: 'room', access } } },
  );
  const space = createWorldSpace(unpackTiles(world));
  const ids = space.world.doors.map(({ id }) => id);
  let nowMs = 1_000;
  const walk = new WalkThrough({
    space,
    from: { x: 3.5, y: 2.5 },
    role,
    doors: new Map(ids.map((id) => [id, { locked, held: null, inUse: false }])),
    now: () => nowMs,
    wake: () => undefined,
  });
  const walkOn = (frames = 120) => {
    for (let frame = 0; frame < frames; frame++) walk.advance((nowMs += 1000 / 60));
  };
  const walkEast = () => {
    walk.walk({ x: 1, y: 0 });
    walkOn();
    walk.walk(undefined);
    walkOn(5);
  };
  return { walk, walkOn, walkEast, state: () => walk.store.getState() };
}

const members: Door['access'] = { type: 'role', allowedRoles: ['Member'] };
const knock: Door['access'] = { type: 'knock', allowedRoles: ['Member'] };

describe('WalkThrough', () => {
  it('lets in whom a Door admits, and stops others at it, with the reason', () => {
    const member = walking(members, 'Member');
    member.walkEast();
    expect(member.state()).toMatchObject({ zone: { id: 'room' }, closed: undefined });
    const guest = walking(members, 'Guest');
    guest.walkEast();
    expect(guest.walk.place.position.x).toBeLessThan(5);
    expect(guest.state()).toMatchObject({
      closed: { room: guest.walk.space.zones.get('room')?.name, why: 'role' },
    });
  });

  it('goes on as another Role from the same place', () => {
    const { walk, walkEast, state } = walking(members, 'Guest');
    walkEast();
    const { position } = walk.place;
    walk.become('Member');
    expect(walk.place.position).toEqual(position);
    walkEast();
    expect(state().zone.id).toBe('room');
  });

  it('asks to knock if a person is inside, and the answer lets in once', () => {
    const { walk, walkOn, walkEast, state } = walking(knock, 'Member');
    walk.setPeople(true);
    walkEast();
    expect(state()).toMatchObject({ zone: { type: 'OpenArea' }, closed: { why: 'knock' } });
    walk.interact();
    walkOn();
    expect(state()).toMatchObject({ zone: { id: 'room' }, closed: undefined });
  });

  it('lets the Roles that are listed into an empty room, and tells others that nobody would answer', () => {
    const member = walking(knock, 'Member');
    member.walkEast();
    expect(member.state().zone.id).toBe('room');
    const guest = walking(knock, 'Guest');
    guest.walkEast();
    expect(guest.state().closed?.why).toBe('empty');
    guest.walk.interact();
    guest.walkOn();
    expect(guest.state().zone.id).not.toBe('room');
  });

  it('keeps out by the lock that an Admin has put on a Door, but not Admins', () => {
    const member = walking({ type: 'open' }, 'Member', true);
    member.walkEast();
    expect(member.state().closed?.why).toBe('locked');
    const admin = walking({ type: 'open' }, 'Admin', true);
    admin.walkEast();
    expect(admin.state().zone.id).toBe('room');
  });

  it('forgets a Door that one has gone away from', () => {
    const { walk, walkOn, walkEast, state } = walking(members, 'Guest');
    walkEast();
    walk.goTo({ position: { x: 1.5, y: 1.5 } });
    walkOn();
    expect(state().closed).toBeUndefined();
  });

  it('sits down on a chair that was tapped, and stands up again', () => {
    const { walk, walkOn, state } = walking(members, 'Guest');
    const [seat] = walk.space.seats;
    walk.goTo({ position: { x: 1.5, y: 3.5 }, ...(seat && { seatId: seat.id }) });
    walkOn();
    expect(state().isSitting).toBe(true);
    walk.interact();
    walkOn();
    expect(state().isSitting).toBe(false);
  });
});
