import { describe, expect, it } from 'vitest';
import type { FakeClient } from '../testing/fakeClient.ts';
import { someLook } from '../testing/fakeClient.ts';
import { FakeSfu } from '../testing/fakeSfu.ts';
import { ticketOf } from '../testing/knocking.ts';
import { Office } from '../testing/office.ts';
import { doorPlan, openPlan, talkPlan } from '../testing/plans.ts';
import { Talker } from '../testing/talker.ts';
import { enterRoom, goOut } from '../testing/visit.ts';

const setStatus = (client: FakeClient, status: string) => client.ask({ type: 'status.set', status });
const raise = (client: FakeClient, raised = true) => client.ask({ type: 'hand.raise', raised });
const call = (client: FakeClient, personId: string) => client.ask({ type: 'call', personId });
const answer = (client: FakeClient, accept: boolean, callId = client.last('call.asked')?.callId) =>
  client.ask({ type: 'call.answer', callId, accept });
const peerOf = (client: FakeClient, name: string) =>
  [...client.peers.values()].find((peer) => peer.name === name);

const office = () => new Office(openPlan());
const both = async (here: Office) => [await here.enter('Ana'), await here.enter('Ben')] as const;

describe('a status', () => {
  it('is told to the Zone, oneself included, and shown to those who come', async () => {
    const here = office();
    const [ana, ben] = await both(here);
    const networkId = ana.last('hello.ok')?.networkId;
    expect(await setStatus(ana, 'busy')).toMatchObject({ type: 'status.set.ok' });
    const change = { type: 'peer.changed', networkId, status: 'busy', hand: null };
    expect([ana.of('peer.changed'), ben.of('peer.changed')]).toEqual([[change], [change]]);
    expect(peerOf(await here.enter('Cem'), 'Ana')?.status).toBe('busy');
    await here.walk(ben, 8.5, 2.5);
    await here.walk(ana, 8.5, 3.5);
    expect(ben.last('peer.joined')?.peer).toMatchObject({ name: 'Ana', status: 'busy' });
  });

  it('is told nobody in another Zone, but is in the People list', async () => {
    const here = office();
    const [ana, ben] = await both(here);
    await here.walk(ben, 8.5, 2.5);
    await setStatus(ana, 'doNotDisturb');
    expect(ben.of('peer.changed')).toEqual([]);
    ben.request('people.list');
    expect(ben.last('people.list.ok')?.people.map(({ name, status }) => [name, status])).toEqual([
      ['Ana', 'doNotDisturb'],
      ['Ben', 'available'],
    ]);
  });

  it('is the one of the hello from the first moment, also in another tab', async () => {
    const here = office();
    const ben = await here.enter('Ben');
    await here.enter('Ana', { status: 'away' });
    expect(peerOf(ben, 'Ana')?.status).toBe('away');
    const tab = await here.enter('Ana', { status: 'busy' });
    expect([peerOf(ben, 'Ana')?.status, ben.of('peer.joined').length]).toEqual(['busy', 2]);
    await here.pass(1_500);
    tab.drop();
    await here.pass(3_000);
    await here.enter('Ana', ticketOf(tab));
    expect(peerOf(ben, 'Ana')?.status).toBe('available');
  });
});

describe('a raised hand', () => {
  /** People in the MeetingRoom. */
  const meeting = async (here: Office, ...names: readonly string[]) => {
    const clients: FakeClient[] = [];
    for (const name of names) {
      const client = await here.enter(name);
      await here.walk(client, 8.5, 2.5);
      clients.push(client);
    }
    return clients as [FakeClient, FakeClient, FakeClient];
  };

  it('is for MeetingRooms', async () => {
    const here = office();
    const [ana, ben] = await both(here);
    expect(await raise(ana)).toMatchObject({ code: 'not_here' });
    await here.walk(ana, 12.5, 2.5);
    expect([ana.zoneId, await raise(ana)]).toMatchObject(['b', { code: 'not_here' }]);
    expect(await raise(ana, false)).toMatchObject({ type: 'hand.raise.ok' });
    expect([ben.of('peer.changed'), peerOf(ben, 'Ana')]).toEqual([[], undefined]);
  });

  it('has its turn after all that were raised before, however often it is raised', async () => {
    const here = office();
    const [ana, ben, cem] = await meeting(here, 'Ana', 'Ben', 'Cem');
    for (const client of [ben, ana, ben])
      expect(await raise(client)).toMatchObject({ type: 'hand.raise.ok' });
    const order = () => ['Ana', 'Ben'].map((name) => peerOf(cem, name)?.hand ?? -1);
    expect(order()[0]).toBeGreaterThan(order()[1] ?? Infinity);
    await raise(ben, false);
    expect(peerOf(cem, 'Ben')?.hand).toBeNull();
    await raise(ben);
    expect(order()[1]).toBeGreaterThan(order()[0] ?? Infinity);
    const [dan] = await meeting(here, 'Dan');
    expect(['Ana', 'Ben'].map((name) => peerOf(dan, name)?.hand)).toEqual(order());
  });

  it('is down once one has left the room', async () => {
    const here = office();
    const [ana, ben] = await meeting(here, 'Ana', 'Ben');
    await raise(ana);
    await here.walk(ana, 5.5, 2.5);
    await here.walk(ana, 8.5, 2.5);
    expect([peerOf(ben, 'Ana')?.hand, ana.zoneId]).toEqual([null, 'a']);
  });

  it('stays up in another tab, which is told, and is down after leaving', async () => {
    const here = office();
    const [ana, ben] = await meeting(here, 'Ana', 'Ben');
    await raise(ana);
    const hand = peerOf(ben, 'Ana')?.hand;
    const tab = await here.enter('Ana');
    expect([hand, tab.last('peer.changed')?.hand, peerOf(ben, 'Ana')?.hand]).toEqual([0, 0, 0]);
    await here.pass(1_500);
    tab.request('leave');
    const back = await here.enter('Ana', ticketOf(tab));
    expect([back.zoneId, peerOf(ben, 'Ana')?.hand, back.of('peer.changed')]).toEqual(['a', null, []]);
  });
});

describe('a call', () => {
  it.each([
    [true, 'accepted'],
    [false, 'declined'],
  ])('rings wherever in the World the other is, and is answered with %s', async (accept, status) => {
    const here = office();
    const [ana, ben] = await both(here);
    await here.walk(ana, 8.5, 2.5);
    const reply = await call(ana, 'ben');
    const callId = reply?.type === 'call.ok' ? reply.callId : '';
    const from = { personId: 'ana', name: 'Ana', role: 'Member', look: someLook };
    expect(ben.of('call.asked')).toEqual([{ type: 'call.asked', callId, from, zoneId: 'a' }]);
    expect(await answer(ben, accept)).toMatchObject({ type: 'call.answer.ok' });
    expect(ana.of('call.answered')).toEqual([{ type: 'call.answered', callId, status }]);
    expect(await answer(ben, !accept)).toMatchObject({ code: 'call_unknown' });
    await here.pass(5_000);
    expect([ana.of('call.answered').length, ben.of('call.over').length]).toEqual([1, 0]);
  });

  it('is unanswered after 60 s', async () => {
    const here = office();
    const [ana, ben] = await both(here);
    await call(ana, 'ben');
    for (let passed = 0; passed < 59_500; passed += 500) {
      for (const client of [ana, ben]) client.request('ping');
      await here.pass(500);
    }
    expect(ana.of('call.answered')).toEqual([]);
    await here.pass(700);
    expect([ana.last('call.answered')?.status, ben.of('call.over').length]).toEqual(['unanswered', 1]);
    expect(await answer(ben, true)).toMatchObject({ code: 'call_unknown' });
  });

  it('is not for others to answer', async () => {
    const here = office();
    const [ana, ben] = await both(here);
    const cem = await here.enter('Cem');
    await call(ana, 'ben');
    const callId = ben.last('call.asked')?.callId;
    for (const client of [ana, cem]) {
      expect(await answer(client, true, callId)).toMatchObject({ code: 'call_unknown' });
    }
    expect([cem.of('call.asked'), ana.of('call.answered')]).toEqual([[], []]);
  });

  it('to oneself or nobody is refused', async () => {
    const here = office();
    const [ana] = await both(here);
    for (const personId of ['ana', 'nobody']) {
      expect(await call(ana, personId)).toMatchObject({ code: 'person_unknown' });
    }
  });

  it('from somebody blocked rings nowhere, and they do not learn why', async () => {
    const here = office();
    const [ana, ben] = await both(here);
    await ben.ask({ type: 'blocks.set', personIds: ['ana'] });
    expect(await call(ana, 'ben')).toMatchObject({ type: 'call.ok' });
    for (let passed = 0; passed < 60_500; passed += 5_500) {
      for (const client of [ana, ben]) client.request('ping');
      await here.pass(5_500);
    }
    expect([ana.last('call.answered')?.status, ben.of('call.asked'), ben.of('call.over')]).toEqual([
      'unanswered',
      [],
      [],
    ]);
  });

  it('is asked again where the one who is called goes on in another tab', async () => {
    const here = office();
    const [ana, ben] = await both(here);
    await call(ana, 'ben');
    const other = await here.enter('Ben');
    expect(other.of('call.asked')).toEqual(ben.of('call.asked'));
    expect(await answer(other, true)).toMatchObject({ type: 'call.answer.ok' });
    expect(ana.last('call.answered')?.status).toBe('accepted');
  });

  it.each(['Ana', 'Ben'])('is over when %s leaves', async (name) => {
    const here = office();
    const [ana, ben] = await both(here);
    await call(ana, 'ben');
    (name === 'Ana' ? ana : ben).request('leave');
    if (name === 'Ana') expect(ben.of('call.over')).toHaveLength(1);
    else expect(ana.last('call.answered')?.status).toBe('unanswered');
    expect(await answer(ben, true)).toMatchObject(name === 'Ana' ? { code: 'call_unknown' } : {});
  });

  it('survives a short loss, and no longer one', async () => {
    const here = office();
    const [ana, ben] = await both(here);
    await call(ana, 'ben');
    await here.pass(1_500);
    ana.drop();
    const back = await here.enter('Ana', ticketOf(ana));
    await answer(ben, true);
    expect(back.last('call.answered')?.status).toBe('accepted');
    await call(back, 'ben');
    back.drop();
    await here.pass(3_000);
    expect(ben.of('call.over')).toHaveLength(1);
  });

  it('takes the place of an earlier one, and the fifth at once is too many', async () => {
    const here = office();
    const [ana, ben] = await both(here);
    for (let time = 0; time < 4; time++) expect(await call(ana, 'ben')).toMatchObject({ type: 'call.ok' });
    const asked = ben.of('call.asked').map(({ callId }) => callId);
    expect(ben.of('call.over').map(({ callId }) => callId)).toEqual(asked.slice(0, 3));
    expect(await call(ana, 'ben')).toMatchObject({ code: 'rate_limited' });
    ana.request('leave');
    expect(await call(await here.enter('Ana'), 'ben')).toMatchObject({ code: 'rate_limited' });
  });
});

describe('asking somebody to leave', () => {
  const ask = (client: FakeClient, personId: string) => client.ask({ type: 'room.askToLeave', personId });

  it('tells them alone who asks, and moves nobody', async () => {
    const here = new Office(doorPlan({ type: 'open' }));
    const [ana, ben] = [await enterRoom(here, 'Ana'), await enterRoom(here, 'Ben')];
    const cem = await enterRoom(here, 'Cem');
    expect(await ask(ana, 'ben')).toMatchObject({ type: 'room.askToLeave.ok' });
    expect(ben.of('room.askedToLeave')).toEqual([
      { type: 'room.askedToLeave', zoneId: 'r', by: { personId: 'ana', name: 'Ana', role: 'Member' } },
    ]);
    expect([cem.of('room.askedToLeave'), ben.zoneId]).toEqual([[], 'r']);
  });

  it('is for people in the same room behind a Door', async () => {
    const here = new Office(doorPlan({ type: 'open' }));
    const [ana, ben] = [await enterRoom(here, 'Ana'), await here.enter('Ben')];
    const cem = await here.enter('Cem');
    for (const personId of ['ben', 'ana', 'nobody']) {
      expect(await ask(ana, personId)).toMatchObject({ code: 'person_unknown' });
    }
    expect(await ask(ben, 'cem')).toMatchObject({ code: 'not_here' });
    await goOut(here, ana);
    expect(await ask(ana, 'ben')).toMatchObject({ code: 'not_here' });
    expect([ben.of('room.askedToLeave'), cem.of('room.askedToLeave')]).toEqual([[], []]);
  });

  it('does not reach whoever has blocked one, and is for three at once at most', async () => {
    const here = new Office(doorPlan({ type: 'open' }));
    const [ana, ben] = [await enterRoom(here, 'Ana'), await enterRoom(here, 'Ben')];
    await ben.ask({ type: 'blocks.set', personIds: ['ana'] });
    for (let time = 0; time < 3; time++)
      expect(await ask(ana, 'ben')).toMatchObject({ type: 'room.askToLeave.ok' });
    expect(await ask(ana, 'ben')).toMatchObject({ code: 'rate_limited' });
    expect(ben.of('room.askedToLeave')).toEqual([]);
  });
});

describe('the media of people of whom one has blocked the other', () => {
  const block = (talker: Talker, ...personIds: readonly string[]) =>
    talker.ask({ type: 'blocks.set', personIds });

  it('are not connected, and are once they are not blocked any more', async () => {
    const here = new Office(talkPlan());
    const [ana, ben] = [await Talker.enter(here, 'Ana'), await Talker.enter(here, 'Ben')];
    const cem = await Talker.enter(here, 'Cem');
    const linkId = ana.linkTo('ben')?.linkId;
    await block(ana, 'ben');
    expect([ana.connectedWith, ben.connectedWith, cem.connectedWith]).toEqual([
      ['cem'],
      ['cem'],
      ['ana', 'ben'],
    ]);
    ben.say({ type: 'media.signal', linkId, description: { type: 'offer', sdp: 'v=0' } });
    expect([ben.lastError, ana.client.of('media.signal')]).toEqual(['link_unknown', []]);
    await block(ana);
    expect([ana.connectedWith, ben.connectedWith]).toEqual([
      ['ben', 'cem'],
      ['ana', 'cem'],
    ]);
  });

  it('are not connected from the first moment where the hello says so', async () => {
    const here = new Office(talkPlan());
    const ben = await Talker.enter(here, 'Ben');
    const ana = new Talker(here, await here.enter('Ana', { blocked: ['ben'] }));
    await ana.switch({});
    await here.pass(1_000);
    expect([ana.connectedWith, ben.connectedWith]).toEqual([[], []]);
    expect(ben.client.of('media.plan').flatMap(({ links }) => links)).toEqual([]);
  });

  it('are not forwarded by the SFU any more, and not to be had from it', async () => {
    const sfu = new FakeSfu();
    const here = new Office(talkPlan(), {}, sfu);
    const [ana, ben] = [await Talker.enter(here, 'Ana'), await Talker.enter(here, 'Ben')];
    const cem = await Talker.enter(here, 'Cem');
    const talkers = [ana, ben, cem];
    for (const { client } of talkers) await here.walk(client, 10.5, 2.5);
    await here.pass(1_000);
    for (const talker of talkers) await talker.joinSfu();
    for (const talker of [ben, cem]) await talker.consume('ana');
    const [room] = sfu.openRooms;
    expect(room?.forwards('ana', 'microphone', 'ben')).toBe(true);
    await block(ben, 'ana');
    expect(room?.forwards('ana', 'microphone', 'ben')).toBe(false);
    expect(room?.forwards('ana', 'microphone', 'cem')).toBe(true);
    for (const [talker, personId] of [
      [ben, 'ana'],
      [ana, 'ben'],
    ] as const) {
      await talker.consume(personId);
      expect(talker.lastError).toBe('link_unknown');
    }
  });
});
