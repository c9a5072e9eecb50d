import { describe, expect, it } from 'vitest';
import type { FakeClient } from '../testing/fakeClient.ts';
import { Office } from '../testing/office.ts';
import { beforeDoor, doorPlan, inDoorway, insideRoom } from '../testing/plans.ts';
import { enterRoom, goIn, goOut, refusalOf, walkToDoor } from '../testing/visit.ts';

const open = { type: 'open' } as const;
const forEditors = { type: 'role', allowedRoles: ['Editor'] } as const;
const knockRoom = { type: 'knock', allowedRoles: ['Member'] } as const;
const officeWith = (access: Parameters<typeof doorPlan>[0]) => new Office(doorPlan(access));

const hold = (client: FakeClient, held: 'open' | 'closed' | null, doorId = 'door-1') =>
  client.ask({ type: 'door.hold', doorId, held });
const lock = (client: FakeClient, locked = true, doorId = 'door-1') =>
  client.ask({ type: 'door.lock', doorId, locked });

describe('a Door', () => {
  it.each([
    ['an open one', 'everybody', open, 'Gus:Guest', false, true],
    ['one for Roles', 'a Role that is listed', forEditors, 'Eve:Editor', false, true],
    ['one for Roles', 'no other Role, not even Admins', forEditors, 'Ada:Admin', false, false],
    ['one to knock at', 'listed Roles while nobody is inside', knockRoom, 'Ben', false, true],
    ['one to knock at', 'no other Role into an empty room', knockRoom, 'Gus:Guest', false, false],
    ['one to knock at', 'nobody who does not knock while somebody is inside', knockRoom, 'Ben', true, false],
    ['one to knock at', 'no Admin either', knockRoom, 'Ada:Admin', true, false],
  ] as const)('that is %s admits %s', async (_, __, access, who, isOccupied, isAdmitted) => {
    const office = officeWith(access);
    if (isOccupied) await enterRoom(office, 'Ana');
    const client = await office.enter(who);
    expect(await goIn(office, client)).toBe(isAdmitted);
    expect(refusalOf(client)).toBe(isAdmitted ? undefined : 'door-closed');
  });

  it.each([open, forEditors, knockRoom])(
    'of any kind lets everybody out, locked too: $type',
    async (access) => {
      const world = doorPlan(access);
      world.spawnPoints.push({ id: 'inside', position: { x: 8, y: 2 } });
      const office = new Office(world);
      const guest = await office.enter('Gus:Guest', { spawnPointId: 'inside' });
      await lock(await office.enter('Ada:Admin'));
      expect([await goOut(office, guest), refusalOf(guest)]).toEqual([true, undefined]);
    },
  );
});

describe('a Door that is held', () => {
  it('open by somebody inside admits everybody, until the last of them has gone', async () => {
    const office = officeWith(knockRoom);
    const [ana, gus] = [await enterRoom(office, 'Ana'), await office.enter('Gus:Guest')];
    expect(await hold(ana, 'open')).toMatchObject({ type: 'door.hold.ok' });
    expect(await goIn(office, gus)).toBe(true);
    ana.request('leave');
    const guest = await office.enter('Ida:Guest');
    expect(await goIn(office, guest)).toBe(true);
    for (const client of [gus, guest]) expect(await goOut(office, client)).toBe(true);
    await office.pass(7_000);
    expect(await goIn(office, guest)).toBe(false);
    const ben = await enterRoom(office, 'Ben');
    expect([await goIn(office, gus), ben.sees]).toEqual([false, []]);
  });

  it('closed keeps everybody out who is not let in, and is open again afterwards', async () => {
    for (const access of [open, { type: 'role', allowedRoles: ['Member'] }] as const) {
      const office = officeWith(access);
      const [ana, ben] = [await enterRoom(office, 'Ana'), await office.enter('Ben')];
      await hold(ana, 'closed');
      expect([await goIn(office, ben), refusalOf(ben)]).toEqual([false, 'door-closed']);
      await hold(ana, null);
      expect(await goIn(office, ben)).toBe(true);
    }
  });

  it('closed is as it was once the last inside has lost the connection for good', async () => {
    const office = officeWith(open);
    const [ana, ben] = [await enterRoom(office, 'Ana'), await office.enter('Ben')];
    await hold(ana, 'closed');
    ana.drop();
    await office.pass(1_000);
    expect(await goIn(office, ben)).toBe(false);
    await office.pass(2_500);
    expect(await goIn(office, ben)).toBe(true);
  });

  it('is not held anew by people who gather there later', async () => {
    const office = officeWith(open);
    const [ana, ben] = [await enterRoom(office, 'Ana'), await office.enter('Ben')];
    await hold(ana, 'closed');
    await goOut(office, ana);
    await office.walk(ana, 2.5, 1.5);
    expect(await goIn(office, ben)).toBe(true);
    expect(await goIn(office, ana)).toBe(true);
  });

  it('is held by people inside alone, and only so as makes a difference', async () => {
    const office = officeWith(knockRoom);
    const [ana, ben] = [await enterRoom(office, 'Ana'), await office.enter('Ben')];
    expect(await hold(ben, 'open')).toMatchObject({ code: 'not_inside' });
    expect(await hold(ana, 'closed')).toMatchObject({ code: 'not_here' });
    expect(await hold(ana, 'open', 'nowhere')).toMatchObject({ code: 'door_unknown' });
    const elsewhere = officeWith(open);
    expect(await hold(await enterRoom(elsewhere, 'Ana'), 'open')).toMatchObject({ code: 'not_here' });
  });
});

describe('a Door that an Admin has locked', () => {
  it('keeps everybody out but Admins', async () => {
    const office = officeWith(open);
    const [ada, eve] = [await office.enter('Ada:Admin'), await office.enter('Eve:Editor')];
    expect(await lock(ada)).toMatchObject({ type: 'door.lock.ok' });
    expect([await goIn(office, eve), refusalOf(eve)]).toEqual([false, 'door-closed']);
    expect(await goIn(office, ada)).toBe(true);
    await lock(ada, false);
    expect(await goIn(office, eve)).toBe(true);
  });

  it('is not for anybody else to lock or unlock', async () => {
    const office = officeWith(open);
    const [ada, eve] = [await office.enter('Ada:Admin'), await office.enter('Eve:Editor')];
    expect(await lock(eve)).toMatchObject({ code: 'not_allowed' });
    expect(await lock(ada, true, 'nowhere')).toMatchObject({ code: 'door_unknown' });
    await lock(ada);
    expect(await lock(eve, false)).toMatchObject({ code: 'not_allowed' });
    expect(await goIn(office, eve)).toBe(false);
  });

  it('is open to nobody who was let in before, and holding it open changes nothing', async () => {
    const office = officeWith(knockRoom);
    const [ana, ben, ada] = [
      await enterRoom(office, 'Ana'),
      await office.enter('Ben'),
      await office.enter('Ada:Admin'),
    ];
    await walkToDoor(office, ben);
    await ben.ask({ type: 'knock', doorId: 'door-1' });
    await ana.ask({ type: 'knock.answer', knockId: ana.last('knock.asked')?.knockId, allow: true });
    await hold(ana, 'open');
    expect(ben.last('door.pass')).toBeDefined();
    await lock(ada);
    expect([await goIn(office, ben), refusalOf(ben)]).toEqual([false, 'door-closed']);
  });

  it('lets nobody step back in', async () => {
    const office = officeWith(open);
    const [ana, , ada] = [
      await enterRoom(office, 'Ana'),
      await enterRoom(office, 'Ben'),
      await office.enter('Ada:Admin'),
    ];
    await lock(ada);
    expect(await goOut(office, ana)).toBe(true);
    expect(await goIn(office, ana)).toBe(false);
  });

  it('is locked after a restart, and open after another one', async () => {
    const office = officeWith(open);
    for (const isLocked of [true, false]) {
      await lock(await office.enter('Ada:Admin'), isLocked);
      expect(office.doorLocks.kept.get('office')).toEqual(new Set(isLocked ? ['door-1'] : []));
      office.restart();
      expect(await goIn(office, await office.enter('Ben'))).toBe(!isLocked);
    }
  });

  it('is locked still when everybody has gone home', async () => {
    const office = officeWith(open);
    const ada = await office.enter('Ada:Admin');
    await lock(ada);
    ada.request('leave');
    await office.pass(1_000);
    expect(office.server.liveWorlds.size).toBe(0);
    expect(await goIn(office, await office.enter('Ben'))).toBe(false);
  });

  it('stays locked for a version that brings it back, and means nothing in one without it', async () => {
    const office = officeWith(open);
    office.doorLocks.kept.set('office', new Set(['door-of-old']));
    const ada = await office.enter('Ada:Admin');
    const ben = await office.enter('Ben');
    await office.pass(1_000);
    expect(ben.of('door.states')).toEqual([]);
    expect(await goIn(office, ben)).toBe(true);
    await lock(ada);
    await lock(ada, false);
    expect(office.doorLocks.kept.get('office')).toEqual(new Set(['door-of-old']));
  });

  it('is not confirmed while that cannot be kept, and can be tried again', async () => {
    const office = officeWith(open);
    const ada = await office.enter('Ada:Admin');
    office.doorLocks.isFull = true;
    expect(await lock(ada)).toMatchObject({ type: 'error', code: 'internal' });
    expect(office.problems.reported).toEqual(['keeping the locks of Doors']);
    expect([ada.last('door.lock.ok'), ada.closedWith]).toEqual([undefined, undefined]);
    expect(await goIn(office, await office.enter('Cem'))).toBe(true);
    office.doorLocks.isFull = false;
    expect(await lock(ada)).toMatchObject({ type: 'door.lock.ok' });
    office.restart();
    expect(await goIn(office, await office.enter('Ben'))).toBe(false);
  });

  it('tells an Admin nothing who has left before it was kept', async () => {
    const office = officeWith(open);
    const ada = await office.enter('Ada:Admin');
    office.doorLocks.isFull = true;
    const reply = lock(ada);
    ada.request('leave');
    expect(await reply).toBeUndefined();
  });
});

describe('a doorway whose Door closes while somebody is in it', () => {
  const stepIn = (client: FakeClient) => client.move(6.5, 2.5);

  it.each([
    ['in the doorway', inDoorway],
    ['a step beyond it and not in the room yet', [6.203125, 2.5] as const],
  ])('lets them out and not in: %s', async (_, [x, y]) => {
    const office = officeWith(open);
    const [ben, ada] = [await office.enter('Ben'), await office.enter('Ada:Admin')];
    await office.walk(ben, ...beforeDoor);
    await office.walk(ben, x, y);
    expect(ben.zoneId).toBe('ground');
    await lock(ada);
    stepIn(ben);
    expect(ben.last('position.correction')).toMatchObject({
      reason: 'door-closed',
      blocker: { kind: 'door', id: 'door-1' },
    });
    await office.walk(ben, ...beforeDoor);
    expect(ben.of('position.correction')).toHaveLength(1);
  });

  it('is closed by somebody who is inside again', async () => {
    const office = officeWith(knockRoom);
    const [ana, ben] = [await enterRoom(office, 'Ana'), await office.enter('Ben')];
    await office.pass(3_000);
    ana.drop();
    await office.pass(3_000);
    await office.walk(ben, ...beforeDoor);
    await office.walk(ben, ...inDoorway);
    const back = await office.enter('Ana', { ticket: ana.ticket ?? '' });
    expect(back.zoneId).toBe('r');
    stepIn(ben);
    expect([refusalOf(ben), ben.zoneId]).toEqual(['door-closed', 'ground']);
  });

  it('cannot be jumped from, however far', async () => {
    const office = officeWith(open);
    const [ben, ada] = [await office.enter('Ben'), await office.enter('Ada:Admin')];
    await office.walk(ben, ...beforeDoor);
    await lock(ada);
    await office.pass(2_000);
    ben.move(7.5, 2.5);
    expect(refusalOf(ben)).toBe('door-closed');
  });
});

describe('what everybody is told of Doors', () => {
  const states = (client: FakeClient) => client.of('door.states').map(({ doors }) => doors);
  const atRest = { locked: false, held: null, inUse: false };

  it('is nothing where all are as the World file says', async () => {
    const office = officeWith(open);
    const ben = await office.enter('Ben');
    await office.pass(5_000);
    expect(states(ben)).toEqual([]);
  });

  it('is each change once, wherever they are, and all that is not at rest when they come', async () => {
    const office = officeWith(knockRoom);
    const [ana, ben, ada] = [
      await enterRoom(office, 'Ana'),
      await office.enter('Ben'),
      await office.enter('Ada:Admin'),
    ];
    await office.pass(500);
    for (const client of [ana, ben]) client.forgetMessages();
    await hold(ana, 'open');
    await office.pass(1_000);
    await lock(ada);
    await office.pass(1_000);
    const expected = [
      { 'door-1': { ...atRest, held: 'open' } },
      { 'door-1': { ...atRest, held: 'open', locked: true } },
    ];
    expect([states(ana), states(ben)]).toEqual([expected, expected]);
    expect(states(await office.enter('Cem'))).toEqual([expected[1]]);
    ana.request('leave');
    await office.pass(1_000);
    expect(states(ben).at(-1)).toEqual({ 'door-1': { ...atRest, locked: true } });
    await lock(ada, false);
    await office.pass(1_000);
    expect(states(ben).at(-1)).toEqual({ 'door-1': atRest });
    expect(states(await office.enter('Dan'))).toEqual([]);
  });

  it('is at most one message in 200 ms, of how they are then', async () => {
    const office = officeWith(knockRoom);
    const ana = await enterRoom(office, 'Ana');
    await office.pass(500);
    ana.forgetMessages();
    for (const held of ['open', null, 'open', null] as const) await hold(ana, held);
    await office.pass(1_000);
    expect(states(ana)).toEqual([]);
    for (let time = 0; time < 15; time++) {
      await hold(ana, time % 2 === 0 ? 'open' : null);
      await office.pass(20);
    }
    expect(states(ana).length).toBeLessThanOrEqual(2);
  });

  it('is that somebody is in the doorway, until they have left it or stood there for too long', async () => {
    const office = officeWith(open);
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ana, ...beforeDoor);
    await office.walk(ana, ...inDoorway);
    await office.pass(300);
    expect(states(ben)).toEqual([{ 'door-1': { ...atRest, inUse: true } }]);
    expect(states(await office.enter('Cem'))).toEqual([{ 'door-1': { ...atRest, inUse: true } }]);
    await office.pass(3_000);
    expect(states(ben).at(-1)).toEqual({ 'door-1': atRest });
    await office.walk(ana, ...insideRoom);
    await office.walk(ana, 6.5, 2.5);
    await office.walk(ana, ...inDoorway);
    await office.pass(300);
    expect(states(ben).at(-1)?.['door-1']?.inUse).toBe(true);
    await office.walk(ana, ...beforeDoor);
    await office.pass(300);
    expect(states(ben).at(-1)).toEqual({ 'door-1': atRest });
  });
});
