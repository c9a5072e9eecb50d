import { describe, expect, it } from 'vitest';
import { objectKinds } from '@atrium/world';
import type { FakeClient } from '../testing/fakeClient.ts';
import { ticketOf } from '../testing/knocking.ts';
import { Office } from '../testing/office.ts';
import { openPlan } from '../testing/plans.ts';

const wave = (client: FakeClient, personId: string) => client.ask({ type: 'wave', personId });
const dance = (client: FakeClient, dancing: boolean) => client.say({ type: 'dance', dancing });
const peerOf = (client: FakeClient, name: string) =>
  [...client.peers.values()].find((peer) => peer.name === name);
const three = async (here: Office) =>
  [await here.enter('Ana'), await here.enter('Ben'), await here.enter('Cem')] as const;
const clearOf = (clients: readonly FakeClient[]) =>
  clients.map((client) => [client.of('waved').length, client.of('highFive').length]);

describe('waving at somebody', () => {
  it('is told to everybody in the Zone, oneself included', async () => {
    const [ana, ben, cem] = await three(new Office(openPlan()));
    expect(await wave(ana, 'ben')).toMatchObject({ type: 'wave.ok' });
    const waved = { type: 'waved', personId: 'ana', to: 'ben' };
    expect([ana, ben, cem].map((client) => client.of('waved'))).toEqual([[waved], [waved], [waved]]);
  });

  it('is for those in the Zone', async () => {
    const here = new Office(openPlan());
    const [ana, ben, cem] = await three(here);
    await here.walk(cem, 8.5, 2.5);
    for (const personId of ['cem', 'ana', 'nobody', '__proto__'])
      expect(await wave(ana, personId)).toMatchObject({ code: 'person_unknown' });
    expect(clearOf([ana, ben, cem])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('is seen neither by those who have blocked one of the two nor by those who are blocked', async () => {
    const [ana, ben, cem] = await three(new Office(openPlan()));
    await ben.ask({ type: 'blocks.set', personIds: ['ana'] });
    expect(await wave(ana, 'ben')).toMatchObject({ type: 'wave.ok' });
    expect(await wave(ben, 'ana')).toMatchObject({ type: 'wave.ok' });
    expect(clearOf([ana, ben, cem])).toEqual([
      [1, 0],
      [1, 0],
      [2, 0],
    ]);
  });

  it('is possible six times at once, on however many connections', async () => {
    const here = new Office(openPlan());
    const [ana] = await three(here);
    for (let time = 0; time < 6; time++) expect(await wave(ana, 'ben')).toMatchObject({ type: 'wave.ok' });
    expect(await wave(ana, 'ben')).toMatchObject({ code: 'rate_limited' });
    expect(await wave(await here.enter('Ana'), 'ben')).toMatchObject({ code: 'rate_limited' });
  });
});

describe('a high five', () => {
  it('is what two people give each other who wave at each other side by side', async () => {
    const here = new Office(openPlan());
    const [ana, ben, cem] = await three(here);
    await here.walk(ana, 2.5, 2.5);
    await here.walk(ben, 3.5, 2.5);
    await wave(ana, 'ben');
    await wave(ben, 'ana');
    const both = { type: 'highFive', personIds: ['ben', 'ana'] };
    expect([ana, ben, cem].map((client) => client.of('highFive'))).toEqual([[both], [both], [both]]);
    // The next wave is a wave again.
    await wave(ana, 'ben');
    expect(clearOf([cem])).toEqual([[2, 1]]);
  });

  it('takes both of them near each other, and within 10 s', async () => {
    const here = new Office(openPlan());
    const [ana, ben, cem] = await three(here);
    await here.walk(ana, 1.5, 1.5);
    await here.walk(ben, 4.5, 4.5);
    await wave(ana, 'ben');
    await wave(ben, 'ana');
    expect(clearOf([cem])).toEqual([[2, 0]]);
    await here.walk(ben, 2.5, 1.5);
    for (let time = 0; time < 3; time++) {
      for (const client of [ana, ben, cem]) client.request('ping');
      await here.pass(4_000);
    }
    await wave(ana, 'ben');
    expect(clearOf([cem])).toEqual([[3, 0]]);
    await wave(ben, 'ana');
    expect(clearOf([cem])).toEqual([[3, 1]]);
  });
});

describe('a dance', () => {
  it('is shown to the Zone and to those who come, until it is ended', async () => {
    const here = new Office(openPlan());
    const [ana, ben] = await three(here);
    dance(ana, true);
    expect([ben.last('peer.changed')?.dancing, ana.last('peer.changed')?.dancing]).toEqual([true, true]);
    expect(peerOf(await here.enter('Dan'), 'Ana')?.dancing).toBe(true);
    dance(ana, false);
    expect(ben.last('peer.changed')?.dancing).toBeUndefined();
    expect(ben.of('peer.changed')).toHaveLength(2);
    dance(ana, false);
    expect(ben.of('peer.changed')).toHaveLength(2);
  });

  it.each([
    ['a step', async (here: Office, ana: FakeClient) => here.walk(ana, 2.5, 2.5)],
    ['another tab', async (here: Office) => void (await here.enter('Ana'))],
    [
      'a lost connection',
      async (here: Office, ana: FakeClient) => {
        await here.pass(1_500);
        ana.drop();
        await here.enter('Ana', ticketOf(ana));
      },
    ],
  ])('ends with %s', async (_, end) => {
    const here = new Office(openPlan());
    const [ana, ben] = await three(here);
    dance(ana, true);
    await end(here, ana);
    expect(ben.last('peer.changed')?.dancing).toBeUndefined();
    expect(peerOf(await here.enter('Dan'), 'Ana')?.dancing).toBeUndefined();
  });

  it('cannot be begun more than six times at once, and can always be ended', async () => {
    const [ana, ben] = await three(new Office(openPlan()));
    for (let time = 0; time < 10; time++) {
      dance(ana, true);
      dance(ana, false);
    }
    expect(ben.of('peer.changed')).toHaveLength(12);
    expect([ana.last('error')?.code, ana.closedWith]).toEqual(['rate_limited', undefined]);
  });
});

describe('a cup', () => {
  const machine = {
    id: 'machine',
    type: 'CoffeeMachine',
    position: { x: 2, y: 2 },
    rotation: 0,
    interaction: { action: 'use' },
  } as const;
  const kitchen = (more: { readonly occupancy?: 'single' } = {}) => {
    const plan = openPlan();
    const { position, rotation } = machine;
    const counter = { id: 'counter', type: 'KitchenCounter', position, rotation } as const;
    return { ...plan, objects: [counter, { ...machine, ...more }] };
  };

  it('is in hand for three minutes after the coffee machine, and seen by those who come', async () => {
    expect(objectKinds.CoffeeMachine.placement).toBe('surface');
    const here = new Office(kitchen());
    const [ana, ben] = await three(here);
    await here.walk(ana, 2.5, 3.5);
    expect(await ana.ask({ type: 'interact', objectId: 'machine' })).toMatchObject({ granted: true });
    expect([ana.last('peer.changed')?.carries, ben.last('peer.changed')?.carries]).toEqual(['cup', 'cup']);
    expect(peerOf(await here.enter('Dan'), 'Ana')?.carries).toBe('cup');
    const again = await here.enter('Ana');
    expect(again.last('peer.changed')?.carries).toBe('cup');
    for (let time = 0; time < 37; time++) {
      for (const client of [again, ben]) client.request('ping');
      await here.pass(5_000);
    }
    expect(ben.last('peer.changed')).toMatchObject({ hand: null });
    expect(ben.last('peer.changed')?.carries).toBeUndefined();
  });

  it('is not for who finds the coffee machine in use, and is told once however often it is filled', async () => {
    const here = new Office(kitchen({ occupancy: 'single' }));
    const [ana, ben, cem] = await three(here);
    for (const client of [ana, ben]) await here.walk(client, 2.5, 3.5);
    const use = (client: FakeClient) => client.ask({ type: 'interact', objectId: 'machine' });
    for (let time = 0; time < 3; time++) expect(await use(ana)).toMatchObject({ granted: true });
    expect(await use(ben)).toMatchObject({ granted: false, reason: 'occupied' });
    expect(cem.of('peer.changed')).toMatchObject([
      { networkId: peerOf(cem, 'Ana')?.networkId, carries: 'cup' },
    ]);
  });
});
