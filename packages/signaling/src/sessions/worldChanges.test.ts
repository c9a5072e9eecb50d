import { describe, expect, it } from 'vitest';
import { worldFromPlan } from '@atrium/world/testing';
import { Office } from '../testing/office.ts';
import { openPlan } from '../testing/plans.ts';
import { publish, publisher } from '../testing/publishing.ts';

const wider = () => worldFromPlan(['@.........', '..........', '..........', '......####']);

/** A promise, and how to keep it. */
function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

describe('a World that is published while people are in it', () => {
  it('changes as soon as all Clients have read it, and nobody is disconnected', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben', { worldVersion: 1 })];
    ben.readsAhead = false;
    await publish(office, wider());
    await office.pass(100);
    expect(ana.of('world.coming')).toEqual([{ type: 'world.coming', version: 2, file: '/worlds/office/2' }]);
    expect(ana.of('world.changed')).toEqual([]);
    ben.say({ type: 'world.ready', version: 2 });
    await office.pass(100);
    for (const client of [ana, ben]) {
      expect(client.of('world.changed')).toEqual([
        {
          type: 'world.changed',
          version: 2,
          by: publisher,
          moveEpoch: client.moveEpoch,
          place: client.place,
          zoneId: 'ground',
          moved: null,
          silenced: null,
        },
      ]);
      // Whoever stays in their Zone knows its people already.
      expect([client.of('snapshot').length, client.closedWith]).toEqual([1, undefined]);
    }
    expect(ana.sees).toEqual(['Ben']);
    expect(office.server.liveWorlds.get('office')?.version).toBe(2);
  });

  it('changes after 2 s where a Client reads on', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.readsAhead = false;
    await publish(office, wider());
    await office.pass(1_900);
    // Ready for something else is not ready.
    ana.say({ type: 'world.ready', version: 7 });
    expect(ana.of('world.changed')).toEqual([]);
    await office.pass(200);
    expect(ana.of('world.changed')).toHaveLength(1);
  });

  it('lets MoveIntents that were under way count for who has stayed, for a second', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    const { moveEpoch } = ana;
    await publish(office, wider());
    await office.pass(100);
    expect(ana.moveEpoch).toBe(moveEpoch + 1);
    const { x = 0, y = 0 } = ana.place ?? {};
    ana.moveEpoch = moveEpoch;
    ana.move(x + 0.25, y);
    const [avatar] = [...(office.server.liveWorlds.get('office')?.people.values() ?? [])];
    expect([avatar?.x, ana.of('position.correction'), ana.closedWith]).toEqual([x + 0.25, [], undefined]);
    // A step that the new World refuses is no mistake of who has not heard of it.
    ana.move(6.2, 3.5);
    await office.pass(1_100);
    ana.move(x + 0.5, y);
    expect([avatar?.x, ana.of('position.correction'), ana.closedWith]).toEqual([x + 0.25, [], undefined]);
  });

  it('is told to those who come in meanwhile; who has the new version already waits for it', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.readsAhead = false;
    await publish(office, wider());
    await office.pass(100);
    const ben = await office.enter('Ben', { worldVersion: 1 });
    expect(ben.messages.map(({ type }) => type).slice(0, 4)).toEqual([
      'hello.ok',
      'snapshot',
      'zone.counts',
      'world.coming',
    ]);
    const cem = await office.enter('Cem', { worldVersion: 2 });
    const dana = await office.enter('Dana', { worldVersion: 3 });
    expect([cem, dana].flatMap(({ messages }) => messages)).toEqual([]);
    await office.pass(2_000);
    expect([ana, ben].map((client) => client.of('world.changed').length)).toEqual([1, 1]);
    expect([cem.zoneId, cem.closedWith]).toEqual(['ground', undefined]);
    expect([dana.closedWith, cem.of('world.changed')]).toEqual(['worldOutdated', []]);
    expect(ana.sees).toEqual(['Ben', 'Cem']);
  });

  it('comes to the last of several versions, one after the other', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.readsAhead = false;
    const read = deferred();
    office.worlds.delay = read.promise;
    await publish(office, wider());
    await publish(office, openPlan());
    await publish(office, wider());
    read.resolve();
    await office.pass(100);
    // What was published while another version was read has taken its place.
    expect(ana.of('world.coming').map(({ version }) => version)).toEqual([4]);
    await publish(office, openPlan());
    await office.pass(2_100);
    await office.pass(2_100);
    expect(ana.of('world.coming').map(({ version }) => version)).toEqual([4, 5]);
    expect(ana.of('world.changed').map(({ version }) => version)).toEqual([4, 5]);
    expect(office.worlds.loads).toBeLessThanOrEqual(4);
  });

  it('is fetched by people who come back where it cannot be read', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    office.worlds.isAway = true;
    await publish(office, wider());
    await office.pass(100);
    expect([ana.closedWith, office.server.stats().worlds]).toEqual(['worldOutdated', 0]);
    expect(office.problems.reported).toEqual(['reading the next version of a World']);
    office.worlds.isAway = false;
    const back = await office.enter('Ana', { worldVersion: 2 });
    expect(back.zoneId).toBe('ground');
  });

  it('is forgotten where the World is deleted before the change', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    ana.readsAhead = false;
    await publish(office, wider());
    await office.pass(100);
    const ben = await office.enter('Ben', { worldVersion: 2 });
    office.worlds.worlds.delete('office');
    office.server.endAccess(({ worldId }) => worldId === 'office', 'worldClosed');
    await office.pass(3_000);
    expect([ana.closedWith, ben.closedWith]).toEqual(['worldClosed', 'worldUnknown']);
    expect(office.server.stats()).toMatchObject({ people: 0, worlds: 0 });
  });

  it('waits for nobody whose connection is lost; back with the new file they are where they were', async () => {
    const office = new Office(openPlan());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await office.walk(ben, 3.5, 2.5);
    ben.drop();
    await office.pass(50);
    await publish(office, wider());
    await office.pass(200);
    expect(ana.of('world.changed')).toHaveLength(1);
    const old = await office.enter('Ben', { worldVersion: 1 });
    expect(old.closedWith).toBe('worldOutdated');
    const back = await office.enter('Ben', { worldVersion: 2 });
    expect([back.last('hello.ok')?.resumed, back.place?.x]).toEqual([true, 3.5]);
    expect(ana.of('peer.left')).toEqual([]);
  });

  it('costs no World that nobody is in anything', async () => {
    const office = new Office(openPlan());
    await publish(office, wider());
    expect([office.worlds.loads, office.server.stats().worlds]).toEqual([0, 0]);
    const ana = await office.enter('Ana', { worldVersion: 2 });
    expect(ana.zoneId).toBe('ground');
  });
});
