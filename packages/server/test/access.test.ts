import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  closeCodes,
  connectionTestSchema,
  guestReplySchema,
  invitationListSchema,
  managedWorldListSchema,
  managedWorldSchema,
  worldListSchema,
} from '@atrium/protocol';
import type { CloseReason } from '@atrium/protocol';
import { RawWalker } from './support/rawWalker.ts';
import { startRestServer } from './support/restServer.ts';
import type { Answer, Member, RestServer } from './support/restServer.ts';
import { until } from './support/until.ts';

let server: RestServer;
let admin: Member;
let worldId: string;
beforeAll(async () => {
  server = await startRestServer();
  admin = await server.makeWorkspace('Acme');
  const { token } = admin;
  const { worlds } = await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', { token });
  worldId = worlds[0]?.worldId ?? '';
});
afterAll(() => server.remove());
beforeEach(() => setGuests('links'));

const asAdmin = (method: string, path: string, body?: unknown) =>
  server.ask(method, `/api/v1/${path}`, { token: admin.token, body });
const setGuests = (guests: string) => asAdmin('PATCH', 'workspace', { settings: { guests } });
const enter = (token: string, world = worldId, localAddress?: string) =>
  RawWalker.enter(server, { token, worldId: world, ...(localAddress === undefined ? {} : { localAddress }) });
const closes = async (walker: RawWalker, reason: CloseReason) => {
  await until(() => walker.closeCode !== undefined, `the end of a connection: ${reason}`);
  expect(walker.closeCode).toBe(closeCodes[reason]);
};
/** How a hello is refused. */
async function refusalOf(token: string, world = worldId, localAddress?: string) {
  const walker = new RawWalker(server, {
    worldId: world,
    ...(localAddress === undefined ? {} : { localAddress }),
  });
  await walker.opened();
  await walker.hello({ token, worldId: world });
  await walker.closed();
  return walker.all('error')[0]?.code;
}
/** Asks from another network address of this machine. @returns the JSON of the answer */
async function askFrom(
  localAddress: string,
  method: string,
  path: string,
  { token, body }: { readonly token?: string; readonly body?: object },
): Promise<unknown> {
  const headers = {
    'Content-Type': 'application/json',
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };
  const asked = request(`${server.url}${path}`, { method, headers, localAddress });
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return json(answer);
}
const linkSchema = z.object({ link: z.string() });
async function guestLink(visitMinutes = 60, uses = 5): Promise<string> {
  const order = { kind: 'guest', worldId, note: '', uses, days: 1, visitMinutes };
  return linkSchema.parse((await asAdmin('POST', 'invitations', order)).json).link.split('#')[1] ?? '';
}
const enrol = (body: object): Promise<Answer> =>
  server.ask('POST', '/api/v1/guests', { body: { name: 'Gus', ...body } });
const tokenOf = (answer: Answer) => guestReplySchema.parse(answer.json).token;

describe('an open connection ends within a second', () => {
  test('when its person signs out, and nobody else notices', async () => {
    const ben = await server.invite(admin, 'Member');
    const [walker, other] = [await enter(ben.token), await enter(admin.token)];
    await server.ask('DELETE', '/api/v1/session', { token: ben.token });
    await closes(walker, 'notAuthenticated');
    expect(await refusalOf(ben.token)).toBe('token_invalid');
    expect(other.closeCode).toBeUndefined();
    other.webSocket.close();
  });

  test('when somebody uses a stolen refresh token', async () => {
    const ben = await server.invite(admin, 'Member');
    const walker = await enter(ben.token);
    const headers = {
      Cookie: 'atrium_refresh=' + ben.cookie.split('=')[1]?.split('.')[0] + '.' + 'x'.repeat(43),
    };
    await server.ask('POST', '/api/v1/session/refresh', { headers });
    await closes(walker, 'notAuthenticated');
  });

  test('when its person is removed from the Workspace', async () => {
    const ben = await server.invite(admin, 'Member');
    const walker = await enter(ben.token);
    await asAdmin('DELETE', `people/${ben.account.personId}`);
    await closes(walker, 'notAuthenticated');
  });

  test('when a Role changes, to go on with the new one', async () => {
    const ben = await server.invite(admin, 'Member');
    const walker = await enter(ben.token);
    await asAdmin('PATCH', `people/${ben.account.personId}`, { role: 'Editor' });
    await closes(walker, 'accessChanged');
    const again = await enter(ben.token);
    expect(again.all('hello.ok')[0]).toMatchObject({ role: 'Editor', resumed: true });
    again.webSocket.close();
  });

  test('when the guest link that somebody came by is withdrawn', async () => {
    const token = tokenOf(await enrol({ worldId, link: await guestLink() }));
    const walker = await enter(token);
    const invitations = z.object({ invitations: z.array(z.object({ invitationId: z.string() })) });
    const { invitations: all } = invitations.parse((await asAdmin('GET', 'invitations')).json);
    for (const { invitationId } of all) await asAdmin('DELETE', `invitations/${invitationId}`);
    await closes(walker, 'notAuthenticated');
    expect(await refusalOf(token)).toBe('visit_over');
    const { json } = await server.ask('GET', `/api/v1/worlds?world=${worldId}`, { token });
    expect(json).toMatchObject({ worlds: [] });
  });

  test('when Guests are not admitted any more', async () => {
    await setGuests('everybody');
    const token = tokenOf(await enrol({ worldId }));
    const walker = await enter(token);
    await setGuests('nobody');
    await closes(walker, 'accessChanged');
    expect(await refusalOf(token)).toBe('guests_not_admitted');
    expect((await enrol({ worldId })).code).toBe('guests_not_admitted');
  });

  test('when its World is archived; a new version brings everybody into it', async () => {
    const made = await asAdmin('POST', 'managed-worlds', { name: 'Annex', templateId: 'yard' });
    const { worldId: annex } = managedWorldSchema.parse(made.json);
    const walker = await enter(admin.token, annex);
    const file = (await asAdmin('GET', `managed-worlds/${annex}/file`)).json as object;
    await asAdmin('PUT', `managed-worlds/${annex}/file?base=1`, { ...file, version: '7.0.0' });
    await until(() => walker.worldVersion === 2, 'the change of the World');
    await asAdmin('PATCH', `managed-worlds/${annex}`, { isArchived: true });
    await closes(walker, 'worldClosed');
    expect(await refusalOf(admin.token, annex)).toBe('world_unknown');
  });
});

describe('a Guest', () => {
  test('comes in by a link as often as it says, and back without using it up', async () => {
    const link = await guestLink(60, 1);
    const first = await enrol({ worldId, link });
    const back = await enrol({ worldId, link, token: tokenOf(first) });
    expect(guestReplySchema.parse(back.json).personId).toBe(guestReplySchema.parse(first.json).personId);
    expect((await enrol({ worldId, link })).code).toBe('invitation_invalid');
    const walker = await enter(tokenOf(back));
    expect(walker.all('hello.ok')[0]?.role).toBe('Guest');
    walker.webSocket.close();
  });

  test('sees and enters the one World of the link', async () => {
    const made = await asAdmin('POST', 'managed-worlds', { name: 'Secret', templateId: 'yard' });
    const { worldId: secret } = managedWorldSchema.parse(made.json);
    const link = await guestLink();
    expect((await enrol({ worldId: secret, link })).code).toBe('invitation_invalid');
    const token = tokenOf(await enrol({ worldId, link }));
    expect(await refusalOf(token, secret)).toBe('guests_not_admitted');
    for (const headers of [{ Authorization: `GuestLink ${link}` }, { Authorization: `Bearer ${token}` }]) {
      const path = `/api/v1/worlds?world=${worldId}`;
      const { worlds } = await server.read(worldListSchema, 'GET', path, { headers });
      expect(worlds.map((world) => world.worldId)).toEqual([worldId]);
      const { file = '' } = worlds[0] ?? {};
      expect((await server.ask('GET', file)).status).toBe(200);
      // The address of one World is no way to another.
      const other = file.replace(worldId, secret);
      expect((await server.ask('GET', other, { headers })).code).toBe('address_expired');
    }
  });

  test('without a link neither sees nor enters anything', async () => {
    expect((await enrol({ worldId })).code).toBe('guests_not_admitted');
    const { json } = await server.ask('GET', '/api/v1/worlds');
    expect(json).toMatchObject({ worlds: [], accounts: { isSetUp: true } });
  });

  test('tries their network once they have a token, and not when their link is withdrawn', async () => {
    const link = await guestLink();
    const path = '/api/v1/connection-tests';
    const withLink = { headers: { Authorization: `GuestLink ${link}` } };
    for (const ask of [{}, withLink, { token: 'nonsense' }])
      expect((await server.ask('POST', path, ask)).code).toBe('signed_out');
    const token = tokenOf(await enrol({ worldId, link }));
    const tried = await server.read(connectionTestSchema, 'POST', path, { token });
    expect(tried.seconds).toBe(60);
    const { invitations } = invitationListSchema.parse((await asAdmin('GET', 'invitations')).json);
    for (const { invitationId } of invitations) await asAdmin('DELETE', `invitations/${invitationId}`);
    expect((await server.ask('POST', path, { token })).code).toBe('signed_out');
  });

  test('is not let in by a token that was made for something else', async () => {
    const { token } = await server.guests.issue({ personId: 'x', name: 'X', role: 'Admin' });
    expect(await refusalOf(token)).toBe('token_invalid');
    expect(await refusalOf(admin.cookie.split('=')[1] ?? '')).toBe('token_invalid');
  });
});

test('people of another Workspace do not come into a World, whatever they bring', async () => {
  const other = await server.makeWorkspace('Other');
  expect(await refusalOf(other.token)).toBe('world_unknown');
  const { worlds } = await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', {
    token: other.token,
  });
  const theirs = worlds[0]?.worldId ?? '';
  const guest = tokenOf(await enrol({ worldId, link: await guestLink() }));
  expect(await refusalOf(guest, theirs)).toBe('world_unknown');
});

test('no message reaches somebody in a World of another Workspace', async () => {
  const other = await server.makeWorkspace('Elsewhere');
  const { worlds } = await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', {
    token: other.token,
  });
  const stranger = await enter(other.token, worlds[0]?.worldId ?? '');
  const own = await enter(admin.token);
  const { personId } = admin.account;
  const messages: readonly Record<string, unknown>[] = [
    { type: 'moderation.mute', muted: true },
    { type: 'moderation.removeFromZone', reason: 'x' },
    { type: 'moderation.kick', reason: 'x' },
    { type: 'moderation.ban', reason: 'x', hours: null, withAddress: false },
    { type: 'report', text: 'x', chat: [] },
    { type: 'call' },
  ];
  for (const [index, message] of messages.entries()) {
    stranger.send({ ...message, personId });
    await until(() => stranger.all('error').length > index, 'an answer');
    expect([message['type'], stranger.all('error').at(-1)?.code]).toEqual([
      message['type'],
      'person_unknown',
    ]);
  }
  stranger.send({ type: 'chat.send', text: 'hello', to: personId });
  await until(() => stranger.all('error').length > messages.length, 'an answer');
  expect(stranger.all('error').at(-1)?.code).toBe('person_unknown');
  const reached = own.messages.filter(({ type }) => /^(chat|call|moderation|room)\./.test(type));
  expect(reached).toEqual([]);
  for (const one of [own, stranger]) one.webSocket.close();
});

test('a ban keeps a person out, and everybody from their address where it says so, until it is lifted', async () => {
  const ben = await server.invite(admin, 'Member');
  const cem = await server.invite(admin, 'Member');
  const owner = await enter(admin.token);
  const walker = await enter(ben.token, worldId, '127.0.0.7');
  const neighbour = await enter(cem.token, worldId, '127.0.0.7');
  owner.send({
    type: 'moderation.ban',
    personId: ben.account.personId,
    reason: 'Spam',
    hours: null,
    withAddress: true,
  });
  await closes(walker, 'banned');
  await closes(neighbour, 'banned');
  expect(await refusalOf(ben.token)).toBe('banned');
  expect((await server.ask('GET', '/api/v1/people', { token: ben.token })).code).toBe('banned');
  expect((await server.ask('GET', '/api/v1/account/export', { token: ben.token })).status).toBe(200);
  expect(await refusalOf(cem.token, worldId, '127.0.0.7')).toBe('banned');
  // Nor do they see what could be entered: neither its names and head counts nor the addresses of its files.
  const worlds = '/api/v1/worlds';
  const why = /^Admin of Acme banned you from this workspace: Spam\.$/;
  const refused = { code: 'banned', message: expect.stringMatching(why) as unknown };
  expect((await server.ask('GET', worlds, { token: ben.token })).json).toMatchObject(refused);
  for (const asked of [
    ['GET', worlds, { token: cem.token }],
    ['GET', `${worlds}?world=${worldId}`, {}],
    ['POST', '/api/v1/guests', { body: { name: 'Gus', worldId, link: await guestLink() } }],
  ] as const) {
    const [method, path, more] = asked;
    expect(await askFrom('127.0.0.7', method, path, more)).toMatchObject(refused);
  }
  expect((await server.ask('GET', worlds, { token: cem.token })).status).toBe(200);
  const elsewhere = await enter(cem.token);
  const bans = z.object({ bans: z.array(z.object({ banId: z.string(), reason: z.string() })) });
  const { bans: all } = bans.parse((await asAdmin('GET', 'bans')).json);
  expect(all).toMatchObject([{ reason: 'Spam' }]);
  await asAdmin('DELETE', `bans/${all[0]?.banId}`);
  const again = await enter(ben.token, worldId, '127.0.0.7');
  expect((await server.ask('GET', worlds, { token: ben.token })).status).toBe(200);
  for (const one of [owner, elsewhere, again]) one.webSocket.close();
});

test('a Guest who is banned sees no Worlds any more, and does not come back as the same person', async () => {
  await setGuests('everybody');
  const guest = guestReplySchema.parse((await enrol({ worldId })).json);
  const walker = await enter(guest.token);
  const owner = await enter(admin.token);
  owner.send({
    type: 'moderation.ban',
    personId: guest.personId,
    reason: 'Spam',
    hours: 1,
    withAddress: false,
  });
  await closes(walker, 'banned');
  expect((await server.ask('GET', `/api/v1/worlds?world=${worldId}`, { token: guest.token })).code).toBe(
    'banned',
  );
  expect((await enrol({ worldId, token: guest.token })).code).toBe('banned');
  owner.webSocket.close();
});
