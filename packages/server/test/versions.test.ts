import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  auditLogSchema,
  closeCodes,
  managedWorldListSchema,
  managedWorldSchema,
  worldListSchema,
  worldVersionListSchema,
} from '@atrium/protocol';
import { RawWalker } from './support/rawWalker.ts';
import { startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';
import { until } from './support/until.ts';

let server: RestServer;
let admin: Member;
beforeAll(async () => {
  server = await startRestServer();
  admin = await server.makeWorkspace('Acme');
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server.remove();
});

let worldId: string;
let path: string;
beforeEach(async () => {
  const body = { name: 'Annex', templateId: 'yard' };
  const { token } = admin;
  ({ worldId } = await server.read(managedWorldSchema, 'POST', '/api/v1/managed-worlds', { token, body }));
  path = `/api/v1/managed-worlds/${worldId}`;
});

const asAdmin = (method: string, address: string, body?: unknown) =>
  server.ask(method, address, { token: admin.token, ...(body === undefined ? {} : { body }) });
const publish = async (base: number, version: string, query = '') => {
  const file = (await asAdmin('GET', `${path}/file`)).json as object;
  return asAdmin('PUT', `${path}/file?base=${base}${query}`, { ...file, version });
};
const listed = async () => {
  const { token } = admin;
  const { worlds } = await server.read(worldListSchema, 'GET', '/api/v1/worlds', { token });
  return worlds.find((world) => world.worldId === worldId);
};
const closed = (walker: RawWalker) =>
  until(() => walker.closeCode !== undefined, 'the end of a connection').then(() => walker.closeCode);

describe('another version of a World', () => {
  test('takes the place of the old one under those who are in it', async () => {
    const { token } = admin;
    const walker = await RawWalker.enter(server, { worldId, token, hello: { worldVersion: 1 } });
    const before = await listed();
    expect([before?.version, walker.all('hello.ok')[0]?.worldName]).toEqual([1, 'Annex']);
    expect((await publish(1, '2.0.0')).status).toBe(200);
    await until(() => walker.worldVersion === 2, 'the change of the World');
    const [coming] = walker.all('world.coming');
    const { personId, name, role } = admin.account;
    expect(walker.all('world.changed')).toMatchObject([{ by: { personId, name, role }, moved: null }]);
    expect((await server.ask('GET', coming?.file ?? '')).json).toMatchObject({ version: '2.0.0', worldId });
    expect(walker.all('snapshot')).toHaveLength(1);

    const late = new RawWalker(server, { worldId });
    await late.opened();
    await late.hello({ token, hello: { worldVersion: 1 } });
    expect(await closed(late)).toBe(closeCodes.worldOutdated);
    expect(late.all('error')[0]?.code).toBe('world_outdated');

    const now = await listed();
    expect(now?.version).toBe(2);
    expect((await server.ask('GET', now?.file ?? '')).json).toMatchObject({ version: '2.0.0', worldId });
    // Somebody may still be fetching the old one.
    expect((await server.ask('GET', before?.file ?? '')).json).toMatchObject({ version: '1.0.0' });
    expect(walker.closeCode).toBeUndefined();
    await walker.leave();
  });

  test('is the one that everybody ends up in who says hello while versions are published', async () => {
    const last = 6;
    const come = async () => {
      const { token } = await server.invite(admin, 'Member');
      for (;;) {
        const worldVersion = (await listed())?.version ?? 0;
        const walker = new RawWalker(server, { worldId });
        await walker.opened();
        await walker.hello({ token, hello: { worldVersion } });
        // Let in with an older version, they are brought to the last one.
        await until(
          () => walker.closeCode !== undefined || Math.max(worldVersion, walker.worldVersion) === last,
          'the last version, or the end',
        );
        if (walker.closeCode === undefined) {
          await until(() => walker.zoneId !== '', 'entry into the last version');
          return walker.leave();
        }
        expect(walker.closeCode).toBe(closeCodes.worldOutdated);
      }
    };
    const people = [come(), come(), come()];
    for (let base = 1; base < last; base++) expect((await publish(base, `1.${base}.0`)).status).toBe(200);
    await Promise.all(people);
  });

  test('is not published over one that its author has not seen', async () => {
    expect((await publish(1, '2.0.0')).status).toBe(200);
    expect(await publish(1, '3.0.0')).toMatchObject({ status: 409, code: 'version_outdated' });
    const file = (await asAdmin('GET', `${path}/file`)).json;
    expect(file).toMatchObject({ version: '2.0.0' });
    for (const query of [
      '',
      '?base=',
      '?base=x',
      '?base=0',
      '?base=1.5',
      '?base=2&base=3',
      '?base=2&force=1',
    ]) {
      const answer = await asAdmin('PUT', `${path}/file${query}`, file);
      expect([query, answer.status, answer.code]).toEqual([query, 400, 'bad_message']);
    }
    for (const note of ['x'.repeat(201), 'a\u0000b']) {
      const query = new URLSearchParams({ base: '2', note });
      const answer = await asAdmin('PUT', `${path}/file?${query}`, file);
      expect([answer.status, answer.code]).toEqual([400, 'bad_message']);
    }
    expect((await listed())?.version).toBe(2);
  });
});

test('a World that is deleted and made again under its id has files at other addresses', async () => {
  const before = await listed();
  const old = { ...((await asAdmin('GET', `${path}/file`)).json as object), version: '7.0.0' };
  expect((await asAdmin('DELETE', path)).status).toBe(204);
  const body = { name: 'Annex', file: old };
  const { token } = admin;
  const made = await server.read(managedWorldSchema, 'POST', '/api/v1/managed-worlds', { token, body });
  expect(made.worldId).toBe(worldId);
  const now = await listed();
  // A browser keeps what it was given at an address.
  expect([now?.version, now?.file === before?.file]).toEqual([1, false]);
  expect((await server.ask('GET', now?.file ?? '')).json).toMatchObject({ version: '7.0.0' });
  expect((await server.ask('GET', before?.file ?? '')).code).toBe('version_unknown');
});

describe('the versions of a World', () => {
  test('are listed with who made them, when and why, and each is kept as it was', async () => {
    await publish(1, '2.0.0', `&note=${encodeURIComponent('A larger kitchen')}`);
    const { token } = admin;
    const { versions } = await server.read(worldVersionListSchema, 'GET', `${path}/versions`, { token });
    const by = admin.account.name;
    expect(versions).toMatchObject([
      { number: 2, version: '2.0.0', note: 'A larger kitchen', createdBy: by, restoredFrom: null },
      { number: 1, version: '1.0.0', note: '', createdBy: by, restoredFrom: null },
    ]);
    const first = await asAdmin('GET', `${path}/versions/1/file`);
    expect([first.status, first.json]).toMatchObject([200, { version: '1.0.0' }]);
    expect(first.headers.get('cache-control')).toMatch(/^private, max-age=\d+, immutable$/);
    expect(first.headers.get('vary')).toMatch('Authorization');
    await asAdmin('PATCH', path, { name: 'Tower' });
    expect((await asAdmin('GET', `${path}/versions/1/file`)).json).toEqual(first.json);
    expect((await asAdmin('GET', `${path}/versions/3/file`)).code).toBe('version_unknown');
    for (const version of ['0', 'x', '-1', '1.5', '99999999999'])
      expect((await asAdmin('GET', `${path}/versions/${version}/file`)).code).toBe('bad_message');
  });

  test('come back as a new one, which brings people into it', async () => {
    await publish(1, '2.0.0');
    const walker = await RawWalker.enter(server, { worldId, token: admin.token });
    const restore = (version: number, body: object) =>
      asAdmin('POST', `${path}/versions/${version}/restore`, body);
    const restored = await restore(1, { base: 2, note: 'The old one was better' });
    expect([restored.status, restored.json]).toMatchObject([
      200,
      { currentVersion: 3, versions: 3, version: '1.0.0' },
    ]);
    await until(() => walker.worldVersion === 3, 'the change of the World');
    await walker.leave();
    const { token } = admin;
    const { versions } = await server.read(worldVersionListSchema, 'GET', `${path}/versions`, { token });
    expect(versions[0]).toMatchObject({ number: 3, restoredFrom: 1, note: 'The old one was better' });
    expect(await restore(1, { base: 2 })).toMatchObject({ status: 409, code: 'version_outdated' });
    expect(await restore(9, { base: 3 })).toMatchObject({ status: 404, code: 'version_unknown' });
    for (const body of [{}, { base: '3' }, { base: 3, note: 7 }, { base: 3, more: 1 }])
      expect(await restore(1, body)).toMatchObject({ status: 400, code: 'bad_message' });
    const { entries } = await server.read(auditLogSchema, 'GET', '/api/v1/audit-log?action=world.publish', {
      token,
    });
    expect(entries[0]?.details).toMatchObject({ number: 3, restoredFrom: 1 });
  });

  test('begin another World, which then goes its own way', async () => {
    await publish(1, '2.0.0');
    const make = (body: object) => asAdmin('POST', '/api/v1/managed-worlds', body);
    for (const [copyOf, version] of [
      [{ worldId }, '2.0.0'],
      [{ worldId, version: 1 }, '1.0.0'],
    ] as const) {
      const made = managedWorldSchema.parse((await make({ name: 'Copy', copyOf })).json);
      expect(made).toMatchObject({ name: 'Copy', version, currentVersion: 1, versions: 1 });
      expect(made.worldId).not.toBe(worldId);
    }
    const refusals = [
      [{ copyOf: { worldId: 'nowhere' } }, 'world_unknown'],
      [{ copyOf: { worldId, version: 3 } }, 'version_unknown'],
      [{ copyOf: { worldId }, templateId: 'yard' }, 'bad_message'],
      [{ copyOf: worldId }, 'bad_message'],
      [{ copyOf: { worldId, version: '1' } }, 'bad_message'],
      [{}, 'bad_message'],
    ] as const;
    for (const [body, code] of refusals) {
      expect([code, (await make({ name: 'Copy', ...body })).code]).toEqual([code, code]);
    }
  });

  test('a World that gets another name tells those who are in it', async () => {
    const walker = await RawWalker.enter(server, { worldId, token: admin.token });
    await asAdmin('PATCH', path, { name: 'Tower' });
    await until(() => walker.all('world.renamed').length > 0, 'the new name');
    expect(walker.all('world.renamed')).toEqual([{ type: 'world.renamed', name: 'Tower' }]);
    const { token } = admin;
    const all = await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', { token });
    expect(all.worlds.find((world) => world.worldId === worldId)?.name).toBe('Tower');
    await walker.leave();
  });
});
