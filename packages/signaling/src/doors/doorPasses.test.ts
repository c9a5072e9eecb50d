import { describe, expect, it } from 'vitest';
import type { FakeClient } from '../testing/fakeClient.ts';
import { Office } from '../testing/office.ts';
import { beforeDoor, deeperInside, doorPlan, nestedDoorPlan } from '../testing/plans.ts';
import { enterRoom, goIn, goOut, refusalOf, walkToDoor } from '../testing/visit.ts';

const knockRoom = { type: 'knock', allowedRoles: ['Member'] } as const;

/** Knocks, and is let in by somebody inside. */
async function letIn(office: Office, outside: FakeClient, inside: FakeClient): Promise<void> {
  await walkToDoor(office, outside);
  await outside.ask({ type: 'knock', doorId: 'door-1' });
  const knockId = inside.last('knock.asked')?.knockId;
  expect(await inside.ask({ type: 'knock.answer', knockId, allow: true })).toMatchObject({
    type: 'knock.answer.ok',
  });
}

/** Ana in the room, and Gus, a Guest, before its Door with leave to come in. */
async function withPass() {
  const office = new Office(doorPlan(knockRoom));
  const [ana, gus] = [await enterRoom(office, 'Ana'), await office.enter('Gus:Guest')];
  await letIn(office, gus, ana);
  return { office, ana, gus };
}

describe('leave to come in', () => {
  it('lets that one person through, and nobody else', async () => {
    const { office, gus } = await withPass();
    const ben = await office.enter('Ben');
    expect(gus.last('door.pass')).toEqual({ type: 'door.pass', doorId: 'door-1', passMs: 30_000 });
    expect(await goIn(office, ben)).toBe(false);
    await office.walk(ben, 2.5, 1.5);
    expect(await goIn(office, gus)).toBe(true);
  });

  it('is for once', async () => {
    const { office, gus } = await withPass();
    expect([await goIn(office, gus), await goOut(office, gus)]).toEqual([true, true]);
    await office.pass(7_000);
    expect([await goIn(office, gus), refusalOf(gus)]).toEqual([false, 'door-closed']);
  });

  it.each([
    [29_900, true],
    [30_000, false],
  ])('after %i ms lets through: %s', async (ms, isThrough) => {
    const { office, gus } = await withPass();
    for (let passed = 0; passed < ms; passed += 100) {
      if (passed % 5_000 === 0) gus.request('ping');
      await office.pass(100);
    }
    gus.move(5.5, 2.5);
    expect(refusalOf(gus)).toBe(isThrough ? undefined : 'door-closed');
  });

  it('is not used up by stepping into the doorway and back', async () => {
    const { office, gus } = await withPass();
    await office.walk(gus, 5.5, 2.5);
    await office.walk(gus, ...beforeDoor);
    expect(await goIn(office, gus)).toBe(true);
  });

  it('holds for an empty room, but not for people who have gathered there since', async () => {
    for (const isOccupiedAgain of [false, true]) {
      const { office, ana, gus } = await withPass();
      ana.request('leave');
      if (isOccupiedAgain) await enterRoom(office, 'Ben');
      expect(await goIn(office, gus)).toBe(!isOccupiedAgain);
    }
  });

  it('holds while one of those is inside who were when it was given', async () => {
    const office = new Office(doorPlan(knockRoom));
    const [ana, gus] = [await enterRoom(office, 'Ana'), await office.enter('Gus:Guest')];
    const ben = await office.enter('Ben');
    await letIn(office, ben, ana);
    expect(await goIn(office, ben)).toBe(true);
    await office.walk(ben, ...deeperInside);
    await letIn(office, gus, ana);
    ana.request('leave');
    expect(await goIn(office, gus)).toBe(true);
  });

  it('holds also where the one inside has gone on to a room within the Zone', async () => {
    const office = new Office(nestedDoorPlan());
    const [ana, gus] = [await office.enter('Ana'), await office.enter('Gus:Guest')];
    await office.walk(ana, ...beforeDoor);
    await office.walk(ana, 8.5, 2.5);
    await letIn(office, gus, ana);
    await office.walk(ana, 12.5, 2.5);
    await office.walk(ana, 8.5, 1.5);
    expect(ana.zoneId).toBe('t');
    await office.walk(gus, 8.5, 2.5);
    expect([refusalOf(gus), gus.zoneId]).toEqual([undefined, 't']);
  });

  it('is told again to somebody who comes back, with the time that is left', async () => {
    const { office, gus } = await withPass();
    await office.pass(2_500);
    gus.drop();
    await office.pass(5_000);
    const back = await office.enter('Gus:Guest', { ticket: gus.ticket ?? '' });
    expect(back.last('door.pass')).toEqual({ type: 'door.pass', doorId: 'door-1', passMs: 22_500 });
    expect(await goIn(office, back)).toBe(true);
  });

  it('is not told where it has lapsed, or was used', async () => {
    const { office, gus } = await withPass();
    await goIn(office, gus);
    gus.drop();
    const back = await office.enter('Gus:Guest', { ticket: gus.ticket ?? '' });
    expect([back.zoneId, back.of('door.pass')]).toEqual(['r', []]);
  });

  it('does not outlive the server', async () => {
    const { office, ana, gus } = await withPass();
    await office.pass(2_500);
    office.restart();
    const back = await office.enter('Ana', { ticket: ana.ticket ?? '' });
    expect(back.zoneId).toBe('r');
    expect(await goIn(office, await office.enter('Gus:Guest', { ticket: gus.ticket ?? '' }))).toBe(false);
  });
});

describe('stepping out of a room that closes', () => {
  const twoInside = async () => {
    const { office, ana, gus } = await withPass();
    await goIn(office, gus);
    await office.walk(gus, ...deeperInside);
    await office.walk(gus, 6.75, 2.5);
    gus.forgetMessages();
    // The ways of the walker: some 0.6 s out, and as much in again.
    gus.move(4.5, 2.5);
    await office.pass(20);
    expect(gus.zoneId).toBe('ground');
    return { office, ana, gus };
  };

  it('leaves the way back open for 6 s, and says so', async () => {
    const { office, gus } = await twoInside();
    expect(gus.of('door.pass')).toEqual([{ type: 'door.pass', doorId: 'door-1', passMs: 6_000 }]);
    await office.pass(5_900);
    gus.move(6.5, 2.5);
    expect([refusalOf(gus), gus.zoneId]).toEqual([undefined, 'r']);
  });

  it('does not leave it open for longer', async () => {
    const { office, gus } = await twoInside();
    await office.pass(6_000);
    gus.move(6.5, 2.5);
    expect([refusalOf(gus), gus.zoneId]).toEqual(['door-closed', 'ground']);
  });

  it('does not leave it open to people who were not inside with one', async () => {
    const { office, ana, gus } = await twoInside();
    const ben = await office.enter('Ben');
    await walkToDoor(office, ben);
    await office.pass(2_000);
    ana.request('leave');
    ben.move(6.5, 2.5);
    expect(ben.zoneId).toBe('r');
    gus.move(6.5, 2.5);
    expect([refusalOf(gus), gus.zoneId]).toEqual(['door-closed', 'ground']);
  });

  it('needs no word where the Door admits one anyhow', async () => {
    const office = new Office(doorPlan({ type: 'open' }));
    const [, ben] = [await enterRoom(office, 'Ana'), await enterRoom(office, 'Ben')];
    expect(await goOut(office, ben)).toBe(true);
    expect(ben.of('door.pass')).toEqual([]);
  });

  it('leads nowhere for whoever was the last inside and is not listed', async () => {
    const { office, ana, gus } = await withPass();
    await goIn(office, gus);
    ana.request('leave');
    expect(await goOut(office, gus)).toBe(true);
    expect(gus.of('door.pass')).toHaveLength(1);
    expect(await goIn(office, gus)).toBe(false);
  });
});
