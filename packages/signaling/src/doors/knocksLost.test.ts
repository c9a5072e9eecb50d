import { describe, expect, it } from 'vitest';
import { answer, knock, knocking, letIn, overs, statuses, ticketOf, wait } from '../testing/knocking.ts';
import type { FakeClient } from '../testing/fakeClient.ts';
import type { Office } from '../testing/office.ts';
import { goIn, goOut } from '../testing/visit.ts';

/** Has a ticket for where they are now. */
const ticketed = (office: Office) => office.pass(1_500);
const back = (office: Office, client: FakeClient, who: string) => office.enter(who, ticketOf(client));

describe('somebody who knocks and loses the connection', () => {
  it.each([1_000, 2_500, 9_000])('and is back after %i ms waits on, and is told so', async (ms) => {
    const { office, ana, ben, gus } = await knocking();
    await ticketed(office);
    gus.drop();
    await office.pass(ms);
    const again = await back(office, gus, 'Gus:Guest');
    expect([statuses(again), overs(ana), ana.of('knock.asked').length]).toEqual([['waiting'], [], 1]);
    expect(await knock(again)).toMatchObject({ outcome: 'waiting' });
    await wait(office, 20_000, [ana, ben, again]);
    await answer(ana, true);
    expect(statuses(again)).toEqual(['waiting', 'allowed']);
    expect(await goIn(office, again)).toBe(true);
  });

  it('for good does not wait any more 10 s later', async () => {
    const { office, ana, ben, gus } = await knocking();
    gus.drop();
    await office.pass(9_900);
    expect(overs(ana)).toEqual([]);
    await office.pass(400);
    for (const client of [ana, ben]) expect(overs(client)).toEqual([['withdrawn', null]]);
    expect(await answer(ana, true)).toMatchObject({ code: 'knock_unknown' });
    expect(statuses(await back(office, gus, 'Gus:Guest'))).toEqual([]);
  });

  it.each([500, 5_000])('may be let in meanwhile (after %i ms), and finds the way open', async (ms) => {
    const { office, ana, gus } = await knocking();
    await ticketed(office);
    gus.drop();
    await office.pass(ms);
    expect(await answer(ana, true)).toMatchObject({ type: 'knock.answer.ok' });
    await office.pass(1_000);
    const again = await back(office, gus, 'Gus:Guest');
    expect([statuses(again), again.last('door.pass')?.passMs]).toEqual([[], 29_000]);
    expect(await goIn(office, again)).toBe(true);
  });

  it('may be told no meanwhile, and that holds for who is back', async () => {
    const { office, ana, gus } = await knocking();
    await ticketed(office);
    gus.drop();
    await office.pass(4_000);
    await answer(ana, false);
    const again = await back(office, gus, 'Gus:Guest');
    expect([statuses(again), again.of('door.pass')]).toEqual([[], []]);
    expect(await knock(again)).toMatchObject({ code: 'rate_limited' });
  });

  it('finds nobody to wait for where all inside have gone meanwhile', async () => {
    const { office, ana, ben, gus } = await knocking();
    await ticketed(office);
    gus.drop();
    await office.pass(4_000);
    for (const client of [ana, ben]) await goOut(office, client);
    const again = await back(office, gus, 'Gus:Guest');
    expect(statuses(again)).toEqual([]);
    expect(await knock(again)).toMatchObject({ outcome: 'nobody' });
  });

  it('is heard of by those who come in meanwhile', async () => {
    const { office, ana, gus } = await knocking();
    await ticketed(office);
    gus.drop();
    await office.pass(4_000);
    const cem = await letIn(office, ana, 'Cem');
    expect(cem.of('knock.asked')).toMatchObject([{ person: { name: 'Gus' } }]);
    expect(await answer(cem, true)).toMatchObject({ type: 'knock.answer.ok' });
    expect((await back(office, gus, 'Gus:Guest')).of('door.pass')).toHaveLength(1);
  });

  it('waits on in another tab', async () => {
    const { office, ana, gus } = await knocking();
    const other = await office.enter('Gus:Guest');
    expect([gus.closedWith, statuses(other), overs(ana)]).toEqual(['replaced', ['waiting'], []]);
    await answer(ana, true);
    expect([statuses(other), other.of('door.pass').length]).toEqual([['waiting', 'allowed'], 1]);
  });

  it('has to knock anew after a restart', async () => {
    const { office, ana, gus } = await knocking();
    await ticketed(office);
    office.restart();
    const inside = await back(office, ana, 'Ana');
    const outside = await back(office, gus, 'Gus:Guest');
    expect([statuses(outside), inside.of('knock.asked')]).toEqual([[], []]);
    expect(await knock(outside)).toMatchObject({ outcome: 'waiting' });
    expect(inside.of('knock.asked')).toHaveLength(1);
  });
});

describe('somebody inside who loses the connection while somebody knocks', () => {
  it.each([1_000, 4_000])('is asked again when they are back after %i ms, and may answer', async (ms) => {
    const { office, ana, ben, gus } = await knocking();
    await ticketed(office);
    ana.drop();
    await office.pass(ms);
    expect([statuses(gus), overs(ben)]).toEqual([[], []]);
    const again = await back(office, ana, 'Ana');
    expect(again.zoneId).toBe('r');
    expect(again.of('knock.asked')).toEqual(ana.of('knock.asked'));
    await answer(again, true);
    expect([statuses(gus), overs(ben), overs(again)]).toEqual([
      ['allowed'],
      [['allowed', 'Ana']],
      [['allowed', 'Ana']],
    ]);
  });

  it('and is the last there leaves the knocker without an answer as soon as others see them gone', async () => {
    const { office, ana, ben, gus } = await knocking();
    await goOut(office, ben);
    ana.drop();
    await office.pass(1_800);
    expect(statuses(gus)).toEqual([]);
    await office.pass(600);
    expect(statuses(gus)).toEqual(['nobody']);
  });

  it('is not asked again about what was answered meanwhile', async () => {
    const { office, ana, ben, gus } = await knocking();
    await ticketed(office);
    ana.drop();
    await answer(ben, true);
    const again = await back(office, ana, 'Ana');
    expect([again.of('knock.asked'), again.zoneId]).toEqual([[], 'r']);
    expect(await answer(again, false, ana.last('knock.asked')?.knockId)).toMatchObject({
      code: 'knock_unknown',
    });
    expect(statuses(gus)).toEqual(['allowed']);
  });

  it('is asked in another tab', async () => {
    const { office, ana, gus } = await knocking();
    const other = await office.enter('Ana');
    expect([ana.closedWith, other.of('knock.asked').length]).toEqual(['replaced', 1]);
    await answer(other, false);
    expect(statuses(gus)).toEqual(['declined']);
  });

  it('and everybody else there too, and all are gone for good: nobody answers any more', async () => {
    const { office, ana, ben, gus } = await knocking();
    for (const client of [ana, ben]) client.drop();
    await wait(office, 12_000, [gus]);
    expect([statuses(gus), await goIn(office, gus)]).toEqual([['nobody'], false]);
  });
});
