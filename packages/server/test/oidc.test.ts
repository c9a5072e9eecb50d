import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { signedInSchema } from '@atrium/protocol';
import type { SignedIn } from '@atrium/protocol';
import { startOidcProvider } from './support/oidcProvider.ts';
import type { ProvidedPerson, RunningProvider } from './support/oidcProvider.ts';
import { startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';

let provider: RunningProvider;
let server: RestServer;
let admin: Member;
beforeAll(async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider = await startOidcProvider(`${publicUrl}/api/v1/oidc/callback`);
  const { issuer, clientId, clientSecret } = provider;
  const oidc = { issuer, clientId, clientSecret, name: 'Team login' };
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

async function signIn(person: ProvidedPerson, query = '') {
  provider.person = person;
  const browser = new Browser();
  const end = await browser.visit(`${server.url}/api/v1/oidc/start${query}`);
  const { pathname, search } = new URL(end);
  return { browser, end: `${pathname}${search}`, account: (await browser.signedIn(server.url))?.account };
}

const invite = async (role: string) => {
  const body = { kind: 'account', role, note: '', uses: 1, days: 1 };
  const schema = z.object({ link: z.string() });
  const { link } = await server.read(schema, 'POST', '/api/v1/invitations', { token: admin.token, body });
  return link.split('#')[1] ?? '';
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

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
