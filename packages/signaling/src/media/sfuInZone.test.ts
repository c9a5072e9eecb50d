import { mediaSources } from '@atrium/protocol';
import { describe, expect, it } from 'vitest';
import { defaultMediaThresholds } from '../limits.ts';
import { FakeSfu } from '../testing/fakeSfu.ts';
import { Office } from '../testing/office.ts';
import { talkPlan } from '../testing/plans.ts';
import { Talker } from '../testing/talker.ts';

const small = {
  media: { ...defaultMediaThresholds, p2pMaxPeople: 2, p2pReturnMargin: 0, p2pReturnMs: 2_000 },
};
describe('the SFU', () => {
  /** Three people in a Zone of two at most peer to peer. */
  async function threeInTeam(sfu = new FakeSfu()) {
    const office = new Office(talkPlan(), small, sfu);
    const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    const before = ana.linkTo('ben')?.linkId;
    const cleo = await Talker.enter(office, 'Cleo');
    await office.pass(40);
    return { office, sfu, ana, ben, cleo, before };
  }

  it('takes over without breaking what is there: old links retire until both ends receive through the new ones', async () => {
    const { office, ana, ben, before } = await threeInTeam();
    expect(ana.plan).toMatchObject({ topology: 'SFU', reason: 'too-many-people' });
    const old = ana.plan.links.find(({ linkId }) => linkId === before);
    expect(old).toMatchObject({ kind: 'p2p', retiring: true, audible: true });
    const linkId = ana.linkTo('ben')?.linkId;
    ana.say({ type: 'media.live', linkIds: [linkId] });
    await office.pass(20);
    expect(ana.plan.links.map((link) => link.linkId)).toContain(before);
    ben.say({ type: 'media.live', linkIds: [linkId] });
    await office.pass(20);
    for (const { plan } of [ana, ben]) expect(plan.links.map((link) => link.linkId)).not.toContain(before);
  });

  it('lets old links go after 5 s, whoever has not said that the new ones live', async () => {
    const { office, ana, before } = await threeInTeam();
    await office.pass(5_100);
    expect(ana.plan.links.map((link) => link.linkId)).not.toContain(before);
  });

  it('hands back when few are left for long enough, and closes its room once nobody needs it', async () => {
    const { office, sfu, ana, ben, cleo } = await threeInTeam();
    cleo.client.request('leave');
    await office.pass(1_000);
    expect(ana.plan).toMatchObject({ topology: 'SFU', reason: 'settling' });
    await office.pass(1_500);
    expect(ana.plan).toMatchObject({ topology: 'P2P_DIRECT', reason: 'few-people' });
    expect(ana.plan.links.map(({ kind, retiring }) => [kind, retiring]).sort()).toEqual([
      ['p2p', false],
      ['sfu', true],
    ]);
    expect(sfu.openRooms).toHaveLength(1);
    for (const talker of [ana, ben]) {
      talker.say({ type: 'media.live', linkIds: [talker.linkTo(talker === ana ? 'ben' : 'ana')?.linkId] });
    }
    await office.pass(40);
    expect([sfu.openRooms.length, ana.plan.sfu, ana.plan.links.length]).toEqual([0, null, 1]);
  });

  it('serves a MeetingRoom from the second person on', async () => {
    const sfu = new FakeSfu();
    const office = new Office(talkPlan(), {}, sfu);
    const people = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    for (const [index, { client }] of people.entries()) await office.walk(client, 10.5, 1.5 + index);
    await office.pass(600);
    expect(people.map(({ plan }) => [plan.topology, plan.reason, plan.links.length])).toEqual([
      ['SFU', 'meeting', 1],
      ['SFU', 'meeting', 1],
    ]);
  });

  it('forwards to those who are linked, and not what is muted, whatever a Client says', async () => {
    const { sfu, ana, ben, cleo } = await threeInTeam();
    for (const talker of [ana, ben, cleo]) await talker.joinSfu();
    await ben.consume('ana');
    const [room] = sfu.openRooms;
    expect(room?.forwards('ana', 'microphone', 'ben')).toBe(true);
    await ana.switch({ microphone: false });
    expect(room?.forwards('ana', 'microphone', 'ben')).toBe(false);
    // A modified Client produces once more although its switch is off.
    await ana.produce('microphone');
    expect(room?.forwards('ana', 'microphone', 'ben')).toBe(false);
    await ana.switch({ microphone: true });
    expect(room?.forwards('ana', 'microphone', 'ben')).toBe(true);
  });

  it('tells who is linked what there is to receive', async () => {
    const { ana, ben } = await threeInTeam();
    await ana.joinSfu();
    expect(ben.client.last('sfu.published')).toMatchObject({
      personId: 'ana',
      producers: [{ source: 'microphone', producerId: 'producer 1 of ana: microphone' }],
    });
    await ben.joinSfu();
    expect(ben.client.last('sfu.join.ok')?.published).toContainEqual({
      personId: 'ana',
      producers: [{ source: 'microphone', producerId: 'producer 1 of ana: microphone' }],
    });
  });

  it('gives those who join relays to it, as TURN has them, and anew when they look for another way', async () => {
    const { ana } = await threeInTeam();
    await ana.joinSfu();
    const relays = [{ urls: ['turn:turn.example.com'], username: 'ana', credential: 'secret' }];
    expect(ana.client.last('sfu.join.ok')?.iceServers).toEqual(relays);
    await ana.ask({ type: 'sfu.restartIce', sfuId: ana.sfuId, direction: 'receive' });
    expect(ana.client.last('sfu.restartIce.ok')?.iceServers).toEqual(relays);
  });

  it('gives nothing to those who are not linked, nor what the Zone does not allow', async () => {
    const { office, ana, ben, cleo } = await threeInTeam();
    for (const talker of [ana, ben, cleo]) await talker.joinSfu();
    const { sfuId } = ana;
    const dan = await Talker.enter(office, 'Dan', { doNotDisturb: true });
    await dan.ask({ type: 'sfu.join', sfuId });
    expect(dan.lastError).toBe('sfu_unavailable');
    await ben.ask({ type: 'sfu.consume', sfuId, personId: 'dan', source: 'microphone' });
    expect(ben.lastError).toBe('link_unknown');
    await ben.ask({ type: 'sfu.consume', sfuId, personId: 'ana', source: 'camera' });
    expect(ben.lastError).toBe('not_published');
  });

  it('never tells of what was taken back before it answered', async () => {
    const { office, sfu, ana, ben } = await threeInTeam();
    await ana.joinSfu();
    const [room] = sfu.openRooms;
    let answer: () => void = () => undefined;
    if (room !== undefined) room.beforeProduced = () => new Promise((resolve) => (answer = resolve));
    await ana.produce('microphone');
    await ana.ask({ type: 'sfu.unproduce', sfuId: ana.sfuId, source: 'microphone' });
    answer();
    await office.pass(300);
    expect(ben.client.last('sfu.published')).toMatchObject({ personId: 'ana', producers: [] });
    expect(ana.lastError).toBe('bad_request');
    expect(room?.members.get('ana')?.produced.size).toBe(0);
  });

  it('is told where people are: when they come, change Zone and leave', async () => {
    const { office, sfu, ana } = await threeInTeam();
    const place = () => [...sfu.places].find(([who]) => who.endsWith(' ana'))?.[1];
    expect(place()).toBe(ana.client.zoneId);
    await office.walk(ana.client, 8.5, 2.5);
    ana.client.move(9.5, 2.5);
    expect(place()).toBe(ana.client.zoneId);
    ana.client.request('leave');
    await office.pass(20);
    expect(place()).toBeUndefined();
  });

  it('ends for somebody the moment they leave the Zone', async () => {
    const { office, sfu, ana, ben, cleo } = await threeInTeam();
    for (const talker of [ana, ben, cleo]) await talker.joinSfu();
    await ben.consume('ana');
    await office.walk(ana.client, 8.5, 2.5);
    const [room] = sfu.openRooms;
    expect(room?.forwards('ana', 'microphone', 'ben')).toBe(true);
    ana.client.move(9.5, 2.5);
    expect(room?.forwards('ana', 'microphone', 'ben')).toBe(false);
    expect(room?.members.has('ana')).toBe(false);
  });

  it('that dies is replaced: peer to peer meanwhile, and a new room when there is one', async () => {
    const { office, sfu, ana } = await threeInTeam();
    sfu.isAvailable = false;
    sfu.openRooms[0]?.lose();
    await office.pass(300);
    expect([ana.plan.topology, ana.linkTo('ben')?.kind, ana.plan.sfu]).toEqual(['P2P_DIRECT', 'p2p', null]);
    sfu.isAvailable = true;
    await office.pass(300);
    await office.pass(20);
    expect([ana.plan.topology, ana.linkTo('ben')?.kind]).toEqual(['SFU', 'sfu']);
    expect(ana.plan.sfu).not.toBeNull();
  });

  it('that cannot open a room is left alone for a while, and people talk directly', async () => {
    const sfu = new FakeSfu();
    sfu.failsToOpen = true;
    const { office, ana } = await threeInTeam(sfu);
    await office.pass(300);
    expect([ana.plan.topology, ana.connectedWith]).toEqual(['P2P_DIRECT', ['ben']]);
    expect(office.problems.reported).toEqual(['opening a room of the SFU']);
    sfu.failsToOpen = false;
    await office.pass(2_500);
    expect(ana.plan.topology).toBe('SFU');
  });

  it('that never answers is left alone for a while, and people talk directly', async () => {
    const sfu = new FakeSfu();
    sfu.hangs = true;
    const { office, ana, cleo } = await threeInTeam(sfu);
    // It is given up after 3 s, and not asked again for 2 s.
    await office.pass(3_000);
    await office.pass(300);
    expect([ana.connectedWith, cleo.plan.topology]).toEqual([['ben'], 'P2P_DIRECT']);
    expect(office.problems.reported).toContain('opening a room of the SFU');
    sfu.hangs = false;
    // In steps: a room is open in the step after the one in which it was asked for.
    for (let passedMs = 0; passedMs < 3_000; passedMs += 100) await office.pass(100);
    expect([ana.plan.topology, cleo.connectedWith]).toEqual(['SFU', ['ana', 'ben']]);
  });

  it('leaves no room behind in a World that everybody has left', async () => {
    const { office, sfu, ana, ben, cleo } = await threeInTeam();
    for (const { client } of [ana, ben, cleo]) client.request('leave');
    await office.pass(100);
    expect(sfu.openRooms).toEqual([]);
  });
});

describe('muting by a moderator', () => {
  it('is for Editors and Admins, is told to all, and lasts until it is lifted', async () => {
    const sfu = new FakeSfu();
    const office = new Office(talkPlan(), { media: { ...small.media, p2pMaxPeople: 1 } }, sfu);
    const [ana, ben] = [await Talker.enter(office, 'Ana:Editor'), await Talker.enter(office, 'Ben')];
    await office.pass(40);
    for (const talker of [ana, ben]) await talker.joinSfu();
    await ana.consume('ben');
    const forwards = () => sfu.openRooms[0]?.forwards('ben', 'microphone', 'ana');
    expect(forwards()).toBe(true);
    await ben.ask({ type: 'moderation.mute', personId: 'ana', muted: true });
    expect(ben.lastError).toBe('not_allowed');
    await ana.ask({ type: 'moderation.mute', personId: 'nobody', muted: true });
    expect(ana.lastError).toBe('person_unknown');
    await ana.ask({ type: 'moderation.mute', personId: 'ben', muted: true });
    expect([forwards(), ben.plan.rules.muted, ana.stateOf('ben')?.muted]).toEqual([false, true, true]);
    await ben.switch({ microphone: false });
    await ben.switch({ microphone: true });
    expect(forwards()).toBe(false);
    await ana.ask({ type: 'moderation.mute', personId: 'ben', muted: false });
    expect([forwards(), ben.plan.rules.muted]).toEqual([true, false]);
  });

  it('stops sound alone: pictures go on', async () => {
    const sfu = new FakeSfu();
    const office = new Office(talkPlan(), { media: { ...small.media, p2pMaxPeople: 1 } }, sfu);
    const [ana, ben] = [await Talker.enter(office, 'Ana:Editor'), await Talker.enter(office, 'Ben')];
    await office.pass(40);
    for (const talker of [ana, ben]) await talker.joinSfu();
    await ben.switch({ camera: true, screen: true });
    for (const source of ['camera', 'screen', 'screen-audio']) await ben.produce(source);
    for (const source of mediaSources) await ana.consume('ben', source);
    const forwarded = () => mediaSources.filter((source) => sfu.openRooms[0]?.forwards('ben', source, 'ana'));
    expect(forwarded()).toEqual(['microphone', 'camera', 'screen', 'screen-audio']);
    await ana.ask({ type: 'moderation.mute', personId: 'ben', muted: true });
    expect(forwarded()).toEqual(['camera', 'screen']);
    // A modified Client produces once more.
    for (const source of mediaSources) await ben.produce(source);
    for (const source of mediaSources) await ana.consume('ben', source);
    expect(forwarded()).toEqual(['camera', 'screen']);
  });
});
