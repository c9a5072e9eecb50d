import type { World } from '@atrium/world';
import { describe, expect, it, vi } from 'vitest';
import type { FeaturedWorld } from './features.ts';
import { FakeClient } from './testing/fakeClient.ts';
import { Office } from './testing/office.ts';
import { boardPlan, openPlan } from './testing/plans.ts';
import { Talker } from './testing/talker.ts';
import { settle } from './testing/virtualClock.ts';
import type { WheelEntry } from './timing/timerWheel.ts';
import { TimerWheel } from './timing/timerWheel.ts';

const broken = () => {
  throw new Error('broken');
};

/** Two Worlds of one server. */
function twoWorlds(plan: World = openPlan()): Office {
  const office = new Office(plan);
  office.worlds.worlds.set('annex', plan);
  return office;
}

function worldOf(office: Office, worldId = 'office'): FeaturedWorld {
  const world = office.server.liveWorlds.get(worldId);
  if (world === undefined) throw new Error(`Nobody is in ${worldId}.`);
  return world;
}

describe('a fault in one World', () => {
  it.each([
    ['its head counts', (world: FeaturedWorld) => vi.spyOn(world.counts, 'due').mockImplementation(broken)],
    [
      'its media',
      (world: FeaturedWorld) => vi.spyOn(world.features.media, 'advance').mockImplementation(broken),
    ],
    [
      'its Doors',
      (world: FeaturedWorld) => vi.spyOn(world.features.doors, 'advance').mockImplementation(broken),
    ],
  ])('in %s stops no other World, and is reported now and then', async (_, breakIt) => {
    const office = twoWorlds();
    await office.enter('Zoe');
    const [ana, ben] = [await office.enter('Ana', {}, 'annex'), await office.enter('Ben', {}, 'annex')];
    breakIt(worldOf(office));
    ana.move(3.5, 2.5);
    await office.pass(5_000);
    expect(ben.updates.at(-1)).toMatchObject({ x: 3.5, y: 2.5 });
    expect(office.problems.reported).toHaveLength(1);
    // Deadlines are kept, too: a lost Avatar goes.
    ana.drop();
    await office.pass(3_000);
    expect(ben.sees).toEqual([]);
  });

  it('in one feature stops no other feature of it', async () => {
    const office = new Office(openPlan());
    const [ana] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
    vi.spyOn(worldOf(office).features.doors, 'advance').mockImplementation(broken);
    vi.spyOn(worldOf(office).features.objects, 'left').mockImplementation(broken);
    const cem = await Talker.enter(office, 'Cem');
    expect(ana.connectedWith).toEqual(['ben', 'cem']);
    cem.client.request('leave');
    await office.pass(20);
    expect(ana.connectedWith).toEqual(['ben']);
  });

  it('that concerns one person ends the visit of that person and no other', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    vi.spyOn(worldOf(office).features.objects, 'moved').mockImplementationOnce(broken);
    ana.move(3.5, 2.5);
    await settle();
    expect([ana.closedWith, ben.closedWith, ben.sees]).toEqual(['internalError', undefined, []]);
  });
});

describe('a World after a fault in it is let go with its last person', () => {
  it.each<[string, (world: FeaturedWorld) => void]>([
    ['on leaving', (world) => vi.spyOn(world.gates, 'release').mockImplementation(broken)],
    ['in a feature on leaving', (world) => vi.spyOn(world.features.media, 'left').mockImplementation(broken)],
    ['on closing', (world) => vi.spyOn(world.features.media, 'closing').mockImplementation(broken)],
  ])('%s', async (_, breakIt) => {
    for (const end of ['leave', 'drop', 'replace'] as const) {
      const office = new Office(openPlan());
      const ana = await office.enter('Ana');
      breakIt(worldOf(office));
      const last = end === 'replace' ? await office.enter('Ana') : ana;
      if (end === 'drop') last.drop();
      else last.request('leave');
      await office.pass(3_000);
      expect([office.server.liveWorlds.size, office.server.stats().people]).toEqual([0, 0]);
      expect(office.problems.reported.length).toBeGreaterThan(0);
    }
  });

  it('on entering', async () => {
    const office = new Office(openPlan());
    const ben = await office.enter('Ben');
    vi.spyOn(worldOf(office).gates, 'update').mockImplementationOnce(broken);
    const ana = await office.enter('Ana');
    expect([ana.last('error')?.code, ana.closedWith]).toEqual(['internal', 'internalError']);
    ben.request('leave');
    await settle();
    expect([office.server.liveWorlds.size, office.server.stats().people]).toEqual([0, 0]);
  });
});

describe('a connection that is broken', () => {
  it('hands no fault to its host when it closes', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    vi.spyOn(worldOf(office).features.media, 'detached').mockImplementation(broken);
    expect(() => ana.drop()).not.toThrow();
    await office.pass(3_000);
    expect(office.server.stats()).toMatchObject({ connections: 0, people: 0, worlds: 0 });
  });

  it.each(['write', 'sendText'] as const)('and throws at %s ends, and all others are told', async (how) => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    const cem = await office.enter('Cem');
    vi.spyOn(ben, how).mockImplementation(broken);
    ana.move(3.5, 2.5);
    await office.pass(100);
    await office.enter('Dana');
    ben.request('ping');
    await office.pass(3_000);
    expect(cem.updates.at(-1)).toMatchObject({ x: 3.5, y: 2.5 });
    expect([cem.sees, ben.isGone]).toEqual([['Ana', 'Dana'], true]);
  });
});

describe('what is done for many', () => {
  it('calls every timer that is due, though one throws', () => {
    const faults: unknown[] = [];
    const wheel = new TimerWheel(100, 0, (cause) => faults.push(cause));
    const rang: number[] = [];
    const alarms: WheelEntry[] = [1, 2, 3].map((number) => ({
      wheelTick: -1,
      onDue: () => (number === 1 ? broken() : void rang.push(number)),
    }));
    for (const alarm of alarms) wheel.schedule(alarm, 100);
    wheel.advance(200);
    expect([rang, faults.length]).toEqual([[2, 3], 1]);
  });

  it('ends the access of all, though one cannot be told', async () => {
    const office = twoWorlds();
    const clients = [
      await office.enter('Ana'),
      await office.enter('Ben', {}, 'annex'),
      await office.enter('Cem'),
    ];
    vi.spyOn(clients[0] ?? new FakeClient(office.server, 'office'), 'close').mockImplementation(broken);
    office.server.endAccess(() => true, 'banned');
    await office.pass(3_000);
    expect(clients.map(({ isGone }) => isGone)).toEqual([true, true, true]);
    expect(office.server.stats().people).toBe(0);
  });

  it('keeps the Whiteboards of all Worlds on closing, though those of one cannot be', async () => {
    const office = twoWorlds(boardPlan());
    await office.enter('Ana');
    await office.enter('Ben', {}, 'annex');
    vi.spyOn(worldOf(office).features.boards, 'save').mockRejectedValue(new Error('The disk is full.'));
    const kept = vi.spyOn(worldOf(office, 'annex').features.boards, 'save');
    await office.server.close();
    expect(kept).toHaveBeenCalled();
    expect(office.problems.reported).toHaveLength(1);
  });
});
