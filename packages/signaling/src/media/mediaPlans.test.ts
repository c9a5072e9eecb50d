import { describe, expect, it } from 'vitest';
import { defaultMediaThresholds } from '../limits.ts';
import { FakeSfu } from '../testing/fakeSfu.ts';
import { Office } from '../testing/office.ts';
import { openPlan, talkPlan } from '../testing/plans.ts';
import { Talker } from '../testing/talker.ts';

const small = {
  media: { ...defaultMediaThresholds, p2pMaxPeople: 2, p2pReturnMargin: 0, p2pReturnMs: 2_000 },
};
const offer = { type: 'offer', sdp: 'v=0' };

describe('the plan of a person', () => {
  it('comes only to a Client that takes part, and connects only those that do', async () => {
    const office = new Office(talkPlan());
    const ana = await Talker.enter(office, 'Ana');
    const mute = await office.enter('Mo');
    await office.pass(300);
    expect(mute.last('media.plan')).toBeUndefined();
    expect(ana.plan).toMatchObject({ zoneId: 't', topology: 'P2P_DIRECT', reason: 'alone', links: [] });
  });

  it('names the same link to both ends, one of them polite, with a STUN server alone', async () => {
    const office = new Office(talkPlan());
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    const [a, b] = [ana.linkTo('ben'), ben.linkTo('ana')];
    expect(a?.linkId).toBe(b?.linkId);
    if (a?.kind !== 'p2p' || b?.kind !== 'p2p') throw new Error('They are not connected directly.');
    expect(a.polite).not.toBe(b.polite);
    expect([a.iceServers, a.relay, a.audible]).toEqual([office.iceServers.stun, false, true]);
  });

  it('is sent once, however often the Zone is looked at', async () => {
    const office = new Office(talkPlan());
    const ana = await Talker.enter(office, 'Ana');
    await Talker.enter(office, 'Ben');
    const plans = ana.client.of('media.plan').length;
    await office.pass(5_000);
    expect(ana.client.of('media.plan')).toHaveLength(plans);
  });

  it('ends at once with the Zone, and begins anew after 0.4 s in another one', async () => {
    const office = new Office(talkPlan(), {}, new FakeSfu());
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    await office.walk(ana.client, 8.5, 2.5);
    ana.client.move(9.5, 2.5);
    await office.pass(20);
    expect([ana.plan.zoneId, ana.connectedWith, ben.connectedWith]).toEqual(['m', [], []]);
    const cleo = await Talker.enter(office, 'Cleo');
    expect(cleo.connectedWith).toEqual(['ben']);
    await office.walk(cleo.client, 8.5, 1.5);
    cleo.client.move(9.5, 1.5);
    await office.pass(300);
    expect(ana.connectedWith).toEqual([]);
    await office.pass(200);
    // The room of the SFU is being opened meanwhile.
    await office.pass(20);
    expect(ana.connectedWith).toEqual(['cleo']);
  });

  it('begins at once through a Door', async () => {
    const office = new Office(talkPlan());
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    for (const { client } of [ben, ana]) await office.walk(client, 13.5, 2.5);
    await office.walk(ben.client, 16.5, 2.5);
    await office.walk(ana.client, 13.5, 2.5);
    ana.client.move(14.5, 2.5);
    await office.pass(40);
    expect([ana.plan.zoneId, ana.connectedWith]).toEqual(['p', ['ben']]);
  });

  it('connects nobody who does not want to be disturbed', async () => {
    const office = new Office(talkPlan());
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    await ben.switch({ doNotDisturb: true });
    expect([ana.connectedWith, ben.connectedWith]).toEqual([[], []]);
    expect(ana.stateOf('ben')).toMatchObject({ doNotDisturb: true });
    await ben.switch({});
    expect(ana.connectedWith).toEqual(['ben']);
  });

  it('in an OpenArea follows the distance between people', async () => {
    const office = new Office(openPlan(), {
      media: { ...defaultMediaThresholds, earshotTiles: 2, connectTiles: 4, lingerMs: 1_000 },
    });
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    await office.walk(ana.client, 1.5, 1.5);
    await office.walk(ben.client, 2.5, 1.5);
    await office.pass(300);
    expect(ana.linkTo('ben')).toMatchObject({ audible: true });
    await office.walk(ben.client, 5, 1.5);
    await office.pass(300);
    expect(ana.linkTo('ben')).toMatchObject({ audible: false });
    await office.walk(ben.client, 6, 1.5);
    await office.pass(2_000);
    expect(ana.connectedWith).toEqual([]);
  });

  it('leaves out those who come to a full mesh where there is no SFU, and says so', async () => {
    const office = new Office(talkPlan(), small);
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    const cleo = await Talker.enter(office, 'Cleo');
    expect([ana.connectedWith, ben.connectedWith]).toEqual([['ben'], ['ana']]);
    expect(cleo.plan).toMatchObject({ links: [], reason: 'no-sfu-full' });
  });
});

describe('signals between Clients', () => {
  it('go to the other end of the link and to nobody else', async () => {
    const office = new Office(talkPlan());
    const [ana, ben, cleo] = [
      await Talker.enter(office, 'Ana'),
      await Talker.enter(office, 'Ben'),
      await Talker.enter(office, 'Cleo'),
    ];
    const linkId = ana.linkTo('ben')?.linkId;
    ana.say({ type: 'media.signal', linkId, description: offer });
    expect(ben.client.of('media.signal')).toEqual([{ type: 'media.signal', linkId, description: offer }]);
    expect(cleo.client.of('media.signal')).toEqual([]);
  });

  it('outside of the own plan are refused', async () => {
    const office = new Office(talkPlan());
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    const cleo = await Talker.enter(office, 'Cleo', { doNotDisturb: true });
    for (const linkId of [ana.linkTo('ben')?.linkId, 'p-made-up']) {
      cleo.say({ type: 'media.signal', linkId, description: offer });
      expect(cleo.lastError).toBe('link_unknown');
    }
    expect([ana.client.of('media.signal'), ben.client.of('media.signal')]).toEqual([[], []]);
    expect(cleo.client.closedWith).toBeUndefined();
  });

  it('are refused on a link that has gone', async () => {
    const office = new Office(talkPlan());
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    const linkId = ana.linkTo('ben')?.linkId;
    ben.client.request('leave');
    await office.pass(20);
    ana.say({ type: 'media.signal', linkId, description: offer });
    expect([ana.lastError, ana.connectedWith]).toEqual(['link_unknown', []]);
  });
});

describe('a way that does not work', () => {
  const failed = (talker: Talker, personId: string) => ({
    type: 'media.report',
    links: [{ linkId: talker.linkTo(personId)?.linkId, state: 'failed', loss: 0, relayed: false }],
  });

  it('gets a relay for both ends and is tried again, and the next link of that person has one from the start', async () => {
    const office = new Office(talkPlan());
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    ana.say(failed(ana, 'ben'));
    await office.pass(20);
    for (const [talker, other] of [
      [ana, 'ben'],
      [ben, 'ana'],
    ] as const) {
      expect(talker.plan.topology).toBe('P2P_TURN');
      expect(talker.linkTo(other)).toMatchObject({ relay: true, iceEpoch: 1 });
    }
    const cleo = await Talker.enter(office, 'Cleo');
    expect(cleo.linkTo('ana')).toMatchObject({ relay: true, iceEpoch: 0 });
    expect(cleo.linkTo('ben')).toMatchObject({ relay: false, iceEpoch: 0 });
  });

  it('is tried again without a relay where there is none, and not more often than every 4 s', async () => {
    const office = new Office(talkPlan());
    office.iceServers.hasTurn = false;
    const [ana] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    for (let time = 0; time < 10; time++) {
      ana.say(failed(ana, 'ben'));
      await office.pass(500);
    }
    expect(ana.linkTo('ben')).toMatchObject({ relay: false, iceEpoch: 2 });
  });
});
