import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type * as Argon2 from '@node-rs/argon2';
import { officeWorld } from '@atrium/world/testing';
import { officeDraft } from './testing/officeDraft.ts';
import { failureWith, onEachDatabase } from './testing/onEachDatabase.ts';
import type { DatabaseTest } from './testing/onEachDatabase.ts';
import { testPassword } from './testing/testWorkspaces.ts';
import { createWorkspaceServices } from './workspaceServices.ts';
import type { WorkspaceServices } from './workspaceServices.ts';

/** What a slow operation does besides: it asks the database, which a transaction that waits for it would not let it do. */
const slow = vi.hoisted(() => ({ ask: async (): Promise<unknown> => undefined, times: 0 }));
async function slowly<Value>(work: () => Promise<Value>): Promise<Value> {
  await slow.ask();
  slow.times++;
  return work();
}
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof Argon2>();
  return {
    ...argon2,
    hash: (...args: Parameters<typeof argon2.hash>) => slowly(() => argon2.hash(...args)),
    verify: (...args: Parameters<typeof argon2.verify>) => slowly(() => argon2.verify(...args)),
  };
});

onEachDatabase('Nothing holds the connection while it waits for something slow', (now) => {
  let kept: DatabaseTest['kept'];
  let acme: DatabaseTest['acme'];
  let services: WorkspaceServices;
  let count: number;
  beforeEach(() => {
    ({ kept, acme, number: count } = now());
    slow.ask = () => kept.workspaces.list();
    slow.times = 0;
    const { blobs } = kept;
    const slowBlobs = {
      read: (name: string) => slowly(() => blobs.read(name)),
      write: (name: string, bytes: Uint8Array) => slowly(() => blobs.write(name, bytes)),
      remove: (name: string) => slowly(() => blobs.remove(name)),
      list: (prefix: string) => slowly(() => blobs.list(prefix)),
      settled: () => blobs.settled(),
    };
    services = createWorkspaceServices(kept.ports, slowBlobs, (file) => file);
  });
  afterEach(() => {
    slow.ask = async () => undefined;
  });
  const someone = (name: string) => ({ name, email: `${name}-${count}@example.org`, password: testPassword });

  it('argon2, as people join, come back by another link, and are refused', async () => {
    const { workspaceId, admin } = acme;
    const order = { kind: 'account', role: 'Member', note: '', uses: 5, days: 1 } as const;
    const { token } = await services.invitations.make(workspaceId, admin, order);
    await services.accounts.join({ token, ...someone('ben') });
    await services.accounts.join({ token, ...someone('ben') });
    const wrong = services.accounts.join({ token, ...someone('ben'), password: 'another one' });
    await expect(wrong).rejects.toEqual(failureWith('sign_in_failed'));
    const twice = [someone('zoe'), someone('zoe')].map((who) => services.accounts.join({ token, ...who }));
    const [first, second] = await Promise.all(twice);
    expect(first?.userId).toBe(second?.userId);
    expect(slow.times).toBeGreaterThanOrEqual(5);
  });

  it('argon2, as passwords are changed, chosen and asked for', async () => {
    const ben = await kept.join(acme, `Ben${count}`, 'Member');
    const member = await services.sessions.start(ben.personId);
    await services.accounts.changePassword(member, testPassword, 'an entirely new one');
    const token = await services.members.makePasswordLink(acme.workspaceId, acme.admin, ben.personId);
    await services.accounts.takePasswordLink(token, testPassword);
    await services.sessions.signIn(`ben${count}@example.org`, testPassword);
    await services.accounts.delete(await services.sessions.start(ben.personId), testPassword);
    expect(slow.times).toBeGreaterThanOrEqual(4);
  });

  it('argon2 and blobs, as a Workspace is made', async () => {
    const token = await services.setup.makeLink();
    const request = { ...someone('ada'), token, workspaceName: 'Second' };
    const prepare = (workspaceId: string) => services.worlds.prepare(workspaceId, 'Office', officeDraft());
    const { workspaceId } = await services.setup.complete(request, prepare);
    expect(await services.worlds.list(workspaceId)).toHaveLength(1);
    expect(slow.times).toBeGreaterThanOrEqual(2);
  });

  it('blobs, as Worlds are made, published, read and deleted', async () => {
    const { workspaceId, admin } = acme;
    const worldId = await services.worlds.add(workspaceId, admin, 'Annex', officeDraft());
    await services.worlds.publish(workspaceId, admin, worldId, officeDraft({ version: '2.0.0' }), {
      base: 1,
      note: '',
    });
    expect((await services.worlds.load(worldId))?.world.version).toBe('2.0.0');
    await services.worlds.delete(workspaceId, admin, worldId);
    expect(slow.times).toBeGreaterThanOrEqual(8);
  });

  it('blobs, as drafts are saved, read, published, thrown away and swept', async () => {
    const { workspaceId, worldId, admin: actor } = acme;
    const place = { workspaceId, worldId, actor };
    const fence = await services.leases.take(place, { takeOver: false });
    const file = new TextEncoder().encode(JSON.stringify(officeWorld()));
    await services.drafts.save(place, { fence, revision: 0, base: 1 }, file);
    await services.drafts.readFile(worldId, 1);
    await services.drafts.publish(place, { fence, revision: 1, base: 1, note: '', bump: 'minor' });
    await services.drafts.save(place, { fence, revision: 2, base: 2 }, file);
    await services.drafts.discard(place, { fence, revision: 3 });
    kept.nowMs += 10 * 60_000;
    await services.drafts.save(place, { fence, revision: 4, base: 2 }, file);
    for (let time = 0; time < 2; time++) await services.drafts.sweepFiles();
    expect(slow.times).toBeGreaterThanOrEqual(10);
  });

  it('blobs, as images are added, removed and swept', async () => {
    const { workspaceId, admin } = acme;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 ${count}h9"/></svg>`;
    const upload = {
      name: 'Line',
      metadata: { kind: 'logo' as const },
      bytes: new TextEncoder().encode(svg),
    };
    const { file } = await services.assets.add(workspaceId, admin, upload);
    await services.assets.remove(workspaceId, admin, file);
    for (let time = 0; time < 2; time++) await services.assets.sweepBytes();
    expect(await kept.blobs.list('assets/')).toEqual([]);
    expect(slow.times).toBeGreaterThanOrEqual(6);
  });
});
