import { describe, expect, it } from 'vitest';
import { Office } from '../testing/office.ts';
import { talkPlan } from '../testing/plans.ts';
import { Talker } from '../testing/talker.ts';

/** Time passes, and the Clients of those named say that they are still there. */
async function passListening(office: Office, talkers: readonly Talker[], ms: number): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += 1_000) {
    for (const { client } of talkers) client.request('ping');
    await office.pass(1_000);
  }
}

describe('a lost connection to the Signaling Server', () => {
  it('leaves media as they are: who comes back and holds a link goes on with it', async () => {
    const office = new Office(talkPlan());
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    const linkId = ben.linkTo('ana')?.linkId;
    const { ticket } = ana.client;
    ana.client.drop();
    await passListening(office, [ben], 1_000);
    expect(ben.linkTo('ana')?.linkId).toBe(linkId);
    const again = await Talker.enter(office, 'Ana', { holds: [linkId ?? ''] }, ticket);
    expect([again.linkTo('ben')?.linkId, ben.linkTo('ana')?.linkId]).toEqual([linkId, linkId]);
  });

  it('of a page that was reloaded gives both ends a new link', async () => {
    const office = new Office(talkPlan());
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    const linkId = ben.linkTo('ana')?.linkId;
    ana.client.drop();
    await office.pass(500);
    const again = await Talker.enter(office, 'Ana', {}, ana.client.ticket);
    expect(again.linkTo('ben')?.linkId).toBe(ben.linkTo('ana')?.linkId);
    expect(ben.linkTo('ana')?.linkId).not.toBe(linkId);
  });

  it('goes on with the same link after a restart of the server too, where both still hold it', async () => {
    const office = new Office(talkPlan());
    const [ana] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    const linkId = ana.linkTo('ben')?.linkId ?? '';
    office.restart();
    const holds = { holds: [linkId] };
    const [ana2, ben2] = [await Talker.enter(office, 'Ana', holds), await Talker.enter(office, 'Ben', holds)];
    expect([ana2.linkTo('ben')?.linkId, ben2.linkTo('ana')?.linkId]).toEqual([linkId, linkId]);
  });
});
