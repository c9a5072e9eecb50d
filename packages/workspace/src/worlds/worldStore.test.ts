import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { officeDraft } from '../testing/officeDraft.ts';
import { failureWith, onEachDatabase } from '../testing/onEachDatabase.ts';
import type { DatabaseTest } from '../testing/onEachDatabase.ts';
import type { WorldDraft } from './worldDraft.ts';

onEachDatabase('Worlds', (now) => {
  let kept: DatabaseTest['kept'];
  let acme: DatabaseTest['acme'];
  let count: number;
  beforeEach(() => {
    ({ kept, acme, number: count } = now());
  });
  afterEach(() => void vi.restoreAllMocks());
  const publish = (base: number, draft: WorldDraft, note = '') =>
    kept.worlds.publish(acme.workspaceId, acme.admin, acme.worldId, draft, { base, note });
  const readJson = async (currentVersion: number) => {
    const { createdAtMs = 0 } = (await kept.worlds.find(acme.worldId)) ?? {};
    return kept.worlds.readJson({ worldId: acme.worldId, createdAtMs, currentVersion });
  };
  const add = (name: string) => kept.worlds.add(acme.workspaceId, acme.admin, name, officeDraft());

  it('have ids of their own on the whole server, whatever their files say', async () => {
    const ids = [acme.worldId, await add('Two'), await add('Three')];
    expect(new Set(ids).size).toBe(3);
    for (const worldId of ids) {
      expect(await kept.worlds.load(worldId)).toMatchObject({
        world: { worldId, workspaceId: acme.workspaceId },
      });
    }
  });

  it('keep every version, and people get the newest', async () => {
    const before = await kept.worlds.load(acme.worldId);
    expect(await kept.worlds.load(acme.worldId)).toBe(before);
    await publish(1, officeDraft({ version: '1.1.0' }), 'A larger kitchen');
    expect((await kept.worlds.load(acme.worldId))?.world.version).toBe('1.1.0');
    const versions = await kept.worlds.versions(acme.worldId);
    expect(versions).toMatchObject([
      { number: 2, version: '1.1.0', note: 'A larger kitchen', createdBy: acme.admin.name },
      { number: 1, version: '1.0.0', note: '' },
    ]);
    expect(kept.worldNews.at(-1)).toEqual({
      worldId: acme.worldId,
      what: 'published',
      by: acme.admin,
    });
  });

  it('are not written over by somebody who has not seen the latest version', async () => {
    const attempts = ['2.0.0', '3.0.0', '4.0.0'].map((version) => publish(1, officeDraft({ version })));
    const outcomes = await Promise.allSettled(attempts);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([
      { reason: { code: 'version_outdated' } },
      { reason: { code: 'version_outdated' } },
    ]);
    expect((await kept.worlds.versions(acme.worldId)).map(({ number }) => number)).toEqual([2, 1]);
    await expect(publish(1, officeDraft())).rejects.toEqual(failureWith('version_outdated'));
    // What was refused left no file behind.
    expect(await kept.blobs.list(`worlds/${acme.worldId}/`)).toHaveLength(2);
  });

  it('keep their files though the answer of the database is lost after it has done what was asked', async () => {
    const { sql } = kept.ports;
    const transaction = sql.transaction.bind(sql);
    vi.spyOn(sql, 'transaction').mockImplementation(async (...run) => {
      await transaction(...run);
      throw new Error('The connection was lost.');
    });
    await publish(1, officeDraft({ version: '2.0.0' }));
    expect((await kept.worlds.load(acme.worldId))?.world.version).toBe('2.0.0');
    expect(kept.worldNews.at(-1)).toEqual({
      worldId: acme.worldId,
      what: 'published',
      by: acme.admin,
    });
    await expect(add('Lost')).rejects.toThrow('The connection was lost.');
    const lost = (await kept.worlds.list(acme.workspaceId)).find(({ name }) => name === 'Lost');
    expect((await kept.worlds.load(lost?.worldId ?? ''))?.world.version).toBe('1.0.0');
  });

  it('come back as a new version, whose file is that of before', async () => {
    const { workspaceId, admin, worldId } = acme;
    await publish(1, officeDraft({ version: '1.1.0' }));
    const first = Buffer.from(await readJson(1));
    await kept.worlds.restore(workspaceId, admin, worldId, 1, { base: 2, note: 'Back' });
    expect(Buffer.from(await readJson(3)).equals(first)).toBe(true);
    expect((await kept.worlds.versions(worldId))[0]).toMatchObject({
      number: 3,
      restoredFrom: 1,
      note: 'Back',
    });
    const lost = kept.worlds.restore(workspaceId, admin, worldId, 9, { base: 3, note: '' });
    await expect(lost).rejects.toEqual(failureWith('version_unknown'));
    const late = kept.worlds.restore(workspaceId, admin, worldId, 1, { base: 2, note: '' });
    await expect(late).rejects.toEqual(failureWith('version_outdated'));
  });

  it('are copied with any of their versions, and the copy goes its own way', async () => {
    const { workspaceId, admin, worldId } = acme;
    await publish(1, officeDraft({ version: '1.1.0' }));
    for (const [number, version] of [
      [undefined, '1.1.0'],
      [1, '1.0.0'],
    ] as const) {
      const draft = await kept.worlds.draftOfVersion(workspaceId, admin, { worldId, number });
      const copy = await kept.worlds.add(workspaceId, admin, 'Copy', draft);
      expect(copy).not.toBe(worldId);
      expect((await kept.worlds.load(copy))?.world).toMatchObject({ worldId: copy, version });
    }
  });

  it('give the same bytes of a version each time, whatever the World is called by then', async () => {
    const { workspaceId, admin, worldId } = acme;
    const before = await readJson(1);
    const file = Buffer.from(await kept.worlds.readFile(worldId, 1));
    await kept.worlds.change(workspaceId, admin, worldId, { name: 'Tower' });
    await publish(1, officeDraft({ version: '1.1.0' }));
    expect(await readJson(1)).toBe(before);
    expect(file.equals(Buffer.from(await kept.worlds.readFile(worldId, 1)))).toBe(true);
    await expect(readJson(3)).rejects.toEqual(failureWith('version_unknown'));
  });

  it('have one default, which can be neither archived nor deleted', async () => {
    const second = await add('Annex');
    const { workspaceId, admin, worldId } = acme;
    await kept.worlds.change(workspaceId, admin, second, { isDefault: true });
    expect((await kept.worlds.list(workspaceId)).map((world) => [world.name, world.isDefault])).toEqual([
      ['Annex', true],
      ['Office', false],
    ]);
    const archive = kept.worlds.change(workspaceId, admin, second, { isArchived: true });
    await expect(archive).rejects.toEqual(failureWith('bad_request'));
    await expect(kept.worlds.delete(workspaceId, admin, second)).rejects.toEqual(failureWith('bad_request'));
    await kept.worlds.change(workspaceId, admin, worldId, { isArchived: true });
    expect(await kept.worlds.load(worldId)).toBeUndefined();
    await kept.worlds.change(workspaceId, admin, worldId, { isArchived: false });
    expect(await kept.worlds.load(worldId)).toBeDefined();
  });

  it('tell who is in them what they are called from now on', async () => {
    await kept.worlds.change(acme.workspaceId, acme.admin, acme.worldId, { name: 'Tower' });
    expect(kept.worldNews.at(-1)).toEqual({ worldId: acme.worldId, what: 'renamed', name: 'Tower' });
    expect((await kept.worlds.find(acme.worldId))?.name).toBe('Tower');
  });

  it('that are deleted leave nothing behind that a later one of the same name would find', async () => {
    const second = await add('Annex');
    await kept.doorLocks.save({ worldId: second, fence: undefined }, ['meeting-door']);
    await kept.boards.save(second, 'board', Uint8Array.of(0, 0));
    await kept.worlds.delete(acme.workspaceId, acme.admin, second);
    expect((await kept.doorLocks.load(second)).size).toBe(0);
    expect((await kept.blobs.list('')).filter((name) => name.includes(second))).toEqual([]);
  });

  it('of another Workspace are not there', async () => {
    const other = await kept.makeWorkspace(`Other${count}`);
    const { workspaceId, admin } = other;
    const attempts = [
      kept.worlds.findOwn(workspaceId, acme.worldId),
      kept.worlds.change(workspaceId, admin, acme.worldId, { name: 'Mine' }),
      kept.worlds.publish(workspaceId, admin, acme.worldId, officeDraft(), { base: 1, note: '' }),
      kept.worlds.restore(workspaceId, admin, acme.worldId, 1, { base: 1, note: '' }),
      kept.worlds.draftOfVersion(workspaceId, admin, { worldId: acme.worldId }),
      kept.worlds.delete(workspaceId, admin, acme.worldId),
      kept.invitations.make(workspaceId, admin, {
        kind: 'guest',
        worldId: acme.worldId,
        note: '',
        uses: 1,
        days: 1,
        visitMinutes: 60,
      }),
    ];
    const outcomes = await Promise.allSettled(attempts);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'world_unknown' } });
  });

  it('bans hold for a person, and for an address where it was meant, until they end', async () => {
    const { workspaceId, admin } = acme;
    const person = { personId: 'mallory', name: 'Mallory', role: 'Guest' } as const;
    await kept.bans.make(workspaceId, admin, { person, address: '192.0.2.7', reason: 'Spam', forMs: 60_000 });
    expect(await kept.bans.refusal(workspaceId, 'mallory', '198.51.100.1')).toMatch(
      /banned you .*: Spam\. This ends on /,
    );
    expect(await kept.bans.refusal(workspaceId, 'somebody-else', '192.0.2.7')).toBeDefined();
    expect(await kept.bans.refusal(workspaceId, undefined, '192.0.2.7')).toBeDefined();
    expect(await kept.bans.refusal(workspaceId, 'somebody-else', '198.51.100.1')).toBeUndefined();
    expect(await kept.bans.refusal(workspaceId, undefined, '198.51.100.1')).toBeUndefined();
    const other = await kept.makeWorkspace(`Third${count}`);
    expect(await kept.bans.refusal(other.workspaceId, 'mallory', '192.0.2.7')).toBeUndefined();
    kept.nowMs += 61_000;
    expect(await kept.bans.refusal(workspaceId, 'mallory', '192.0.2.7')).toBeUndefined();
    expect(await kept.bans.list(workspaceId)).toEqual([]);
  });

  it('reports are for the Admins of their Workspace, with what was attached', async () => {
    const { workspaceId, admin, worldId } = acme;
    const chat = [{ from: 'Mallory', text: 'Buy now', at: 5 }];
    const reporter = { personId: 'ana', name: 'Ana', role: 'Member' } as const;
    const person = { personId: 'mallory', name: 'Mallory', role: 'Guest' } as const;
    await kept.reports.make({ workspaceId, worldId, zoneId: 'ground', reporter, person, text: 'Spam', chat });
    const [report] = await kept.reports.list(workspaceId);
    expect(report).toMatchObject({
      reporter,
      person,
      text: 'Spam',
      chat,
      handled: null,
      world: { name: 'Office' },
    });
    await kept.reports.setHandled(workspaceId, admin, report?.reportId ?? '', true);
    expect((await kept.reports.list(workspaceId))[0]?.handled?.by).toBe(admin.name);
    const other = await kept.makeWorkspace(`Fourth${count}`);
    expect(await kept.reports.list(other.workspaceId)).toEqual([]);
    const attempt = kept.reports.setHandled(other.workspaceId, other.admin, report?.reportId ?? '', false);
    await expect(attempt).rejects.toEqual(failureWith('not_found'));
  });

  it('an API token acts for its owner, as its Role, until it is revoked or expires', async () => {
    const { workspaceId, admin } = acme;
    const { token, tokenId } = await kept.apiTokens.make(workspaceId, admin, {
      name: 'CI',
      role: 'Editor',
      days: 1,
    });
    const { personId } = admin;
    const name = `${admin.name} (CI)`;
    expect(await kept.apiTokens.find(token)).toEqual({ workspaceId, role: 'Editor', personId, name });
    await kept.apiTokens.revoke(workspaceId, admin, tokenId);
    expect(await kept.apiTokens.find(token)).toBeUndefined();
    const late = await kept.apiTokens.make(workspaceId, admin, { name: 'Old', role: 'Admin', days: 1 });
    kept.nowMs += 25 * 3_600_000;
    expect(await kept.apiTokens.find(late.token)).toBeUndefined();
  });
});
