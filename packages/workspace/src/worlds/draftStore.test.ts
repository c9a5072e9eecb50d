import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { draftLimits } from '@atrium/protocol';
import { inLongRuns, officeWorld } from '@atrium/world/testing';
import type { BlobStore } from '../blobs/blobStore.ts';
import { memberships, users } from '../database/schema.ts';
import { failureWith, onEachDatabase } from '../testing/onEachDatabase.ts';
import type { TestWorkspace, TestWorkspaces } from '../testing/testWorkspaces.ts';
import type { Actor } from '../workspacePorts.ts';
import { createWorkspaceServices } from '../workspaceServices.ts';
import type { WorkspaceServices } from '../workspaceServices.ts';
import type { DraftPlace } from './editorLeases.ts';

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const image = (letter: string) => `${letter.repeat(64)}.png`;
/** The office as it is edited: told apart by a name, and naming images where it is to. */
const fileOf = (name: string, images: readonly string[] = []) => {
  const world = officeWorld();
  const [first, ...others] = world.objects;
  const objects = images.map((asset, index) => ({ ...first, id: `${first?.id}-${index}`, asset }));
  return bytesOf({
    ...world,
    meta: { ...world.meta, name },
    objects: [...(first === undefined ? [] : [first]), ...others, ...objects],
  });
};

onEachDatabase('A draft', (now) => {
  let kept: TestWorkspaces;
  let acme: TestWorkspace;
  let ana: Actor;
  let ben: Actor;
  const placeOf = (actor: Actor): DraftPlace => ({ ...acme, actor });
  beforeEach(async () => {
    ({ kept, acme } = now());
    [ana, ben] = [await addEditor('Ana'), await addEditor('Ben')];
    kept.worldNews.length = 0;
  });
  /** Without a password, which costs most of a test. */
  const addEditor = async (name: string): Promise<Actor> => {
    const { workspaceId } = acme;
    const personId = `${name}-${now().number}`;
    await kept.database.sql.insert(users).values({ id: personId, email: `${personId}@example.org`, name });
    await kept.database.sql.insert(memberships).values({ workspaceId, userId: personId, role: 'Editor' });
    return { personId, name, role: 'Editor' };
  };
  const take = (actor: Actor, takeOver = false) => kept.leases.take(placeOf(actor), { takeOver });
  const save = (
    actor: Actor,
    fence: string,
    revision: number,
    name: string,
    more: { readonly base?: number; readonly images?: readonly string[] } = {},
    services: WorkspaceServices = kept,
  ) =>
    services.drafts.save(
      placeOf(actor),
      { fence, revision, base: more.base ?? 1 },
      fileOf(name, more.images),
    );
  const saved = async (services: WorkspaceServices = kept) => {
    const { revision, draft } = await services.drafts.find(acme.worldId);
    if (draft === undefined) return { revision };
    const { json } = await services.drafts.readFile(acme.worldId, revision);
    return { revision, base: draft.base, file: JSON.parse(json.toString()) as unknown };
  };
  const publish = (
    actor: Actor,
    fence: string,
    revision: number,
    base = 1,
    bump: 'minor' | 'major' = 'minor',
  ) => kept.drafts.publish(placeOf(actor), { fence, revision, base, note: 'A larger kitchen', bump });

  describe('the lease', () => {
    it('is had by one editor at a time, and told to those in the World', async () => {
      await take(ana);
      await expect(take(ben)).rejects.toEqual(failureWith('lease_held'));
      await expect(take(ben, true)).rejects.toEqual(failureWith('lease_held'));
      expect((await kept.leases.find(acme.worldId))?.holder).toEqual(ana);
      const { worldId } = acme;
      const forMs = draftLimits.leaseMs;
      expect(kept.worldNews).toEqual([{ worldId, what: 'editing', by: ana, forMs }]);
    });

    it('is taken by one of two who ask at once', async () => {
      const answers = await Promise.allSettled([take(ana), take(ben)]);
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('ends after 90 s without a word, and is free then; its fence holds until somebody takes it', async () => {
      const fence = await take(ana);
      kept.nowMs += draftLimits.leaseMs - 1;
      await kept.leases.renew(placeOf(ana), fence, { isActive: false });
      kept.nowMs += draftLimits.leaseMs;
      expect(await kept.leases.find(acme.worldId)).toBeUndefined();
      await save(ana, fence, 0, 'Back again');
      expect((await kept.leases.find(acme.worldId))?.holder).toEqual(ana);
      kept.nowMs += draftLimits.leaseMs;
      await take(ben);
      for (const late of [
        () => save(ana, fence, 1, 'Too late'),
        () => kept.leases.renew(placeOf(ana), fence, { isActive: true }),
        () => kept.leases.giveUp(placeOf(ana), fence),
        () => kept.drafts.discard(placeOf(ana), { fence, revision: 1 }),
        () => publish(ana, fence, 1),
      ])
        await expect(late()).rejects.toEqual(failureWith('lease_lost'));
      expect((await saved()).revision).toBe(1);
    });

    it('may be taken over after 10 minutes without activity, by an Admin and by its holder at any time', async () => {
      const fence = await take(ana);
      const renew = (isActive: boolean) => kept.leases.renew(placeOf(ana), fence, { isActive });
      const idle = async (ms: number) => {
        for (let leftMs = ms; leftMs > 0; leftMs -= draftLimits.renewMs) {
          kept.nowMs += Math.min(leftMs, draftLimits.renewMs);
          await renew(false);
        }
      };
      await idle(draftLimits.idleMs - 1);
      await expect(take(ben, true)).rejects.toEqual(failureWith('lease_held'));
      await renew(true);
      await idle(draftLimits.idleMs - 1);
      await save(ana, fence, 0, 'Still here');
      await idle(draftLimits.idleMs - 1);
      await expect(take(ben, true)).rejects.toEqual(failureWith('lease_held'));
      await idle(1);
      await expect(take(ben)).rejects.toEqual(failureWith('lease_held'));
      await take(ben, true);
      await take(acme.admin, true);
      await expect(take(acme.admin)).rejects.toEqual(failureWith('lease_held'));
      await take(acme.admin, true);
      const { entries } = await kept.audit.read(acme.workspaceId, { action: 'draft.take-over', limit: 9 });
      expect(entries.map(({ actor, details }) => [actor.name, details['before']])).toEqual([
        [acme.admin.name, ben.name],
        [ben.name, ana.name],
      ]);
    });

    it.each([
      [
        'the Role',
        (actor: Actor) => kept.members.changeRole(acme.workspaceId, acme.admin, actor.personId, 'Member'),
      ],
      ['the membership', (actor: Actor) => kept.members.remove(acme.workspaceId, acme.admin, actor.personId)],
      [
        'access, by a ban',
        (person: Actor) =>
          kept.bans.make(acme.workspaceId, acme.admin, {
            person,
            address: undefined,
            reason: 'Spam',
            forMs: undefined,
          }),
      ],
    ])('ends with %s of its holder', async (_what, end) => {
      const fence = await take(ana);
      await save(ana, fence, 0, 'Before');
      kept.worldNews.length = 0;
      await end(ana);
      expect(await kept.leases.find(acme.worldId)).toBeUndefined();
      expect(kept.worldNews).toEqual([{ worldId: acme.worldId, what: 'editing-ended' }]);
      await expect(save(ana, fence, 1, 'After')).rejects.toEqual(failureWith('lease_lost'));
      const code = expect.stringMatching(/^(not_allowed|banned)$/) as string;
      await expect(take(ana)).rejects.toEqual(failureWith(code));
      await take(ben);
      expect((await saved()).revision).toBe(1);
    });

    it('goes with the World', async () => {
      const worldId = await kept.worlds.add(acme.workspaceId, acme.admin, 'Annex', await office());
      const place = { ...placeOf(ana), worldId };
      const fence = await kept.leases.take(place, { takeOver: false });
      await kept.drafts.save(place, { fence, revision: 0, base: 1 }, fileOf('Draft'));
      await kept.worlds.delete(acme.workspaceId, acme.admin, worldId);
      expect(await kept.leases.find(worldId)).toBeUndefined();
      expect(await kept.blobs.list(`drafts/${worldId}/`)).toEqual([]);
      const again = kept.drafts.save(place, { fence, revision: 1, base: 1 }, fileOf('Draft'));
      await expect(again).rejects.toEqual(failureWith('world_unknown'));
    });

    it('keeps others from publishing, and its holder not', async () => {
      await take(ana);
      const { workspaceId, worldId } = acme;
      const put = async (actor: Actor, base: number) =>
        kept.worlds.publish(workspaceId, actor, worldId, await office(), { base, note: '' });
      await expect(put(acme.admin, 1)).rejects.toEqual(failureWith('lease_held'));
      const back = kept.worlds.restore(workspaceId, ben, worldId, 1, { base: 1, note: '' });
      await expect(back).rejects.toEqual(failureWith('lease_held'));
      await put(ana, 1);
      kept.nowMs += draftLimits.leaseMs;
      await put(ben, 2);
    });
  });

  const office = () => kept.worlds.draftOfVersion(acme.workspaceId, acme.admin, { worldId: acme.worldId });

  describe('what was saved', () => {
    it('is read back as it was sent, byte for byte', async () => {
      const fence = await take(ana);
      let revision = 0;
      const world = officeWorld();
      await fc.assert(
        fc.asyncProperty(
          fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
          fc.nat({ max: 8 }),
          fc.boolean(),
          async (name, space, isPacked) => {
            const changed = { ...world, meta: { ...world.meta, name }, spawnPoints: world.spawnPoints };
            const file = new TextEncoder().encode(JSON.stringify(changed, null, space));
            const sent = isPacked ? gzipSync(file) : file;
            const row = await kept.drafts.save(placeOf(ana), { fence, revision, base: 1 }, sent);
            revision = row.revision;
            const read = await kept.drafts.readFile(acme.worldId, revision);
            expect(new Uint8Array(read.json)).toEqual(new Uint8Array(file));
            expect(new Uint8Array(gunzipSync(read.packed))).toEqual(new Uint8Array(file));
          },
        ),
        { numRuns: inLongRuns(100, 5) },
      );
    });

    it('may break the rules of a World, but not its shape', async () => {
      const fence = await take(ana);
      const world = officeWorld();
      const doors = world.doors.map((door) => ({ ...door, leadsToZone: 'nowhere' }));
      const put = (file: Uint8Array) => kept.drafts.save(placeOf(ana), { fence, revision: 0, base: 1 }, file);
      for (const [file, code] of [
        [bytesOf({ ...world, zones: 7 }), 'world_invalid'],
        [bytesOf({ ...world, formatVersion: 99 }), 'world_invalid'],
        [bytesOf({ ...world, more: 1 }), 'world_invalid'],
        [bytesOf([]), 'world_invalid'],
        [bytesOf('x'), 'world_invalid'],
        [new TextEncoder().encode('{'), 'bad_message'],
        [new Uint8Array(), 'bad_message'],
        [Uint8Array.of(0xff, 0xfe), 'world_invalid'],
        [Uint8Array.of(0x1f, 0x8b, 8, 0), 'bad_message'],
        [new TextEncoder().encode('['.repeat(100_000)), 'world_invalid'],
        [gzipSync(new Uint8Array(draftLimits.fileBytes + 1)), 'world_invalid'],
        [new Uint8Array(draftLimits.fileBytes + 1), 'world_invalid'],
      ] as const) {
        await expect(put(file)).rejects.toEqual(failureWith(code));
      }
      expect(await saved()).toEqual({ revision: 0 });
      expect(await kept.blobs.list('drafts/')).not.toContainEqual(expect.stringContaining(acme.worldId));
      await put(bytesOf({ ...world, doors }));
      await expect(publish(ana, fence, 1)).rejects.toEqual(failureWith('world_invalid'));
      expect(await saved()).toMatchObject({ revision: 1, file: { doors } });
    });

    it('is replaced by its revision alone; a save that is sent again is answered again', async () => {
      const fence = await take(ana);
      const { savedAt } = await save(ana, fence, 0, 'One');
      kept.nowMs += 1_000;
      expect(await save(ana, fence, 0, 'One')).toMatchObject({ revision: 1, savedAt });
      await expect(save(ana, fence, 0, 'Two')).rejects.toEqual(failureWith('draft_outdated'));
      await expect(save(ana, fence, 2, 'Two')).rejects.toEqual(failureWith('draft_outdated'));
      await expect(save(ana, fence, 1, 'Two', { base: 2 })).rejects.toEqual(failureWith('version_unknown'));
      await expect(save(ana, 'another', 1, 'Two')).rejects.toEqual(failureWith('lease_lost'));
      await expect(save(ben, fence, 1, 'Two')).rejects.toEqual(failureWith('lease_lost'));
      expect(await saved()).toMatchObject({ revision: 1, file: { meta: { name: 'One' } } });
      expect((await save(ana, fence, 1, 'Two')).revision).toBe(2);
      await expect(kept.drafts.readFile(acme.worldId, 1)).rejects.toEqual(failureWith('draft_outdated'));
    });

    it('is what the next editor goes on from', async () => {
      const fence = await take(ana);
      await save(ana, fence, 0, 'Of Ana');
      await kept.leases.giveUp(placeOf(ana), fence);
      expect(kept.worldNews.at(-1)).toEqual({ worldId: acme.worldId, what: 'editing-ended' });
      const next = await take(ben);
      expect(await saved()).toMatchObject({ revision: 1, base: 1, file: { meta: { name: 'Of Ana' } } });
      await save(ben, next, 1, 'Of Ben');
      await expect(save(ana, fence, 2, 'Of Ana')).rejects.toEqual(failureWith('lease_lost'));
    });

    it('is of no other Workspace', async () => {
      const other = await kept.makeWorkspace(`Other${now().number}`);
      const place = { ...acme, actor: other.admin, workspaceId: other.workspaceId };
      const fence = await take(ana);
      await save(ana, fence, 0, 'Of Ana');
      for (const refused of [
        () => kept.leases.take(place, { takeOver: true }),
        () => kept.leases.renew(place, fence, { isActive: true }),
        () => kept.leases.giveUp(place, fence),
        () => kept.drafts.save(place, { fence, revision: 1, base: 1 }, fileOf('Stolen')),
        () => kept.drafts.discard(place, { fence, revision: 1 }),
        () => kept.drafts.publish(place, { fence, revision: 1, base: 1, note: '', bump: 'minor' }),
      ])
        await expect(refused()).rejects.toEqual(failureWith('world_unknown'));
      expect(await saved()).toMatchObject({ revision: 1 });
    });

    it('keeps the images that it names', async () => {
      const { workspaceId, admin } = acme;
      const bytes = new TextEncoder().encode(
        `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 ${now().number}h9"/></svg>`,
      );
      const upload = { name: 'Plant', metadata: { kind: 'logo' as const }, bytes };
      const { file } = await kept.assets.add(workspaceId, admin, upload);
      const fence = await take(ana);
      await save(ana, fence, 0, 'With it', { images: [file, image('a')] });
      expect((await kept.assets.find(workspaceId, file)).uses).toBe(1);
      await expect(kept.assets.remove(workspaceId, admin, file)).rejects.toEqual(failureWith('asset_in_use'));
      await save(ana, fence, 1, 'Without it');
      await kept.assets.remove(workspaceId, admin, file);
    });

    it('is thrown away by its editor alone, and its revision never comes back', async () => {
      const fence = await take(ana);
      await save(ana, fence, 0, 'One');
      const discard = (revision: number) => kept.drafts.discard(placeOf(ana), { fence, revision });
      await expect(discard(0)).rejects.toEqual(failureWith('draft_outdated'));
      await discard(1);
      await expect(discard(2)).rejects.toEqual(failureWith('draft_outdated'));
      expect(await saved()).toEqual({ revision: 2 });
      // Sent again, late.
      await expect(save(ana, fence, 1, 'One')).rejects.toEqual(failureWith('draft_outdated'));
      expect((await save(ana, fence, 2, 'Two')).revision).toBe(3);
    });
  });

  describe('publishing', () => {
    it('makes the draft the next version, with a note and a version of its own, and leaves none', async () => {
      const fence = await take(ana);
      const world = officeWorld();
      // Tile by tile, as Clients edit: the file is packed.
      await save(ana, fence, 0, 'Tower');
      await publish(ana, fence, 1);
      expect(await saved()).toEqual({ revision: 2 });
      const [major = 0, minor = 0] = world.version.split('.').map(Number);
      const [version] = await kept.worlds.versions(acme.worldId);
      expect(version).toMatchObject({
        number: 2,
        version: `${major}.${minor + 1}.0`,
        note: 'A larger kitchen',
        createdBy: ana.name,
      });
      const { entries } = await kept.audit.read(acme.workspaceId, { action: 'world.publish', limit: 1 });
      expect(entries[0]).toMatchObject({ actor: { name: ana.name }, details: { number: 2 } });
      expect(kept.worldNews).toContainEqual({ worldId: acme.worldId, what: 'published', by: ana });
      expect((await kept.leases.find(acme.worldId))?.holder).toEqual(ana);
      await save(ana, fence, 2, 'Higher tower', { base: 2 });
      await publish(ana, fence, 3, 2, 'major');
      expect((await kept.worlds.versions(acme.worldId))[0]?.version).toBe(`${major + 1}.0.0`);
    });

    it('is refused on an outdated base, revision or fence, and changes nothing', async () => {
      const fence = await take(ana);
      await save(ana, fence, 0, 'One');
      await expect(publish(ana, fence, 0)).rejects.toEqual(failureWith('draft_outdated'));
      await expect(publish(ana, fence, 2)).rejects.toEqual(failureWith('draft_outdated'));
      await expect(publish(ana, 'another', 1)).rejects.toEqual(failureWith('lease_lost'));
      await expect(publish(ben, fence, 1)).rejects.toEqual(failureWith('lease_lost'));
      await kept.worlds.publish(acme.workspaceId, ana, acme.worldId, await office(), { base: 1, note: '' });
      await expect(publish(ana, fence, 1, 1)).rejects.toEqual(failureWith('version_outdated'));
      await expect(publish(ana, fence, 1, 2)).rejects.toEqual(failureWith('bad_request'));
      expect(await saved()).toMatchObject({ revision: 1, base: 1 });
      await save(ana, fence, 1, 'On the new one', { base: 2 });
      await publish(ana, fence, 2, 2);
      expect(await kept.worlds.versions(acme.worldId)).toHaveLength(3);
    });

    it('is done by one of two who publish at once', async () => {
      const fence = await take(ana);
      await save(ana, fence, 0, 'One');
      const answers = await Promise.allSettled([publish(ana, fence, 1), publish(ana, fence, 1)]);
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await kept.worlds.versions(acme.worldId)).toHaveLength(2);
    });
  });

  describe('files', () => {
    const servicesWith = (blobs: Partial<BlobStore>) =>
      createWorkspaceServices(kept.ports, { ...kept.blobs, ...blobs }, (file) => file);
    const filesOf = () => kept.blobs.list(`drafts/${acme.worldId}/`);

    it('are there before a row names them, and a save that fails anywhere leaves the one before', async () => {
      const fence = await take(ana);
      await save(ana, fence, 0, 'One');
      const full = servicesWith({ write: () => Promise.reject(new Error('The disk is full.')) });
      await expect(save(ana, fence, 1, 'Two', {}, full)).rejects.toThrow('The disk is full.');
      expect(await saved()).toMatchObject({ revision: 1, file: { meta: { name: 'One' } } });
      // Somebody takes over between the file and its row.
      const overtaken = servicesWith({
        async write(name, bytes) {
          await kept.blobs.write(name, bytes);
          await take(acme.admin, true);
        },
      });
      await expect(save(ana, fence, 1, 'Two', {}, overtaken)).rejects.toEqual(failureWith('lease_lost'));
      expect(await saved()).toMatchObject({ revision: 1, file: { meta: { name: 'One' } } });
    });

    it('of before stay for two minutes for those who read them, and go with a later save', async () => {
      const fence = await take(ana);
      for (let revision = 0; revision < 3; revision++) await save(ana, fence, revision, `Save ${revision}`);
      expect(await filesOf()).toHaveLength(3);
      kept.nowMs += 2 * 60_000;
      await save(ana, fence, 3, 'Save 3');
      expect((await filesOf()).length).toBe(2);
      expect(await saved()).toMatchObject({ file: { meta: { name: 'Save 3' } } });
    });

    it('that no row names go with the second sweep', async () => {
      const fence = await take(ana);
      await save(ana, fence, 0, 'One');
      const left = `drafts/${acme.worldId}/left.world.json.gz`;
      await kept.blobs.write(left, Uint8Array.of(1));
      await kept.drafts.sweepFiles();
      expect(await filesOf()).toContain(left);
      await kept.drafts.sweepFiles();
      expect(await filesOf()).toHaveLength(1);
      expect(await saved()).toMatchObject({ revision: 1 });
    });
  });
});
