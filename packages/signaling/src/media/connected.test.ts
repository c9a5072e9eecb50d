import { describe, expect, it } from 'vitest';
import { defaultMediaThresholds } from '../limits.ts';
import { FakeSfu } from '../testing/fakeSfu.ts';
import { Office } from '../testing/office.ts';
import { talkPlan } from '../testing/plans.ts';
import { Talker } from '../testing/talker.ts';

const linkIdOf = (talker: Talker, personId: string) => talker.linkTo(personId)?.linkId ?? '';
const report = { state: 'connected', loss: 0.25, rttMs: 40, relayed: false };
const failure = { state: 'failed', loss: 0, relayed: false };

async function enterTwo(office: Office) {
  return [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')] as const;
}

describe('how two people are connected', () => {
  it('is not at all, until sound of one of them arrives', async () => {
    const office = new Office(talkPlan());
    const [ana] = await enterTwo(office);
    const personIds = ['ana', 'ben'];
    expect(office.server.connectedIn('office')).toMatchObject([
      { personIds, route: 'none', why: 'connecting' },
    ]);
    ana.say({ type: 'media.live', linkIds: [linkIdOf(ana, 'ben')] });
    expect(office.server.connectedIn('office')).toMatchObject([
      { personIds, route: 'direct', why: undefined },
    ]);
    expect(office.server.stats().connectedBy).toEqual({ direct: 1, relayed: 0, sfu: 0, none: 0 });
  });

  it('is through a relay where one of them says so, as slow as the slower end says', async () => {
    const office = new Office(talkPlan());
    const [ana, ben] = await enterTwo(office);
    const linkId = linkIdOf(ana, 'ben');
    ana.say({ type: 'media.live', linkIds: [linkId] });
    ana.say({ type: 'media.report', links: [{ ...report, linkId, relayed: true }] });
    ben.say({ type: 'media.report', links: [{ ...report, linkId, rttMs: 90, loss: 0 }] });
    expect(office.server.connectedIn('office')).toEqual([
      { personIds: ['ana', 'ben'], route: 'relayed', why: 'no-direct-path', rttMs: 90, loss: 0.25 },
    ]);
  });

  it.each([
    ['fails-here', [0]],
    ['fails-there', [1]],
    ['fails', [0, 1]],
  ])('says %s where those say it who do not get through', async (why, saying) => {
    const office = new Office(talkPlan());
    const talkers = await enterTwo(office);
    const linkId = linkIdOf(talkers[0], 'ben');
    for (const index of saying)
      talkers[index]?.say({ type: 'media.report', links: [{ ...failure, linkId }] });
    expect(office.server.connectedIn('office')).toMatchObject([{ route: 'none', why }]);
  });

  it('is through the SFU, for the reason of the Zone', async () => {
    const media = { ...defaultMediaThresholds, p2pMaxPeople: 1 };
    const office = new Office(talkPlan(), { media }, new FakeSfu());
    const [ana] = await enterTwo(office);
    await office.pass(100);
    ana.say({ type: 'media.live', linkIds: [linkIdOf(ana, 'ben')] });
    expect(office.server.connectedIn('office')).toMatchObject([{ route: 'sfu', why: 'too-many-people' }]);
  });
});

describe('the figures of a server', () => {
  it('count how each hello ended', async () => {
    const office = new Office(talkPlan());
    await office.enter('Ana');
    const stranger = office.connect();
    stranger.say({ type: 'ping', id: 1 });
    expect(office.measures.hellos).toEqual(['entered', 'hello_expected']);
  });

  it('know how long it took until sound arrived, once for each end', async () => {
    const office = new Office(talkPlan());
    const [ana] = await enterTwo(office);
    await office.pass(500);
    for (let time = 0; time < 2; time++) ana.say({ type: 'media.live', linkIds: [linkIdOf(ana, 'ben')] });
    const { arrivals } = office.measures;
    expect(arrivals.map(({ route }) => route)).toEqual(['direct']);
    expect(arrivals[0]?.afterMs).toBeGreaterThanOrEqual(500);
  });

  it('count why connections failed, each time once', async () => {
    const office = new Office(talkPlan(), {}, new FakeSfu());
    const [ana, ben] = await enterTwo(office);
    const linkId = linkIdOf(ana, 'ben');
    ben.say({ type: 'media.live', linkIds: [linkId] });
    for (let time = 0; time < 2; time++)
      for (const talker of [ana, ben]) talker.say({ type: 'media.report', links: [{ ...failure, linkId }] });
    expect(office.measures.failures).toEqual(['not-connected', 'interrupted']);
    for (let step = 0; step < 100; step++) await office.pass(100);
    expect(office.measures.failures).toEqual(['not-connected', 'interrupted', 'blocked']);
  });

  it('know how late the turns of the clock are', async () => {
    const office = new Office(talkPlan());
    await office.enter('Ana');
    await office.pass(1_000);
    expect(office.measures.latestTurnMs).toBeLessThan(1);
    office.clock.standStill(250);
    await office.pass(100);
    expect(office.measures.latestTurnMs).toBeGreaterThanOrEqual(200);
  });
});
