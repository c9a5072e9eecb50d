import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import {
  accountRoles,
  apiTokenReplySchema,
  invitationListSchema,
  liveStateSchema,
  managedWorldListSchema,
  memberListSchema,
  restErrorSchema,
} from '@atrium/protocol';
import { hasRight, rights } from '@atrium/world';
import type { Right } from '@atrium/world';
import { restEndpoints } from '@atrium/workspace';
import type { Endpoint, RestParts } from '@atrium/workspace';
import { password, startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';

const descriptionSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), z.object({ summary: z.string() }))),
});
let server: RestServer;
let admin: Member;
let people: Readonly<Record<(typeof accountRoles)[number], Member>>;
let other: Member;
beforeAll(async () => {
  server = await startRestServer();
  admin = await server.makeWorkspace('Acme');
  people = {
    Admin: admin,
    Editor: await server.invite(admin, 'Editor'),
    Member: await server.invite(admin, 'Member'),
  };
  other = await server.makeWorkspace('Other');
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server.remove();
});

/** What there is, without a server: nothing is called. */
const endpoints = restEndpoints({ services: {} } as RestParts);
const isRight = (access: Endpoint['access']): access is Right => access in rights;
/** Entering is for everybody too; who they are, the header says. */
const entering = ['GET /api/v1/worlds', 'POST /api/v1/guests', 'POST /api/v1/connection-tests'];
const pathOf = ({ path }: Endpoint) => path.replace(/:\w+/g, 'nothing');

test('how long the server has been up does not depend on the clock of the machine, which may be set back', async () => {
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 60_000);
  try {
    const live = await server.read(liveStateSchema, 'GET', '/api/v1/live', { token: admin.token });
    expect(live.uptimeSeconds).toBeGreaterThanOrEqual(0);
  } finally {
    clock.mockRestore();
  }
});

describe('every endpoint', () => {
  test.each(
    endpoints
      .filter(({ access }) => access !== 'everybody' && access !== 'visitor')
      .map((one) => [`${one.method} ${one.path}`, one]),
  )('%s refuses whoever is not signed in, before it looks at what they sent', async (_name, endpoint) => {
    for (const token of [undefined, 'nonsense', 'atrium_nonsense', `${admin.token}x`]) {
      const answer = await server.ask(endpoint.method, pathOf(endpoint), { token });
      expect([answer.status, answer.code]).toEqual([401, 'signed_out']);
    }
  });

  test.each(
    endpoints.flatMap((one) =>
      isRight(one.access) ? [[`${one.method} ${one.path}`, one, one.access] as const] : [],
    ),
  )('%s is for the Roles that the table says, and no other', async (_name, endpoint, right) => {
    for (const role of accountRoles.filter((candidate) => !hasRight(candidate, right))) {
      const answer = await server.ask(endpoint.method, pathOf(endpoint), {
        token: people[role].token,
        ...(endpoint.method === 'GET' ? {} : { body: {} }),
      });
      expect([role, answer.status, answer.code]).toEqual([role, 403, 'not_allowed']);
    }
  });

  test.each(entering)('%s is in the list, for visitors', (name) => {
    const found = endpoints.find(({ method, path }) => `${method} ${path}` === name);
    expect(found?.access).toBe('visitor');
  });

  test.each(
    endpoints.filter(({ body }) => body !== undefined).map((one) => [`${one.method} ${one.path}`, one]),
  )('%s answers nonsense with a code and a sentence', async (_name, endpoint) => {
    for (const body of [
      {},
      [],
      'text',
      null,
      7,
      { __proto__: 1, token: '\0' },
      { name: '\u0000', email: 'x\u0000@y.z' },
    ]) {
      const answer = await server.ask(endpoint.method, pathOf(endpoint), { token: admin.token, body });
      // Where everything may be left out, nothing is a request like any other.
      if (answer.status < 400) continue;
      expect(answer.status).toBeLessThan(500);
      expect(restErrorSchema.safeParse(answer.json).success).toBe(true);
    }
  });

  test.each(
    endpoints.filter(({ method }) => method !== 'GET').map((one) => [`${one.method} ${one.path}`, one]),
  )('%s is not for pages of other origins', async (_name, endpoint) => {
    const headers = { Origin: 'https://evil.example', Cookie: admin.cookie };
    const answer = await server.ask(endpoint.method, pathOf(endpoint), {
      token: admin.token,
      headers,
      body: {},
    });
    expect([answer.status, answer.code]).toEqual([403, 'origin_refused']);
  });
});

describe('another Workspace', () => {
  test('is not to be seen or changed with any of its ids', async () => {
    const { token } = admin;
    const { worlds } = await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', { token });
    const worldId = worlds[0]?.worldId ?? '';
    const { personId } = people.Member.account;
    const invitation = { kind: 'account', role: 'Member', note: '', uses: 1, days: 1 };
    await server.ask('POST', '/api/v1/invitations', { token, body: invitation });
    const made = await server.read(invitationListSchema, 'GET', '/api/v1/invitations', { token });
    const tokenOrder = { name: 'CI', role: 'Admin', days: 1 };
    const asked = { token, body: tokenOrder };
    const apiToken = await server.read(apiTokenReplySchema, 'POST', '/api/v1/api-tokens', asked);
    const guest = { kind: 'guest', worldId, note: '', uses: 1, days: 1, visitMinutes: 60 };
    const attempts: readonly [string, string, unknown?][] = [
      ['PATCH', `/api/v1/people/${personId}`, { role: 'Admin' }],
      ['DELETE', `/api/v1/people/${personId}`],
      ['POST', `/api/v1/people/${personId}/password-link`],
      ['DELETE', `/api/v1/invitations/${made.invitations[0]?.invitationId}`],
      ['POST', '/api/v1/invitations', guest],
      ['DELETE', `/api/v1/api-tokens/${apiToken.tokenId}`],
      ['PATCH', `/api/v1/managed-worlds/${worldId}`, { name: 'Mine' }],
      ['DELETE', `/api/v1/managed-worlds/${worldId}`],
      ['GET', `/api/v1/managed-worlds/${worldId}/file`],
      ['GET', `/api/v1/managed-worlds/${worldId}/versions`],
      ['GET', `/api/v1/managed-worlds/${worldId}/versions/1/file`],
      ['POST', `/api/v1/managed-worlds/${worldId}/versions/1/restore`, { base: 1 }],
      ['POST', '/api/v1/managed-worlds', { name: 'Mine', copyOf: { worldId } }],
      ['POST', '/api/v1/session/workspace', { workspaceId: admin.account.workspace.workspaceId }],
    ];
    for (const [method, path, body] of attempts) {
      const answer = await server.ask(method, path, { token: other.token, body });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    for (const path of [
      'people',
      'invitations',
      'api-tokens',
      'audit-log',
      'managed-worlds',
      'live',
      'reports',
      'bans',
    ]) {
      const { json } = await server.ask('GET', `/api/v1/${path}`, { token: other.token });
      expect(JSON.stringify(json)).not.toContain(personId);
      expect(JSON.stringify(json)).not.toContain(admin.account.workspace.workspaceId);
    }
    const members = await server.read(memberListSchema, 'GET', '/api/v1/people', { token });
    expect(members.people.find((person) => person.personId === personId)?.role).toBe('Member');
  });
});

describe('the refresh cookie', () => {
  test('is for this server alone, out of reach of scripts, and changes with each use', async () => {
    const body = { email: people.Member.email, password };
    const signedIn = await server.ask('POST', '/api/v1/session', { body });
    const header = signedIn.headers.get('set-cookie') ?? '';
    expect(header).toMatch(
      /^atrium_refresh=[^;]+; Max-Age=2592000; Path=\/api\/v1; HttpOnly; SameSite=Strict$/,
    );
    const [cookie = ''] = header.split(';');
    const refreshed = await server.ask('POST', '/api/v1/session/refresh', { headers: { Cookie: cookie } });
    const next = refreshed.headers.get('set-cookie')?.split(';')[0];
    expect(refreshed.status).toBe(200);
    expect(next).not.toBe(cookie);
  });

  test('is Secure where the browser came by HTTPS to a trusted proxy, and not because somebody says so', async () => {
    const body = { email: people.Editor.email, password };
    const headers = { 'X-Forwarded-Proto': 'https' };
    const pretended = await server.ask('POST', '/api/v1/session', { body, headers });
    expect(pretended.headers.get('set-cookie')).not.toContain('Secure');
    const behind = await startRestServer({ configuration: { trustedProxies: ['127.0.0.1'] } });
    try {
      const owner = await behind.makeWorkspace('Behind');
      const answer = await behind.ask('POST', '/api/v1/session', {
        body: { email: owner.email, password },
        headers,
      });
      expect(answer.headers.get('set-cookie')).toContain('; Secure');
    } finally {
      await behind.remove();
    }
  });

  test('that does not hold is taken away', async () => {
    const headers = { Cookie: 'atrium_refresh=nonsense' };
    const answer = await server.ask('POST', '/api/v1/session/refresh', { headers });
    expect([answer.status, answer.code]).toEqual([401, 'signed_out']);
    expect(answer.headers.get('set-cookie')).toMatch(/^atrium_refresh=;/);
  });
});

describe('guessing', () => {
  test('a password is possible five times a minute, for addresses that have no account as well', async () => {
    for (const email of [people.Member.email, 'nobody-at-all@example.org']) {
      const codes = [];
      for (let i = 0; i < 7; i++) {
        const answer = await server.ask('POST', '/api/v1/session', {
          body: { email, password: `guess ${i}` },
        });
        codes.push(answer.code);
      }
      expect(codes).toEqual([
        ...Array<string>(5).fill('sign_in_failed'),
        ...Array<string>(2).fill('too_many_attempts'),
      ]);
    }
    // Not even with the right one, until the minute is over.
    const late = await server.ask('POST', '/api/v1/session', {
      body: { email: people.Member.email, password },
    });
    expect(late.code).toBe('too_many_attempts');
  });

  test('does not tell whether an address has an account', async () => {
    const unknown = await server.ask('POST', '/api/v1/session', {
      body: { email: 'a@b.example', password: 'x' },
    });
    const known = await server.ask('POST', '/api/v1/session', {
      body: { email: other.email, password: 'x' },
    });
    expect([known.status, known.json]).toEqual([unknown.status, unknown.json]);
  });
});

test('a program does what the Role of its token may, and nothing for a person', async () => {
  const body = { name: 'CI', role: 'Editor', days: 1 };
  const asked = { token: admin.token, body };
  const { token, tokenId } = await server.read(apiTokenReplySchema, 'POST', '/api/v1/api-tokens', asked);
  expect((await server.ask('GET', '/api/v1/managed-worlds', { token })).status).toBe(200);
  expect((await server.ask('GET', '/api/v1/audit-log', { token })).code).toBe('not_allowed');
  expect((await server.ask('GET', '/api/v1/account', { token })).code).toBe('not_allowed');
  await server.ask('DELETE', `/api/v1/api-tokens/${tokenId}`, { token: admin.token });
  expect((await server.ask('GET', '/api/v1/managed-worlds', { token })).code).toBe('signed_out');
});

test('the API describes every endpoint, and with the schemas that it checks by', async () => {
  const description = await server.read(descriptionSchema, 'GET', '/api/docs/openapi.json');
  for (const { path, method } of endpoints) {
    const operation = description.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect([path, operation?.summary]).toEqual([path, expect.stringMatching(/\w/)]);
  }
  const listed = endpoints.map(({ path, method }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const described = Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(listed.sort());
  const page = await fetch(`${server.url}/api/docs`);
  expect(await page.text()).toContain('POST /api/v1/session');
});

test('no secret, address or password is in the log', async () => {
  expect(server.errors.join('\n')).not.toMatch(/argon2|correct horse|@example/);
});
