import { describe, expect, it } from 'vitest';
import type { Tenure, TenureEvents, WorldPlaces } from '../ports/worldPlaces.ts';
import { Office } from '../testing/office.ts';
import { doorPlan, openPlan } from '../testing/plans.ts';

/** One server's view of who has which World, as a test says. */
class ToldPlaces implements WorldPlaces {
  readonly held = new Map<string, TenureEvents>();
  isElsewhere = false;

  take(worldId: string, events: TenureEvents): Promise<Tenure | undefined> {
    if (this.isElsewhere) return Promise.resolve(undefined);
    this.held.set(worldId, events);
    return Promise.resolve({ worldId, fence: '1' });
  }

  release({ worldId }: Tenure): void {
    this.held.delete(worldId);
  }
}

function officeAmongServers(plan = openPlan()) {
  const office = new Office(plan);
  const places = new ToldPlaces();
  office.places = places;
  office.restart();
  return { office, places };
}

describe('a World of several servers', () => {
  it('is held from the first who enters to the last who leaves', async () => {
    const { office, places } = officeAmongServers();
    const ana = await office.enter('Ana');
    const ben = await office.enter('Ben');
    expect([...places.held.keys()]).toEqual(['office']);
    ana.request('leave');
    expect(places.held.size).toBe(1);
    ben.request('leave');
    expect(places.held.size).toBe(0);
  });

  it('that cannot be loaded, or is none, is held by nobody', async () => {
    const { office, places } = officeAmongServers();
    await office.enter('Ana', {}, 'nowhere');
    expect(places.held.size).toBe(0);
  });

  it('that another server has sends people there without a word of an error', async () => {
    const { office, places } = officeAmongServers();
    places.isElsewhere = true;
    const ana = await office.enter('Ana');
    expect([ana.closedWith, ana.last('error')]).toEqual(['serverRestarting', undefined]);
    expect(office.measures.hellos).toEqual(['elsewhere']);
    places.isElsewhere = false;
    expect((await office.enter('Ana')).last('hello.ok')).toBeDefined();
  });

  it('that was lost ends here at once: everybody comes back, and nobody hears that others leave', async () => {
    const { office, places } = officeAmongServers();
    const ana = await office.enter('Ana');
    const ben = await office.enter('Ben');
    places.held.get('office')?.lost();
    expect([ana.closedWith, ben.closedWith]).toEqual(['serverRestarting', 'serverRestarting']);
    expect(ana.last('server.closing')?.reconnectAfterMs).toBeLessThan(1_000);
    expect(ben.of('peer.left')).toEqual([]);
    expect(office.server.peopleIn('office')).toBe(0);
    await office.pass(20_000);
    expect(office.server.stats()).toMatchObject({ worlds: 0, people: 0, detached: 0 });
  });

  it('that was lost while it was being read is not entered', async () => {
    const { office, places } = officeAmongServers();
    let read = () => undefined as void;
    office.worlds.delay = new Promise<void>((resolve) => (read = resolve));
    const ana = office.connect();
    ana.hello('Ana:Member');
    await office.pass(0);
    places.held.get('office')?.lost();
    places.isElsewhere = true;
    read();
    await office.pass(0);
    expect(ana.last('hello.ok')).toBeUndefined();
    expect(ana.closedWith).toBe('serverRestarting');
    expect(office.server.stats().worlds).toBe(0);
  });

  it('that was anybody’s for a while is read again: another server may have locked a Door', async () => {
    const { office, places } = officeAmongServers(doorPlan({ type: 'open' }));
    const ana = await office.enter('Ana');
    office.doorLocks.kept.set('office', new Set(['door-1']));
    await places.held.get('office')?.retaken();
    await office.pass(1_000);
    expect(ana.last('door.states')?.doors).toMatchObject({ 'door-1': { locked: true } });
    office.doorLocks.kept.set('office', new Set());
    await places.held.get('office')?.retaken();
    await office.pass(1_000);
    expect(ana.last('door.states')?.doors).toMatchObject({ 'door-1': { locked: false } });
  });
});
