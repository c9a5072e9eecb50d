import { describe, expect, it } from 'vitest';
import { Office } from '../testing/office.ts';
import { talkPlan } from '../testing/plans.ts';
import { Talker } from '../testing/talker.ts';

const mute = { type: 'moderation.mute', personId: 'ben', muted: true };
const why = { personId: 'ben', reason: 'Shouting' };

/** An Admin and Ben, who talk in the TeamArea. */
async function talk(): Promise<{ office: Office; ada: Talker; ben: Talker }> {
  const office = new Office(talkPlan());
  return { office, ada: await Talker.enter(office, 'Ada:Admin'), ben: await Talker.enter(office, 'Ben') };
}

describe('what a moderator has ordered', () => {
  it('outlasts a restart of the server: a mute, until somebody takes it back', async () => {
    const { office, ada } = await talk();
    expect((await ada.client.ask(mute))?.type).toBe('moderation.mute.ok');
    office.restart();
    const [ada2, ben2] = [await Talker.enter(office, 'Ada:Admin'), await Talker.enter(office, 'Ben')];
    expect([ben2.plan.rules.muted, ada2.stateOf('ben')?.muted]).toEqual([true, true]);
    expect((await ada2.client.ask({ ...mute, muted: false }))?.type).toBe('moderation.mute.ok');
    office.restart();
    expect((await Talker.enter(office, 'Ben')).plan.rules.muted).toBe(false);
  });

  it('outlasts a World that everybody has left', async () => {
    const { office, ada, ben } = await talk();
    await ada.client.ask(mute);
    for (const { client } of [ada, ben]) client.request('leave');
    await office.pass(20);
    expect(office.server.liveWorlds.size).toBe(0);
    expect((await Talker.enter(office, 'Ben')).plan.rules.muted).toBe(true);
  });

  it('outlasts a restart: a kick, for the rest of its time', async () => {
    const { office, ada } = await talk();
    expect((await ada.client.ask({ type: 'moderation.kick', ...why }))?.type).toBe('moderation.kick.ok');
    await office.pass(300_000);
    office.restart();
    expect((await office.enter('Ben')).closedWith).toBe('kicked');
    await office.pass(300_000);
    office.restart();
    expect((await office.enter('Ben')).closedWith).toBeUndefined();
  });

  it('outlasts a restart: a removal from a Zone', async () => {
    const { office, ada, ben } = await talk();
    await office.walk(ben.client, 10.5, 2.5);
    const reply = await ada.client.ask({ type: 'moderation.removeFromZone', ...why });
    expect(reply?.type).toBe('moderation.removeFromZone.ok');
    office.restart();
    const again = await office.enter('Ben');
    await office.walk(again, 10.5, 2.5);
    expect([again.zoneId, again.last('position.correction')?.reason]).toEqual(['t', 'zone-full']);
  });

  it('holds at once, and is answered when it is kept; where it cannot be kept, the moderator is told', async () => {
    const { office, ada, ben } = await talk();
    office.sanctions.isAway = true;
    expect(await ada.client.ask(mute)).toMatchObject({ type: 'error', code: 'internal' });
    await office.pass(20);
    expect(ben.plan.rules.muted).toBe(true);
  });
});

describe('reports', () => {
  it('are limited per person, on whatever connection and in whatever World', async () => {
    const { office, ada, ben } = await talk();
    office.worlds.worlds.set('annex', talkPlan());
    const report = { type: 'report', personId: 'ada', text: 'Shouts.', chat: [] };
    const replies = [];
    for (let count = 0; count < 3; count++) replies.push((await ben.client.ask(report))?.type);
    expect(replies).toEqual(['report.ok', 'report.ok', 'report.ok']);
    ben.client.request('leave');
    await office.pass(1_000);
    const again = await office.enter('Ben');
    expect(await again.ask(report)).toMatchObject({ type: 'error', code: 'rate_limited' });
    await office.enter('Cem', {}, 'annex');
    const elsewhere = await office.enter('Ben', {}, 'annex');
    expect(await elsewhere.ask({ ...report, personId: 'cem' })).toMatchObject({ code: 'rate_limited' });
    // Others may.
    expect((await ada.client.ask({ ...report, personId: 'ben' }))?.type).toBe('report.ok');
  });
});
