import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { managedWorldListSchema, memberListSchema, signedInSchema } from '@atrium/protocol';
import type { SignedIn } from '@atrium/protocol';
import { findFreePort } from '@atrium/workspace/testing';
import type { OidcConfiguration } from '../src/configuration/configuration.ts';
import { startOidcProvider } from './support/oidcProvider.ts';
import type { ProvidedPerson, ProviderBehaviour, RunningProvider } from './support/oidcProvider.ts';
import { password, startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';

/** As a host has it who sets no more than the provider and the client. */
const plainOidc = {
  name: 'Team login',
  clientAuthentication: 'auto',
  scopes: 'openid email profile',
  trustsEmail: false,
  groups: undefined,
  workspaceId: undefined,
} as const;
let provider: RunningProvider;
let server: RestServer;
let admin: Member;
beforeAll(async () => {
  const port = await findFreePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider = await startOidcProvider(`${publicUrl}/api/v1/oidc/callback`);
  const { issuer, clientId, clientSecret } = provider;
  const oidc = { ...plainOidc, issuer, clientId, clientSecret };
  server = await startRestServer({ configuration: { port, publicUrl, oidc } });
  admin = await server.makeWorkspace('Acme');
});
afterAll(async () => {
  await server.remove();
  await provider.stop();
});

const ana: ProvidedPerson = { subject: 'ana-1', email: 'ana@example.org', isVerified: true, name: 'Ana' };

/** A browser that follows redirects and keeps its cookies, each for its own host. */
class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** @returns the address at which it ends up */
  async visit(address: string): Promise<string> {
    let url = new URL(address);
    for (let step = 0; step < 20; step++) {
      const jar = this.#jarOf(url);
      const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ');
      const reply = await fetch(url, {
        redirect: 'manual',
        headers: cookie === '' ? {} : { Cookie: cookie },
      });
      for (const header of reply.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
        if (value === '' || /expires=thu, 01 jan 1970/i.test(header)) jar.delete(name);
        else jar.set(name, value);
      }
      const location = reply.headers.get('location');
      if (location === null) return url.href;
      url = new URL(location, url);
    }
    throw new Error('It goes round in circles.');
  }

  async signedIn(url: string): Promise<SignedIn | undefined> {
    const refresh = this.#jarOf(new URL(url)).get('atrium_refresh');
    if (refresh === undefined) return undefined;
    const headers = { Cookie: `atrium_refresh=${refresh}` };
    const reply = await fetch(`${url}/api/v1/session/refresh`, { method: 'POST', headers });
    return signedInSchema.safeParse(await reply.json()).data;
  }

  #jarOf({ host }: URL): Map<string, string> {
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    return jar;
  }
}

async function signIn(person: ProvidedPerson, query = '', at = { provider, server }) {
  at.provider.person = person;
  const browser = new Browser();
  const end = await browser.visit(`${at.server.url}/api/v1/oidc/start${query}`);
  const { pathname, search } = new URL(end);
  return { browser, end: `${pathname}${search}`, account: (await browser.signedIn(at.server.url))?.account };
}

const invite = async (role: string, by = admin, at = server) => {
  const body = { kind: 'account', role, note: '', uses: 1, days: 1 };
  const schema = z.object({ link: z.string() });
  const { link } = await at.read(schema, 'POST', '/api/v1/invitations', { token: by.token, body });
  return link.split('#')[1] ?? '';
};
const worldOf = async ({ token }: Member) => {
  const { worlds } = await server.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', { token });
  return worlds[0]?.worldId ?? '';
};

test('somebody whom nobody has invited does not come in, whatever the provider says of them', async () => {
  const { end, account } = await signIn({ ...ana, subject: 'stranger', email: 'stranger@example.org' });
  expect([end, account]).toEqual(['/sign-in?failed&back=%2F', undefined]);
});

test('whoever has an invitation joins by it, without a password, and signs in again later', async () => {
  const joined = await signIn(ana, `?invitation=${await invite('Editor')}`);
  expect(joined.end).toBe('/sign-in?done&back=%2F');
  expect(joined.account).toMatchObject({
    name: 'Ana',
    email: 'ana@example.org',
    role: 'Editor',
    hasPassword: false,
  });
  const later = await signIn(ana, '?back=%2Fw%2Fheadquarters');
  expect(later.end).toBe('/sign-in?done&back=%2Fw%2Fheadquarters');
  expect(later.account?.personId).toBe(joined.account?.personId);
});

test('an account with the same address is theirs where the provider has verified it, and only then', async () => {
  const ben = await server.invite(admin, 'Member');
  const { email, personId } = ben.account;
  const unverified = await signIn({ subject: 'mallory', email, isVerified: false, name: 'Mallory' });
  expect(unverified.account).toBeUndefined();
  const verified = await signIn({ subject: 'ben', email, isVerified: true, name: 'Ben' });
  // Nobody had checked the address of whoever made the account: neither password nor sign-ins of before count.
  expect(verified.account).toMatchObject({ personId, role: 'Member', hasPassword: false });
  expect((await server.ask('GET', '/api/v1/account', { token: ben.token })).code).toBe('signed_out');
  // From then on by who they are, whatever their address becomes.
  const moved = await signIn({ subject: 'ben', email: 'new@example.org', isVerified: true, name: 'Ben' });
  expect(moved.account?.personId).toBe(personId);
});

describe('on a server with several Workspaces', () => {
  const kim: ProvidedPerson = { subject: 'kim', email: 'kim@example.org', isVerified: true, name: 'Kim' };
  let other: Member;
  beforeAll(async () => {
    other = await server.makeWorkspace('Other');
    await signIn(kim, `?invitation=${await invite('Member')}`);
  });

  test('somebody is in the Workspace of the invitation that they just used', async () => {
    const { account } = await signIn(kim, `?invitation=${await invite('Editor', other)}`);
    expect([account?.workspace.name, account?.role]).toEqual(['Other', 'Editor']);
    // Again, though they belong to it by now.
    const again = await signIn(kim, `?invitation=${await invite('Editor', other)}`);
    expect(again.account?.workspace.name).toBe('Other');
  });

  test('somebody is in the Workspace of the World whose address they came by', async () => {
    for (const [member, name] of [
      [admin, 'Acme'],
      [other, 'Other'],
    ] as const) {
      const { account } = await signIn(kim, `?back=${encodeURIComponent(`/w/${await worldOf(member)}`)}`);
      expect(account?.workspace.name).toBe(name);
    }
    expect((await signIn(kim, '?back=%2Fw%2Fno-such-world')).account?.workspace.name).toBe('Acme');
  });

  test('so is somebody who signs in with a password', async () => {
    const { email } = await server.invite(admin, 'Member');
    const token = await invite('Member', other);
    await server.ask('POST', '/api/v1/invitations/join', { body: { token, name: 'Lea', email, password } });
    for (const [member, name] of [
      [admin, 'Acme'],
      [other, 'Other'],
    ] as const) {
      const body = { email, password, worldId: await worldOf(member) };
      const { account } = await server.read(signedInSchema, 'POST', '/api/v1/session', { body });
      expect(account.workspace.name).toBe(name);
    }
  });
});

test('no page of somebody else makes people members of its Workspace', async () => {
  const address = `${server.url}/api/v1/oidc/start?invitation=${await invite('Member')}`;
  for (const [site, status] of [
    ['cross-site', 403],
    ['same-site', 403],
    ['same-origin', 302],
  ] as const) {
    const reply = await fetch(address, { redirect: 'manual', headers: { 'Sec-Fetch-Site': site } });
    expect([site, reply.status]).toEqual([site, status]);
  }
});

test('an answer of the provider is of use only to the browser that asked for it', async () => {
  provider.person = ana;
  const start = await fetch(`${server.url}/api/v1/oidc/start`, { redirect: 'manual' });
  const state = new URL(start.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const callback = `${server.url}/api/v1/oidc/callback?code=stolen&state=${state}`;
  for (const headers of [{}, { Cookie: 'atrium_oidc=forged' }]) {
    const reply = await fetch(callback, { redirect: 'manual', headers });
    expect([reply.status, reply.headers.get('location')]).toEqual([302, '/sign-in?failed']);
  }
});

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'nobody is sent to "%s" afterwards',
  async (back) => {
    const reply = await server.ask('GET', `/api/v1/oidc/start?back=${encodeURIComponent(back)}`);
    expect([reply.status, reply.code]).toEqual([400, 'bad_message']);
  },
);

interface Provided {
  readonly behaviour: ProviderBehaviour;
  readonly configuration: Partial<OidcConfiguration>;
  readonly groupsClaim: string;
  /** What the provider calls the groups of Admins and Editors. */
  readonly admins: string;
  readonly editors: string;
  readonly claim: (groups: readonly string[]) => Readonly<Record<string, unknown>>;
}

/** Providers as they are. */
const providers: readonly (readonly [string, Provided])[] = [
  [
    'Entra ID: no email_verified, groups by id',
    {
      behaviour: {
        saysWhetherVerified: false,
        clientAuthentication: 'client_secret_post',
        advertised: ['client_secret_post', 'client_secret_basic'],
        scopes: { profile: ['name', 'groups'] },
      },
      configuration: { trustsEmail: true },
      groupsClaim: 'groups',
      admins: '8f1b8c9e-0d3a-4c61-9a52-0b6a2f8f3c11',
      editors: '2c7d6a5f-6f0b-4f4e-8a9e-5f1f0c3f9d22',
      claim: (groups) => ({ groups }),
    },
  ],
  [
    'authentik: email_verified is false',
    {
      behaviour: { clientAuthentication: 'client_secret_post', scopes: { profile: ['name', 'groups'] } },
      configuration: { trustsEmail: true, clientAuthentication: 'post' },
      groupsClaim: 'groups',
      admins: 'office admins',
      editors: 'office editors',
      claim: (groups) => ({ groups }),
    },
  ],
  [
    'Authelia: claims in UserInfo alone, client_secret_basic, a scope for groups',
    {
      behaviour: {
        claimsInUserInfoOnly: true,
        clientAuthentication: 'client_secret_basic',
        advertised: ['client_secret_post', 'client_secret_basic'],
        scopes: { groups: ['groups'] },
      },
      configuration: { clientAuthentication: 'basic', scopes: 'openid email profile groups' },
      groupsClaim: 'groups',
      admins: 'admins',
      editors: 'editors',
      claim: (groups) => ({ groups }),
    },
  ],
  [
    'Keycloak: roles inside of another claim',
    {
      behaviour: { clientAuthentication: 'client_secret_basic', scopes: { roles: ['realm_access'] } },
      configuration: { scopes: 'openid email profile roles' },
      groupsClaim: 'realm_access.roles',
      admins: '/office/admins',
      editors: '/office/editors',
      claim: (roles) => ({ realm_access: { roles } }),
    },
  ],
];

describe.each(providers)('a provider like %s', (name, provided) => {
  const isVerified = !name.startsWith('authentik');
  let at: { readonly provider: RunningProvider; readonly server: RestServer };
  let owner: Member;
  beforeAll(async () => {
    const port = await findFreePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    const like = await startOidcProvider(`${publicUrl}/api/v1/oidc/callback`, provided.behaviour);
    const { issuer, clientId, clientSecret } = like;
    const { groupsClaim: claim, admins, editors } = provided;
    const groups = { claim, Admin: [admins], Editor: [editors], Member: ['staff', 'interns'] };
    const oidc = { ...plainOidc, issuer, clientId, clientSecret, groups, ...provided.configuration };
    at = { provider: like, server: await startRestServer({ configuration: { port, publicUrl, oidc } }) };
    owner = await at.server.makeWorkspace('Acme');
  });
  afterAll(async () => {
    await at.server.remove();
    await at.provider.stop();
  });
  const personIn = (subject: string, ...groups: readonly string[]): ProvidedPerson => ({
    subject,
    email: `${subject}@example.org`,
    isVerified,
    name: `Name of ${subject}`,
    claims: provided.claim(groups),
  });
  const roleAfter = async (person: ProvidedPerson, query = '') =>
    (await signIn(person, query, at)).account?.role;

  test('lets in people with an invitation, and knows them again', async () => {
    const query = `?invitation=${await invite('Editor', owner, at.server)}`;
    const joined = await signIn(personIn('ana', 'unrelated'), query, at);
    expect(joined.account).toMatchObject({ name: 'Name of ana', email: 'ana@example.org', role: 'Editor' });
    const again = await signIn(personIn('ana', 'unrelated'), '', at);
    expect(again.account?.personId).toBe(joined.account?.personId);
    // Nobody had a Role of their groups, so that there is none to lose.
    expect(again.account?.role).toBe('Editor');
  });

  test('lets in people of the groups that the host names, and nobody else, without an invitation', async () => {
    expect(await roleAfter(personIn('staff', 'staff'))).toBe('Member');
    expect(await roleAfter(personIn('stranger', 'unrelated'))).toBeUndefined();
    expect(await roleAfter(personIn('nobody'))).toBeUndefined();
  });

  test('says what Role somebody has: it follows their groups at the next sign-in', async () => {
    const { admins, editors } = provided;
    expect(await roleAfter(personIn('ben', 'staff', editors))).toBe('Editor');
    expect(await roleAfter(personIn('ben', 'staff', editors, admins))).toBe('Admin');
    const { account, browser } = await signIn(personIn('ben', admins), '', at);
    const { accessToken } = (await browser.signedIn(at.server.url)) ?? { accessToken: '' };
    const body = { name: 'CI', role: 'Admin', days: 366 };
    const schema = z.object({ token: z.string() });
    const made = await at.server.read(schema, 'POST', '/api/v1/api-tokens', { token: accessToken, body });
    expect(await roleAfter(personIn('ben', 'unrelated'))).toBe('Member');
    // A Role that has gone takes along what was made by it.
    expect((await at.server.ask('GET', '/api/v1/people', { token: made.token })).code).toBe('signed_out');
    expect(account?.role).toBe('Admin');
  });

  test('never takes the last Admin', async () => {
    expect(await roleAfter(personIn('cem', provided.admins))).toBe('Admin');
    const { people } = await at.server.read(memberListSchema, 'GET', '/api/v1/people', {
      token: owner.token,
    });
    const others = people.filter(({ role, email }) => role === 'Admin' && email !== 'cem@example.org');
    for (const { personId } of others) {
      if (personId === owner.account.personId) continue;
      const asked = { token: owner.token, body: { role: 'Member' } };
      await at.server.ask('PATCH', `/api/v1/people/${personId}`, asked);
    }
    const own = { token: owner.token, body: { role: 'Member' } };
    const stepped = await at.server.ask('PATCH', `/api/v1/people/${owner.account.personId}`, own);
    expect(stepped.status).toBe(204);
    expect(await roleAfter(personIn('cem', 'unrelated'))).toBe('Admin');
  });
});

describe('an address that the provider has not verified', () => {
  test.each(providers.filter(([, { configuration }]) => configuration.trustsEmail === true))(
    'does not count unless the host trusts it: %s',
    async (_name, { behaviour }) => {
      const port = await findFreePort();
      const publicUrl = `http://127.0.0.1:${port}`;
      const like = await startOidcProvider(`${publicUrl}/api/v1/oidc/callback`, behaviour);
      const { issuer, clientId, clientSecret } = like;
      const oidc = { ...plainOidc, issuer, clientId, clientSecret };
      const at = {
        provider: like,
        server: await startRestServer({ configuration: { port, publicUrl, oidc } }),
      };
      try {
        const owner = await at.server.makeWorkspace('Acme');
        const claimed = { subject: 'mallory', email: owner.email, isVerified: false, name: 'Mallory' };
        expect((await signIn(claimed, '', at)).account).toBeUndefined();
        const query = `?invitation=${await invite('Member', owner, at.server)}`;
        expect((await signIn({ ...claimed, email: 'm@example.org' }, query, at)).account).toBeUndefined();
      } finally {
        await at.server.remove();
        await like.stop();
      }
    },
  );
});
