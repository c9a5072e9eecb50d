import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  draftLimits,
  draftSavedSchema,
  draftStateSchema,
  leaseReplySchema,
  managedWorldSchema,
  worldVersionListSchema,
} from '@atrium/protocol';
import { DraftSession, createDraftServer, silentLog, systemTimers } from '@atrium/client/core';
import { changeWorld } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { RawWalker } from './support/rawWalker.ts';
import { startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';
import { until } from './support/until.ts';

/** A device without a store. */
const keepsNothing = {
  claim: async () => false,
  read: async () => undefined,
  begin: async () => undefined,
  add: async () => undefined,
  mark: async () => undefined,
  clear: async () => undefined,
  close: () => undefined,
};

let server: RestServer;
let admin: Member;
let ana: Member;
let ben: Member;
beforeAll(async () => {
  server = await startRestServer();
  admin = await server.makeWorkspace('Acme');
  [ana, ben] = [await server.invite(admin, 'Editor'), await server.invite(admin, 'Editor')];
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

const as = (who: Member, method: string, address: string, body?: unknown) =>
  server.ask(method, `${path}${address}`, { token: who.token, ...(body === undefined ? {} : { body }) });
const take = async (who: Member, takeOver = false) =>
  leaseReplySchema.parse((await as(who, 'POST', '/draft/lease', { takeOver })).json);
const save = (who: Member, fence: string, revision: number, file: unknown, base = 1) =>
  as(who, 'PUT', `/draft?fence=${fence}&revision=${revision}&base=${base}`, file);
const stateOf = async (who: Member = admin) => draftStateSchema.parse((await as(who, 'GET', '/draft')).json);
const drawn = (name: string) => ({ ...officeWorld(), meta: { ...officeWorld().meta, name } });
/** Everything that can be asked of a draft. */
const everyRequest = (fence: string, revision: number) =>
  [
    ['GET', '/draft'],
    ['GET', `/draft/file?revision=${revision}`],
    ['POST', '/draft/lease', { takeOver: true }],
    ['PUT', '/draft/lease', { fence, isActive: true }],
    ['PUT', `/draft?fence=${fence}&revision=${revision}&base=1`, drawn('Stolen')],
    ['POST', '/draft/publish', { fence, revision, base: 1, bump: 'minor' }],
    ['DELETE', `/draft?fence=${fence}&revision=${revision}`],
    ['DELETE', `/draft/lease?fence=${fence}`],
  ] as const;

test('an editor saves a draft, and publishes it to those who are inside, who see who is building', async () => {
  const walker = await RawWalker.enter(server, { worldId, token: ben.token });
  const { fence, draft, revision, lease, now } = await take(ana);
  const since = expect.any(Number) as number;
  const { personId, name, role } = ana.account;
  expect([draft, revision]).toEqual([null, 0]);
  expect((lease?.expiresAt ?? 0) - now).toBeLessThanOrEqual(draftLimits.leaseMs);
  expect(lease).toEqual({ personId, name, since, activeAt: since, expiresAt: expect.any(Number) as number });
  await until(() => walker.all('world.editing').length > 0, 'news of the editor');
  const file = gzipSync(JSON.stringify(drawn('Tower')));
  const saved = draftSavedSchema.parse((await save(ana, fence, 0, file)).json);
  expect(saved.revision).toBe(1);
  expect((await stateOf()).draft).toMatchObject({ base: 1, savedAt: saved.savedAt, savedBy: name });

  const read = await as(ben, 'GET', '/draft/file?revision=1');
  expect(read.json).toEqual(drawn('Tower'));
  expect(read.headers.get('content-encoding')).toBe('gzip');
  expect(read.headers.get('cache-control')).toBe('no-store');
  const plain = await fetch(`${server.url}${path}/draft/file?revision=1`, {
    headers: { Authorization: `Bearer ${ben.token}`, 'Accept-Encoding': 'identity' },
  });
  expect(await plain.json()).toEqual(drawn('Tower'));

  const late = await RawWalker.enter(server, { worldId, token: admin.token });
  const note = 'A tower';
  const published = await as(ana, 'POST', '/draft/publish', {
    fence,
    revision: 1,
    base: 1,
    note,
    bump: 'minor',
  });
  expect([published.status, published.json]).toMatchObject([200, { currentVersion: 2, version: '1.1.0' }]);
  await until(() => walker.worldVersion === 2 && late.worldVersion === 2, 'the change of the World');
  expect(walker.all('world.changed')).toMatchObject([{ by: { personId, name, role } }]);
  expect(await stateOf()).toMatchObject({ revision: 2, draft: null, currentVersion: 2 });
  const { versions } = worldVersionListSchema.parse((await as(ben, 'GET', '/versions')).json);
  expect(versions[0]).toMatchObject({ number: 2, createdBy: name, note });

  expect((await as(ana, 'DELETE', `/draft/lease?fence=${fence}`)).status).toBe(204);
  await until(() => late.all('world.editing').length === 2, 'the end of building');
  for (const person of [walker, late]) {
    expect(person.all('world.editing').map(({ by }) => by)).toEqual([{ personId, name, role }, null]);
    await person.leave();
  }
});

test('of two editors who begin at once one has the lease; who takes it over goes on from what was saved', async () => {
  const answers = await Promise.all([ana, ben].map((who) => as(who, 'POST', '/draft/lease', {})));
  expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([200, 'lease_held']);
  const [first, second] = answers[0]?.status === 200 ? [ana, ben] : [ben, ana];
  const { fence } = leaseReplySchema.parse(answers.find(({ status }) => status === 200)?.json);
  await save(first, fence, 0, drawn('One'));
  expect((await as(second, 'POST', '/draft/lease', { takeOver: true })).code).toBe('lease_held');
  expect((await as(second, 'PUT', '/file?base=1', drawn('Elsewhere'))).code).toBe('lease_held');
  expect((await as(second, 'POST', '/versions/1/restore', { base: 1 })).code).toBe('lease_held');
  const taken = await take(admin, true);
  expect(taken).toMatchObject({ revision: 1, draft: { savedBy: first.account.name } });
  const late = await Promise.all([
    save(first, fence, 1, drawn('Late')),
    save(admin, taken.fence, 1, drawn('Two')),
  ]);
  expect(late.map(({ status, code }) => code ?? status)).toEqual(['lease_lost', 200]);
  expect((await as(first, 'GET', '/draft/file?revision=2')).json).toEqual(drawn('Two'));
});

describe('nobody else', () => {
  test('gets at a draft: Guests, Members, strangers, Editors elsewhere', async () => {
    const { fence } = await take(ana);
    await save(ana, fence, 0, drawn('One'));
    const member = await server.invite(admin, 'Member');
    const stranger = await server.makeWorkspace('Umbrella');
    const guests = await server.ask('POST', '/api/v1/guests', { body: { name: 'Gus', worldId } });
    const { token: guest } = guests.json as { token: string };
    for (const [token, codes] of [
      [undefined, ['signed_out']],
      [guest, ['signed_out']],
      [member.token, ['not_allowed']],
      [stranger.token, ['world_unknown']],
    ] as const) {
      for (const [method, address, body] of everyRequest(fence, 1)) {
        const { code } = await server.ask(method, `${path}${address}`, { token, body });
        expect([method, address, code]).toEqual([method, address, codes[0]]);
      }
    }
    expect(await stateOf()).toMatchObject({ revision: 1, lease: { name: ana.account.name } });
    const { json } = await as(ben, 'GET', '/draft/file?revision=1');
    expect(json).toEqual(drawn('One'));
  });

  test('changes it with a fence or a revision of before, whoever they are', async () => {
    const { fence: old } = await take(ana);
    await save(ana, old, 0, drawn('One'));
    const { fence } = await take(admin, true);
    for (const [who, theirs, revision, code] of [
      [ana, old, 1, 'lease_lost'],
      [ana, fence, 1, 'lease_lost'],
      [admin, old, 1, 'lease_lost'],
      [admin, fence, 0, 'draft_outdated'],
      [admin, fence, 7, 'draft_outdated'],
    ] as const) {
      const answers = [
        await save(who, theirs, revision, drawn('Two')),
        await as(who, 'POST', '/draft/publish', { fence: theirs, revision, base: 1, bump: 'major' }),
        await as(who, 'DELETE', `/draft?fence=${theirs}&revision=${revision}`),
      ];
      expect(answers.map((answer) => answer.code)).toEqual([code, code, code]);
    }
    const state = await stateOf();
    expect([state.revision, state.currentVersion]).toEqual([1, 1]);
  });

  test('who loses the Role while building is out, and those inside see it', async () => {
    const cem = await server.invite(admin, 'Editor');
    const walker = await RawWalker.enter(server, { worldId, token: ben.token });
    const { fence } = await take(cem);
    await save(cem, fence, 0, drawn('One'));
    const role = { token: admin.token, body: { role: 'Member' } };
    await server.ask('PATCH', `/api/v1/people/${cem.account.personId}`, role);
    await until(() => walker.all('world.editing').length === 2, 'the end of building');
    expect(walker.all('world.editing')[1]?.by).toBeNull();
    expect((await save(cem, fence, 1, drawn('Two'))).code).toBe('not_allowed');
    expect((await take(ben)).revision).toBe(1);
    await walker.leave();
  });
});

test('the Client edits, saves and publishes by the same requests, and says what it has lost', async () => {
  const open = async (who: Member, takeOver: boolean) => {
    const session = new DraftSession({
      personId: who.account.personId,
      server: createDraftServer(worldId, {
        fetch: (address, init) => fetch(`${server.url}${address as string}`, init),
        token: () => who.token,
        log: silentLog,
      }),
      journal: keepsNothing,
      timers: systemTimers,
      log: silentLog,
      changed: () => undefined,
    });
    await session.open({ takeOver });
    return session;
  };
  const rename = (session: DraftSession, name: string) => {
    const { state } = session;
    const outcome = state.kind === 'editing' ? changeWorld(state.history.world, { name }) : undefined;
    if (outcome?.ok === true) session.edit(outcome);
  };
  const anas = await open(ana, false);
  rename(anas, 'Tower');
  expect(await anas.saveNow()).toBe(true);
  expect((await as(ben, 'GET', '/draft/file?revision=1')).json).toMatchObject({ meta: { name: 'Tower' } });
  expect(await anas.publish('A tower', 'major')).toEqual({ ok: true, value: undefined });
  const { versions } = worldVersionListSchema.parse((await as(ben, 'GET', '/versions')).json);
  expect(versions[0]).toMatchObject({ number: 2, version: '2.0.0', note: 'A tower' });
  const bens = await open(ben, true);
  expect(bens.state).toMatchObject({ kind: 'held', lease: { personId: ana.account.personId } });
  const admins = await open(admin, true);
  rename(admins, 'Of the Admin');
  rename(anas, 'Late');
  expect([await anas.saveNow(), await admins.saveNow()]).toEqual([false, true]);
  expect(anas.state).toMatchObject({ kind: 'lost', unsaved: { meta: { name: 'Late' } } });
  for (const session of [anas, bens, admins]) await session.close();
  expect(await stateOf()).toMatchObject({ revision: 3, draft: { base: 2 }, lease: null });
});

test('what a hostile Editor sends is refused with a code, and changes nothing', async () => {
  const { fence } = await take(ana);
  await save(ana, fence, 0, drawn('One'));
  const bomb = gzipSync(new Uint8Array(draftLimits.fileBytes + 1));
  for (const [what, file, status, code] of [
    ['no JSON', new TextEncoder().encode('World'), 400, 'bad_message'],
    ['no gzip', Uint8Array.of(0x1f, 0x8b, 0x08, 0xff), 400, 'bad_message'],
    ['half of a file', gzipSync(JSON.stringify(drawn('Two'))).subarray(0, 300), 400, 'bad_message'],
    ['a gzip bomb', bomb, 422, 'world_invalid'],
    ['no World', { formatVersion: 1 }, 422, 'world_invalid'],
    ['a later format', { ...drawn('Two'), formatVersion: 99 }, 422, 'world_invalid'],
    ['ids that are none', { ...drawn('Two'), spawnPoints: [] }, 422, 'world_invalid'],
    ['deep brackets', new TextEncoder().encode('['.repeat(1_000_000)), 422, 'world_invalid'],
    ['too much', new Uint8Array(draftLimits.fileBytes + 1), 413, 'bad_message'],
  ] as const) {
    const answer = await save(ana, fence, 1, file);
    expect([what, answer.status, answer.code]).toEqual([what, status, code]);
  }
  for (const query of [
    '',
    `?fence=${fence}`,
    `?fence=${fence}&revision=1`,
    `?fence=${fence}&revision=-1&base=1`,
    `?fence=${fence}&revision=x&base=1`,
    `?fence=${fence}&revision=1&base=0`,
    `?fence=${fence}&revision=1&base=1&force=1`,
    `?fence=${'x'.repeat(65)}&revision=1&base=1`,
    `?fence=${fence}&fence=${fence}&revision=1&base=1`,
  ]) {
    const answer = await as(ana, 'PUT', `/draft${query}`, drawn('Two'));
    expect([query, answer.code]).toEqual([query, 'bad_message']);
  }
  for (const [method, address, body] of [
    ['POST', '/draft/lease', { takeOver: 1 }],
    ['POST', '/draft/lease', { more: 1 }],
    ['PUT', '/draft/lease', { fence }],
    ['PUT', '/draft/lease', {}],
    ['DELETE', '/draft/lease'],
    ['GET', '/draft/file'],
    ['DELETE', `/draft?fence=${fence}`],
    ['POST', '/draft/publish', { fence, revision: 1, base: 1 }],
    ['POST', '/draft/publish', { fence, revision: 1, base: 1, bump: 'patch' }],
    ['POST', '/draft/publish', { fence, revision: 1, base: 1, bump: 'minor', note: 'x'.repeat(201) }],
  ] as const) {
    const answer = await as(ana, method, address, body);
    expect([method, address, answer.code]).toEqual([method, address, 'bad_message']);
  }
  // Valid as a draft, and no World yet: its only SpawnPoint is in a wall.
  const unfinished = { ...drawn('Two'), spawnPoints: [{ id: 'in-wall', position: { x: 0, y: 0 } }] };
  expect((await save(ana, fence, 1, unfinished)).status).toBe(200);
  const refused = await as(ana, 'POST', '/draft/publish', { fence, revision: 2, base: 1, bump: 'minor' });
  expect([refused.status, refused.code]).toEqual([422, 'world_invalid']);
  expect(await stateOf()).toMatchObject({ revision: 2, currentVersion: 1 });
  expect((await as(ana, 'GET', '/draft/file?revision=2')).json).toEqual(unfinished);
});
