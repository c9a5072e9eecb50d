import { describe, expect, it } from 'vitest';
import type { FakeClient } from '../testing/fakeClient.ts';
import { someLook } from '../testing/fakeClient.ts';
import {
  answer,
  atTheDoor,
  knock,
  knocking,
  knockRoom,
  letIn,
  overs,
  statuses,
  ticketOf,
  wait,
} from '../testing/knocking.ts';
import { Office } from '../testing/office.ts';
import { doorPlan, nestedDoorPlan } from '../testing/plans.ts';
import { enterRoom, goIn, goOut, walkToDoor } from '../testing/visit.ts';

describe('a knock', () => {
  it('is heard by everybody inside and by nobody else', async () => {
    const { office, ana, ben, gus } = await atTheDoor();
    const cem = await office.enter('Cem');
    await knock(gus);
    const person = { personId: 'gus', name: 'Gus', look: someLook };
    for (const client of [ana, ben]) {
      expect(client.of('knock.asked')).toMatchObject([{ doorId: 'door-1', person }]);
    }
    expect([cem.of('knock.asked'), gus.of('knock.asked')]).toEqual([[], []]);
  });

  it('that is answered with yes lets the knocker in; all are told by whom', async () => {
    const { office, ana, ben, gus } = await knocking();
    expect(await answer(ana, true)).toMatchObject({ type: 'knock.answer.ok' });
    expect(gus.last('knock.state')).toEqual({ type: 'knock.state', doorId: 'door-1', status: 'allowed' });
    expect([overs(ana), overs(ben)]).toEqual([[['allowed', 'Ana']], [['allowed', 'Ana']]]);
    expect(await goIn(office, gus)).toBe(true);
  });

  it('that is answered with no leaves the Door closed, to further knocks for 15 s', async () => {
    const { office, ana, ben, gus } = await knocking();
    await answer(ben, false);
    expect([statuses(gus), gus.of('door.pass')]).toEqual([['declined'], []]);
    expect([overs(ana), overs(ben)]).toEqual([[['declined', 'Ben']], [['declined', 'Ben']]]);
    expect(await goIn(office, gus)).toBe(false);
    expect(await knock(gus)).toMatchObject({ code: 'rate_limited' });
    await wait(office, 15_000, [ana, ben, gus]);
    expect(await knock(gus)).toMatchObject({ outcome: 'waiting' });
    expect(ana.of('knock.asked')).toHaveLength(2);
  });

  it('is answered once: the first answer counts', async () => {
    const { ana, ben, gus } = await knocking();
    const knockId = ana.last('knock.asked')?.knockId;
    await Promise.all([answer(ana, false, knockId), answer(ben, true, knockId)]);
    expect([statuses(gus), gus.of('door.pass')]).toEqual([['declined'], []]);
    expect(ben.last('error')?.code).toBe('knock_unknown');
    expect(await answer(ana, true, knockId)).toMatchObject({ code: 'knock_unknown' });
  });

  it('is not for people outside to answer, nor for the one who knocks', async () => {
    const { office, ana, gus } = await knocking();
    const cem = await office.enter('Cem');
    const knockId = ana.last('knock.asked')?.knockId;
    for (const client of [cem, gus])
      expect(await answer(client, true, knockId)).toMatchObject({ code: 'knock_unknown' });
    expect(await answer(ana, true, 'made-up')).toMatchObject({ code: 'knock_unknown' });
    await goOut(office, ana);
    expect(await answer(ana, true, knockId)).toMatchObject({ code: 'knock_unknown' });
    expect(statuses(gus)).toEqual([]);
  });

  it('is unanswered after 60 s', async () => {
    const { office, ana, ben, gus } = await knocking();
    await wait(office, 59_500, [ana, ben, gus]);
    expect(statuses(gus)).toEqual([]);
    await office.pass(700);
    expect([statuses(gus), overs(ana)]).toEqual([['unanswered'], [['unanswered', null]]]);
    expect(await answer(ana, true)).toMatchObject({ code: 'knock_unknown' });
  });

  it('that is repeated is the same knock', async () => {
    const { ana, gus } = await knocking();
    for (let time = 0; time < 5; time++) expect(await knock(gus)).toMatchObject({ outcome: 'waiting' });
    expect(ana.of('knock.asked')).toHaveLength(1);
  });

  it('at an empty room is told at once that nobody is there', async () => {
    const office = new Office(doorPlan(knockRoom));
    const gus = await office.enter('Gus:Guest');
    await walkToDoor(office, gus);
    expect(await knock(gus)).toMatchObject({ outcome: 'nobody' });
    expect(await gus.ask({ type: 'knock.withdraw' })).toMatchObject({ type: 'knock.withdraw.ok' });
    expect(statuses(gus)).toEqual([]);
  });

  it('is over when the last inside leaves', async () => {
    const { office, ana, ben, gus } = await knocking();
    await goOut(office, ana);
    expect([statuses(gus), overs(ana)]).toEqual([[], []]);
    ben.request('leave');
    expect(statuses(gus)).toEqual(['nobody']);
    expect(await knock(gus)).toMatchObject({ outcome: 'nobody' });
  });

  it('goes on while somebody inside walks between rooms of the Zone', async () => {
    const office = new Office(nestedDoorPlan());
    const [ana, gus] = [await office.enter('Ana'), await office.enter('Gus:Guest')];
    await walkToDoor(office, ana);
    await office.walk(ana, 8.5, 2.5);
    await walkToDoor(office, gus);
    await knock(gus);
    await office.walk(ana, 12.5, 2.5);
    expect([ana.zoneId, statuses(gus), overs(ana)]).toEqual(['p', [], []]);
    expect(await answer(ana, true)).toMatchObject({ type: 'knock.answer.ok' });
    expect(statuses(gus)).toEqual(['allowed']);
  });
});

describe('a knock is not needed', () => {
  it.each([
    ['a Door that is open', { type: 'open' }],
    ['a Door for one’s Role', { type: 'role', allowedRoles: ['Guest'] }],
  ] as const)('at %s', async (_, access) => {
    const { ana, gus } = await atTheDoor(access);
    expect(await knock(gus)).toMatchObject({ outcome: 'open' });
    expect(ana.of('knock.asked')).toEqual([]);
  });

  it('by people inside, nor by those who have leave to come in', async () => {
    const { ana, ben, gus } = await knocking();
    expect(await knock(ben)).toMatchObject({ outcome: 'open' });
    await answer(ana, true);
    expect(await knock(gus)).toMatchObject({ outcome: 'open' });
    expect(ana.of('knock.asked')).toHaveLength(1);
  });
});

describe('a knock is refused', () => {
  it('out of reach, and at what is no Door', async () => {
    const { office, gus } = await atTheDoor();
    expect(await knock(gus, 'nowhere')).toMatchObject({ code: 'door_unknown' });
    await office.walk(gus, 3.484375, 2.5);
    expect(await knock(gus)).toMatchObject({ code: 'too_far_away' });
    await office.walk(gus, 3.5, 2.5);
    expect(await knock(gus)).toMatchObject({ outcome: 'waiting' });
  });

  it('at a Door for other Roles', async () => {
    const { ana, gus } = await atTheDoor({ type: 'role', allowedRoles: ['Member'] });
    expect(await knock(gus)).toMatchObject({ code: 'not_allowed' });
    expect(ana.of('knock.asked')).toEqual([]);
  });

  it('not at a Door for one’s Role that is held closed', async () => {
    const { ana, gus } = await atTheDoor({ type: 'role', allowedRoles: ['Guest'] });
    await ana.ask({ type: 'door.hold', doorId: 'door-1', held: 'closed' });
    expect(await knock(gus)).toMatchObject({ outcome: 'waiting' });
  });

  it('at a locked Door; for one who waits already it is over with the lock', async () => {
    const { office, ana, gus } = await knocking();
    const ada = await office.enter('Ada:Admin');
    await ada.ask({ type: 'door.lock', doorId: 'door-1', locked: true });
    expect(await answer(ana, true)).toMatchObject({ code: 'knock_unknown' });
    expect([statuses(gus), gus.of('door.pass'), overs(ana)]).toEqual([['locked'], [], [['locked', 'Ada']]]);
    expect(await knock(gus)).toMatchObject({ code: 'door_locked' });
  });

  it('when it is the fourth within half a minute, also after coming back', async () => {
    const { office, ana, ben, gus } = await atTheDoor();
    for (let time = 0; time < 3; time++) {
      expect(await knock(gus)).toMatchObject({ outcome: 'waiting' });
      await gus.ask({ type: 'knock.withdraw' });
    }
    expect(await knock(gus)).toMatchObject({ code: 'rate_limited' });
    await office.pass(2_500);
    gus.request('leave');
    const back = await office.enter('Gus:Guest', ticketOf(gus));
    expect(await knock(back)).toMatchObject({ code: 'rate_limited' });
    expect(ana.of('knock.asked')).toHaveLength(3);
    await wait(office, 10_000, [ana, ben, back]);
    expect(await knock(back)).toMatchObject({ outcome: 'waiting' });
  });
});

describe('somebody who is blocked', () => {
  it('is not heard by whoever has blocked them, and does not learn it', async () => {
    const { office, ana, ben, gus } = await atTheDoor();
    await ana.ask({ type: 'blocks.set', personIds: ['gus'] });
    expect(await knock(gus)).toMatchObject({ outcome: 'waiting' });
    expect([ana.of('knock.asked').length, ben.of('knock.asked').length]).toEqual([0, 1]);
    expect(await answer(ana, true, ben.last('knock.asked')?.knockId)).toMatchObject({
      code: 'knock_unknown',
    });
    await goOut(office, ben);
    expect(overs(ana)).toEqual([]);
    await wait(office, 60_200, [ana, ben, gus]);
    expect(statuses(gus)).toEqual(['unanswered']);
  });
});

describe('somebody who knocks', () => {
  it.each([
    ['says so', async (_: Office, gus: FakeClient) => void (await gus.ask({ type: 'knock.withdraw' }))],
    ['walks away', (office: Office, gus: FakeClient) => office.walk(gus, 1.984375, 2.5)],
    ['leaves', async (_: Office, gus: FakeClient) => gus.request('leave')],
  ])('has changed their mind who %s', async (_, act) => {
    const { office, ana, ben, gus } = await knocking();
    await act(office, gus);
    for (const client of [ana, ben]) expect(overs(client)).toEqual([['withdrawn', null]]);
    expect(await answer(ana, true)).toMatchObject({ code: 'knock_unknown' });
  });

  it('may take a few steps meanwhile', async () => {
    const { office, ana, gus } = await knocking();
    await office.walk(gus, 2.5, 2.5);
    expect([statuses(gus), overs(ana)]).toEqual([[], []]);
  });

  it('at another Door has given up the first', async () => {
    const world = doorPlan(knockRoom);
    // A second Door into the same room, two tiles below the first.
    world.doors.push({
      id: 'door-2',
      leadsToZone: 'r',
      access: { type: 'knock' },
      bounds: { x: 5, y: 3, width: 1, height: 1 },
    });
    const walls = world.map.layers.find(({ id }) => id === 'walls');
    if (walls !== undefined) walls.tiles[3 * world.map.width + 5] = 0;
    const office = new Office(world);
    const [ana, gus] = [await enterRoom(office, 'Ana'), await office.enter('Gus:Guest')];
    await walkToDoor(office, gus);
    await knock(gus);
    await knock(gus, 'door-2');
    expect(gus.of('knock.state')).toMatchObject([{ doorId: 'door-1', status: 'withdrawn' }]);
    expect(ana.of('knock.asked').map(({ doorId }) => doorId)).toEqual(['door-1', 'door-2']);
    expect(ana.of('knock.over')).toMatchObject([{ knockId: ana.of('knock.asked')[0]?.knockId }]);
    await answer(ana, true);
    expect(gus.last('door.pass')?.doorId).toBe('door-2');
  });

  it('is let in by whoever opens the Door for all', async () => {
    const { office, ana, ben, gus } = await knocking();
    await ana.ask({ type: 'door.hold', doorId: 'door-1', held: 'open' });
    expect([statuses(gus), overs(ben)]).toEqual([['allowed'], [['allowed', 'Ana']]]);
    expect(await goIn(office, gus)).toBe(true);
    expect(gus.of('knock.asked')).toEqual([]);
  });
});

describe('people who come in while somebody knocks', () => {
  it('are told, and may answer', async () => {
    const { office, ana, gus } = await knocking();
    const cem = await letIn(office, ana, 'Cem');
    expect(cem.of('knock.asked')).toMatchObject([{ person: { name: 'Gus' } }]);
    expect(await answer(cem, false)).toMatchObject({ type: 'knock.answer.ok' });
    expect([statuses(gus), overs(ana).at(-1)]).toEqual([['declined'], ['declined', 'Cem']]);
  });
});

describe('somebody inside who blocks whoever knocks', () => {
  it('is asked no more, and asked again when they unblock them', async () => {
    const { ana, ben, gus } = await knocking();
    await ana.ask({ type: 'blocks.set', personIds: ['gus'] });
    expect([overs(ana), overs(ben)]).toEqual([[['withdrawn', null]], []]);
    expect(await answer(ana, true)).toMatchObject({ code: 'knock_unknown' });
    await ana.ask({ type: 'blocks.set', personIds: [] });
    expect(ana.of('knock.asked')).toHaveLength(2);
    await answer(ana, true);
    expect(statuses(gus)).toEqual(['allowed']);
  });
});
