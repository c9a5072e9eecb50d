import { beforeEach, expect, it } from 'vitest';
import type { SignedIn } from '@atrium/protocol';
import { browserStore } from '../settings/keyValueStore.ts';
import { authorizationFor } from './authorizationFor.ts';
import { addressToReturnTo, signInAddress } from './accountAddresses.ts';
import { SignIn } from './signIn.ts';
import { silentLog } from '../log/log.ts';

const account = {
  personId: 'ana',
  email: 'ana@example.org',
  name: 'Ana',
  look: null,
  picture: null,
  role: 'Member' as const,
  hasPassword: true,
  workspace: { workspaceId: 'acme', name: 'Acme', logo: null },
  workspaces: [],
};
const signedIn = (accessToken: string, expiresAt: number): SignedIn => ({ accessToken, expiresAt, account });

let kept: Map<string, string>;
let answers: (() => Response)[];
let asked: number;
let due: { readonly ms: number; readonly run: () => void } | undefined;
let signIn: SignIn;

function create(): SignIn {
  return new SignIn({
    log: silentLog,
    fetch: async () => {
      asked++;
      const answer = answers.shift();
      if (answer === undefined) throw new TypeError('no network');
      return answer();
    },
    storage: {
      read: (key) => kept.get(key),
      write: (key, value) => (value === undefined ? kept.delete(key) : Boolean(kept.set(key, value))),
    },
    nowMs: () => 1_000_000,
    after: (ms, run) => {
      due = { ms, run };
      return () => (due = undefined);
    },
  });
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const answerWith = (value: object, status = 200) =>
  answers.push(() => new Response(JSON.stringify(value), { status }));

beforeEach(() => {
  kept = new Map();
  answers = [];
  asked = 0;
  due = undefined;
  signIn = create();
});

it('asks nothing of a server for somebody who was never signed in here', async () => {
  await signIn.resume();
  expect([asked, signIn.token]).toEqual([0, undefined]);
});

it('goes on as whoever was signed in before, with one question for all who ask at once', async () => {
  signIn.accept(signedIn('first', 1_900_000));
  const later = create();
  answerWith(signedIn('second', 1_900_000));
  await Promise.all([later.resume(), later.refresh()]);
  expect([asked, later.token, later.account?.name]).toEqual([1, 'second', 'Ana']);
});

it('replaces the token a minute before it expires, and tries again where there is no network', async () => {
  signIn.accept(signedIn('first', 1_900_000));
  expect(due?.ms).toBe(840_000);
  due?.run();
  await settle();
  expect([signIn.token, due?.ms]).toEqual(['first', 15_000]);
  answerWith(signedIn('second', 2_800_000));
  due?.run();
  await settle();
  await settle();
  expect(signIn.token).toBe('second');
});

it('is over where the server says so, and remembered nowhere', async () => {
  signIn.accept(signedIn('first', 1_900_000));
  answerWith({ code: 'signed_out', message: '' }, 401);
  expect(await signIn.refresh()).toBe(false);
  expect([signIn.token, signIn.isRemembered, due]).toEqual([undefined, false, undefined]);
});

it('who is signed in, or has a link, or was a Guest before, is said in that order', () => {
  const profile = {
    token: () => 'guest',
    guestLink: (worldId: string) => (worldId === 'hq' ? 'link' : undefined),
  };
  expect(authorizationFor('hq', { token: 'access' }, profile)).toBe('Bearer access');
  expect(authorizationFor('hq', { token: undefined }, profile)).toBe('GuestLink link');
  expect(authorizationFor('lab', { token: undefined }, profile)).toBe('Bearer guest');
  const stranger = { token: () => undefined, guestLink: () => undefined };
  expect(authorizationFor(undefined, { token: undefined }, stranger)).toBeUndefined();
});

it('leads back to where somebody came from, on this server alone', () => {
  const back = (address: string) => addressToReturnTo(signInAddress(address).replace('/sign-in', ''));
  expect([back('/'), back('/w/hq'), back('/admin/people?x=1')]).toEqual(['/', '/w/hq', '/admin/people?x=1']);
  for (const evil of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/a b',
  ]) {
    expect(back(evil)).toBe('/');
  }
});

it('works where the browser keeps nothing', async () => {
  const blocked = browserStore(() => {
    throw new DOMException('blocked', 'SecurityError');
  }, silentLog);
  const here = new SignIn({
    log: silentLog,
    fetch: () => Promise.reject(new TypeError('x')),
    storage: blocked,
    nowMs: () => 0,
    after: () => () => undefined,
  });
  here.accept(signedIn('token', 900_000));
  expect([here.token, here.isRemembered]).toEqual(['token', true]);
});
