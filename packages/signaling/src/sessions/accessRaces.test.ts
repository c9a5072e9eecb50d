import { describe, expect, it } from 'vitest';
import { Office } from '../testing/office.ts';
import { openPlan } from '../testing/plans.ts';
import { settle } from '../testing/virtualClock.ts';

/** A promise, and how to keep it. */
function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

describe('the end of a right that races with a hello', () => {
  it.each(['banned', 'accessChanged', 'notAuthenticated'] as const)(
    'never lets anybody in (%s)',
    async (reason) => {
      const office = new Office(openPlan());
      await office.enter('Zoe');
      // Ana has been identified; her ticket is still being looked at.
      const looked = deferred();
      office.tickets.delay = looked.promise;
      const ana = office.connect();
      ana.hello('Ana:Member', { ticket: 'old' });
      await settle();
      office.identity.refusal = { ok: false, code: 'banned' };
      office.server.endAccess(({ person }) => person.personId === 'ana', reason);
      looked.resolve();
      await settle();
      expect([ana.last('hello.ok'), ana.last('error')?.code]).toEqual([undefined, 'banned']);
      expect(office.server.stats()).toMatchObject({ people: 1, worlds: 1 });
    },
  );

  it('is asked about again only where it concerns the one who comes', async () => {
    const office = new Office(openPlan());
    const looked = deferred();
    office.tickets.delay = looked.promise;
    const ana = office.connect();
    ana.hello('Ana:Member', { ticket: 'old' });
    await settle();
    office.identity.refusal = { ok: false, code: 'banned' };
    office.server.endAccess(({ person }) => person.personId === 'ben', 'banned');
    looked.resolve();
    await settle();
    expect(ana.last('hello.ok')).toBeDefined();
  });

  it('keeps a person out while their ban is being written down', async () => {
    const office = new Office(openPlan());
    office.worlds.worlds.set('annex', openPlan());
    const [zoe, ben] = [await office.enter('Zoe:Admin'), await office.enter('Ben')];
    const kept = deferred();
    office.moderation.delay = kept.promise;
    zoe.say({
      type: 'moderation.ban',
      id: 9,
      personId: 'ben',
      reason: 'Shouts.',
      hours: 1,
      withAddress: false,
    });
    await settle();
    expect(ben.closedWith).toBe('banned');
    for (const worldId of ['office', 'annex']) {
      const again = await office.enter('Ben', {}, worldId);
      expect([again.last('hello.ok'), again.last('error')?.code, again.closedWith]).toEqual([
        undefined,
        'banned',
        'banned',
      ]);
    }
    kept.resolve();
    await settle();
    expect(zoe.last('moderation.ban.ok')?.id).toBe(9);
  });

  it('of a Zone or a World holds for whoever comes in at that moment', async () => {
    const office = new Office(openPlan());
    const zoe = await office.enter('Zoe:Admin');
    const ben = await office.enter('Ben');
    await office.walk(ben, 8.5, 2.5);
    await office.pass(1_000);
    const { ticket = '' } = ben;
    const looked = deferred();
    office.tickets.delay = looked.promise;
    const other = office.connect();
    other.hello('Ben:Member', { ticket });
    await settle();
    zoe.say({ type: 'moderation.removeFromZone', id: 1, personId: 'ben', reason: 'No.' });
    ben.request('leave');
    looked.resolve();
    await settle();
    expect([other.zoneId === 'a', other.zoneId]).toEqual([false, zoe.zoneId]);
    const late = deferred();
    office.tickets.delay = late.promise;
    const third = office.connect();
    third.hello('Ben:Member', { ticket });
    await settle();
    zoe.say({ type: 'moderation.kick', id: 2, personId: 'ben', reason: 'No.' });
    late.resolve();
    await settle();
    expect([third.last('hello.ok'), third.last('error')?.code]).toEqual([undefined, 'kicked']);
  });
});

describe('a new version of a World that is published while people say hello', () => {
  /** Publishes a World whose ground has another id. */
  const publish = (office: Office) => {
    const { groundZone, ...before } = openPlan();
    office.worlds.worlds.set('office', { ...before, groundZone: { ...groundZone, id: 'new-ground' } });
    office.worlds.version++;
    office.server.worldPublished('office', { personId: 'ed', name: 'Ed', role: 'Editor' });
  };

  it('is the one that they enter, though the old one was being read for them', async () => {
    const office = new Office(openPlan());
    const read = deferred();
    office.worlds.delay = read.promise;
    const ana = office.connect();
    ana.hello('Ana:Member');
    await settle();
    publish(office);
    // Whoever comes after the news waits for the same reading of the old file.
    const ben = office.connect();
    ben.hello('Ben:Member');
    await settle();
    read.resolve();
    await settle();
    expect([ana.zoneId, ben.zoneId]).toEqual(['new-ground', 'new-ground']);
  });

  it('is told apart by its number, older and newer ones alike', async () => {
    const office = new Office(openPlan());
    office.worlds.version = 2;
    for (const worldVersion of [1, 3]) {
      const client = await office.enter('Ana', { worldVersion });
      expect([client.last('error')?.code, client.closedWith]).toEqual(['world_outdated', 'worldOutdated']);
    }
    expect(office.server.stats()).toMatchObject({ people: 0, worlds: 0 });
    for (const fields of [{ worldVersion: 2 }, {}]) {
      const client = await office.enter('Ana', fields);
      expect(client.last('hello.ok')).toBeDefined();
    }
  });
});

describe('the name of a World', () => {
  it('comes with hello, and anew when it changes', async () => {
    const office = new Office(openPlan());
    const ana = await office.enter('Ana');
    const before = ana.last('hello.ok')?.worldName;
    office.server.worldRenamed('office', 'Tower');
    office.server.worldRenamed('office', 'Tower');
    office.server.worldRenamed('elsewhere', 'Nothing');
    expect(ana.of('world.renamed')).toEqual([{ type: 'world.renamed', name: 'Tower' }]);
    const ben = await office.enter('Ben');
    expect([before, ben.last('hello.ok')?.worldName]).toEqual([openPlan().meta.name, 'Tower']);
  });

  it('is the new one too where it changes while the World is being loaded', async () => {
    const office = new Office(openPlan());
    const read = deferred();
    office.worlds.delay = read.promise;
    const ana = office.connect();
    ana.hello('Ana:Member');
    await settle();
    office.server.worldRenamed('office', 'Tower');
    read.resolve();
    await settle();
    expect(ana.last('hello.ok')?.worldName).toBe('Tower');
  });
});
