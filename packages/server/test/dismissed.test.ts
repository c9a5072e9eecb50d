import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  apiTokenListSchema,
  apiTokenReplySchema,
  closeCodes,
  guestReplySchema,
  invitationListSchema,
  linkReplySchema,
  managedWorldListSchema,
} from '@atrium/protocol';
import { restEndpoints } from '@atrium/workspace';
import type { RestParts } from '@atrium/workspace';
import { RawWalker } from './support/rawWalker.ts';
import { password, startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';
import { until } from './support/until.ts';

let server: RestServer;
let owner: Member;
let worldId: string;
beforeAll(async () => {
  server = await startRestServer();
  owner = await server.makeWorkspace('Acme');
  const { worlds } = await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', {
    token: owner.token,
  });
  worldId = worlds[0]?.worldId ?? '';
});
afterAll(() => server.remove());

const makeToken = async (admin: Member, role: string) =>
  server.read(apiTokenReplySchema, 'POST', '/api/v1/api-tokens', {
    token: admin.token,
    body: { name: `token of ${admin.email}`, role, days: 366 },
  });
const makeLink = async (admin: Member, path: string, body?: object) => {
  const { link } = await server.read(linkReplySchema, 'POST', `/api/v1/${path}`, {
    token: admin.token,
    body,
  });
  return link.split('#')[1] ?? '';
};
const invite = (admin: Member, role: string) =>
  makeLink(admin, 'invitations', { kind: 'account', role, note: admin.email, uses: 3, days: 90 });
const guestLink = (admin: Member) =>
  makeLink(admin, 'invitations', {
    kind: 'guest',
    worldId,
    note: admin.email,
    uses: 3,
    days: 366,
    visitMinutes: 600,
  });
const enrol = (link: string, token?: string) =>
  server.ask('POST', '/api/v1/guests', { body: { name: 'Gus', worldId, link, token } });

/** Everything with which an Admin could come back, or let others in. */
async function prepare(admin: Member) {
  const friend = await server.invite(owner, 'Member');
  const guest = await guestLink(admin);
  const { token: guestToken } = guestReplySchema.parse((await enrol(guest)).json);
  return {
    tokens: [await makeToken(admin, 'Admin'), await makeToken(admin, 'Member')],
    invitations: [await invite(admin, 'Admin'), await invite(admin, 'Member')],
    guest,
    guestToken,
    visitor: await RawWalker.enter(server, { token: guestToken, worldId }),
    passwordLinks: [
      await makeLink(admin, `people/${owner.account.personId}/password-link`),
      await makeLink(admin, `people/${friend.account.personId}/password-link`),
    ],
  };
}

const asOwner = (method: string, path: string, body?: object) =>
  server.ask(method, `/api/v1/${path}`, { token: owner.token, body });

describe.each([
  ['removed', (admin: Member) => asOwner('DELETE', `people/${admin.account.personId}`)],
  ...(['Editor', 'Member'] as const).map(
    (role) =>
      [
        `made ${role === 'Editor' ? 'an Editor' : 'a Member'}`,
        (admin: Member) => asOwner('PATCH', `people/${admin.account.personId}`, { role }),
      ] as const,
  ),
  [
    'made a Member, and an Admin again later',
    async (admin: Member) => {
      await asOwner('PATCH', `people/${admin.account.personId}`, { role: 'Member' });
      return asOwner('PATCH', `people/${admin.account.personId}`, { role: 'Admin' });
    },
  ],
  [
    'gone with their account',
    (admin: Member) =>
      server.ask('POST', '/api/v1/account/deletion', { token: admin.token, body: { password } }),
  ],
] as const)('what an Admin made who is %s', (_how, dismiss) => {
  let made: Awaited<ReturnType<typeof prepare>>;
  let admin: Member;
  let others: Awaited<ReturnType<typeof prepare>>;
  beforeAll(async () => {
    admin = await server.invite(owner, 'Admin');
    made = await prepare(admin);
    others = await prepare(owner);
    expect((await dismiss(admin)).status).toBe(204);
  });

  test('their API tokens are refused', async () => {
    for (const { token } of made.tokens) {
      expect((await server.ask('GET', '/api/v1/people', { token })).code).toBe('signed_out');
    }
    const { tokens } = apiTokenListSchema.parse((await asOwner('GET', 'api-tokens')).json);
    expect(tokens.map(({ name }) => name)).not.toContain(`token of ${admin.email}`);
  });

  test('their invitations let nobody in', async () => {
    for (const token of made.invitations) {
      expect((await server.ask('POST', '/api/v1/invitations/look', { body: { token } })).code).toBe(
        'invitation_invalid',
      );
      const body = { token, name: 'Mallory', email: `mallory-${admin.email}`, password };
      const joined = await server.ask('POST', '/api/v1/invitations/join', { body });
      expect(joined.code).toBe('invitation_invalid');
    }
    const { invitations } = invitationListSchema.parse((await asOwner('GET', 'invitations')).json);
    expect(invitations.map(({ note }) => note)).not.toContain(admin.email);
  });

  test('their guest links let nobody in, and who came by them is out', async () => {
    await until(() => made.visitor.closeCode !== undefined, 'the end of the Guest');
    expect(made.visitor.closeCode).toBe(closeCodes.notAuthenticated);
    expect((await enrol(made.guest)).code).toBe('invitation_invalid');
    expect((await enrol(made.guest, made.guestToken)).code).toBe('invitation_invalid');
  });

  test('their links for new passwords open no account', async () => {
    for (const token of made.passwordLinks) {
      const body = { token, password: 'a new password of mine' };
      expect((await server.ask('POST', '/api/v1/password', { body })).code).toBe('invitation_invalid');
    }
  });

  test('what other Admins made goes on', async () => {
    const [token] = others.tokens;
    expect((await server.ask('GET', '/api/v1/people', { token: token?.token })).status).toBe(200);
    const look = await server.ask('POST', '/api/v1/invitations/look', {
      body: { token: others.invitations[0] },
    });
    expect(look.status).toBe(200);
    expect((await enrol(others.guest)).status).toBe(200);
    expect(others.visitor.closeCode).toBeUndefined();
    others.visitor.webSocket.close();
    const body = { token: others.passwordLinks[1], password: 'a new password of mine' };
    expect((await server.ask('POST', '/api/v1/password', { body })).status).toBe(200);
  });
});

describe('a token of a person', () => {
  const forPeople = restEndpoints({ services: {} } as RestParts).filter(
    ({ access }) => access === 'managePeople' || access === 'manageApiTokens',
  );
  test.each(forPeople.map((one) => [`${one.method} ${one.path}`, one] as const))(
    'is refused at %s, whatever its Role: people manage people',
    async (_name, { method, path }) => {
      const { token } = await makeToken(owner, 'Admin');
      const address = path.replace(/:\w+/g, owner.account.personId);
      const body = method === 'GET' || method === 'DELETE' ? undefined : { role: 'Admin' };
      const answer = await server.ask(method, address, { token, body });
      expect([answer.status, answer.code]).toEqual([403, 'not_allowed']);
    },
  );

  test('acts in their name, and not while they are banned', async () => {
    const admin = await server.invite(owner, 'Admin');
    const { token } = await makeToken(admin, 'Admin');
    const order = { name: 'Annex', templateId: 'yard' };
    expect((await server.ask('POST', '/api/v1/managed-worlds', { token, body: order })).status).toBe(200);
    const { personId } = admin.account;
    const { json } = await asOwner('GET', `audit-log?person=${personId}&action=world.make`);
    const entries = z.object({ entries: z.array(z.object({ actor: z.object({ name: z.string() }) })) });
    expect(entries.parse(json).entries[0]?.actor.name).toContain('token of');

    const walker = await RawWalker.enter(server, { token: admin.token, worldId });
    const guard = await RawWalker.enter(server, { token: owner.token, worldId });
    guard.send({ type: 'moderation.ban', personId, reason: 'Spam', hours: null, withAddress: false });
    await until(() => walker.closeCode !== undefined, 'the end of a connection');
    expect((await server.ask('GET', '/api/v1/managed-worlds', { token })).code).toBe('banned');
    guard.webSocket.close();
  });
});
