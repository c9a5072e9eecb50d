import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Person, TicketClaims } from '@atrium/signaling';
import { createGuestTokens } from './guestTokens.ts';
import { createPlaceTickets } from './placeTickets.ts';
import { createSignedClaims } from './signedClaims.ts';
import { loadServerSecret } from './serverSecret.ts';

const secret = 'a secret of at least thirty-two characters';
const ana: Person = { personId: 'p1', name: 'Ana', role: 'Guest' };
const claims: TicketClaims = {
  personId: 'p1',
  worldId: 'headquarters',
  sessionId: 's1',
  place: { x: 3.5, y: 4.5, facing: 'S', state: 'idle' },
  zoneId: 'lobby',
  gatherings: [{ zoneId: 'studio', gatheringId: 'g1' }],
};
const dayMs = 24 * 60 * 60 * 1000;

describe('guest tokens', () => {
  test('say who somebody is, for 30 days', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    const guests = createGuestTokens(secret, () => nowMs);
    const { token, expiresAtMs } = await guests.issue(ana);
    expect(await guests.verify(token)).toEqual(ana);
    expect(expiresAtMs).toBe(nowMs + 30 * dayMs);
    nowMs += 30 * dayMs - 1000;
    expect(await guests.verify(token)).toEqual(ana);
    nowMs += 2000;
    expect(await guests.verify(token)).toBeUndefined();
  });

  test('signed with another secret, with none, or changed, are nobody', async () => {
    const guests = createGuestTokens(secret, Date.now);
    const { token } = await guests.issue(ana);
    const { token: foreign } = await createGuestTokens(`another ${secret}`, Date.now).issue(ana);
    const [head = '', payload = '', signature = ''] = token.split('.');
    const changed = Buffer.from(
      Buffer.from(payload, 'base64url').toString().replace('"p1"', '"p2"'),
    ).toString('base64url');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    for (const forged of [
      foreign,
      `${head}.${changed}.${signature}`,
      unsigned,
      `${head}.${payload}`,
      'x',
      '',
    ]) {
      expect(await guests.verify(forged)).toBeUndefined();
    }
  });

  test('without an expiry are nobody', async () => {
    const eternal = await new SignJWT({ claims: ana })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('atrium')
      .setAudience('atrium.guest')
      .setIssuedAt()
      .sign(new TextEncoder().encode(secret));
    expect(await createGuestTokens(secret, Date.now).verify(eternal)).toBeUndefined();
  });
});

test('claims signed for one thing do not verify for another, even where they would fit', async () => {
  const options = { secret, lifetimeMs: 60_000, schema: z.object({ id: z.string() }), wallClockMs: Date.now };
  const { text } = createSignedClaims({ ...options, audience: 'one' }).sign({ id: 'x' });
  expect(await createSignedClaims({ ...options, audience: 'one' }).verify(text)).toEqual({ id: 'x' });
  expect(await createSignedClaims({ ...options, audience: 'another' }).verify(text)).toBeUndefined();
});

describe('tickets', () => {
  test('say who was where, for a minute', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    const tickets = createPlaceTickets(secret, () => nowMs);
    const ticket = await tickets.issue(claims);
    nowMs += 59_000;
    expect(await tickets.verify(ticket)).toEqual(claims);
    nowMs += 2_000;
    expect(await tickets.verify(ticket)).toBeUndefined();
  });

  test('are no tokens, and tokens are no tickets', async () => {
    const guests = createGuestTokens(secret, Date.now);
    const tickets = createPlaceTickets(secret, Date.now);
    expect(await guests.verify(await tickets.issue(claims))).toBeUndefined();
    expect(await tickets.verify((await guests.issue(ana)).token)).toBeUndefined();
  });
});

describe('the secret of the server', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atrium-secret-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is made once, even by two servers that start at the same time', async () => {
    const data = join(folder, 'data');
    const secrets = await Promise.all(Array.from({ length: 8 }, () => loadServerSecret(data)));
    expect(new Set(secrets).size).toBe(1);
    expect(await loadServerSecret(data)).toBe(secrets[0]);
    expect(secrets[0]?.length).toBeGreaterThanOrEqual(32);
  });

  test('is for nobody but the server to read', async () => {
    await loadServerSecret(folder);
    expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600);
  });

  test('is not replaced where it is broken: everybody would be signed out', async () => {
    await writeFile(join(folder, 'secret'), 'oops\n');
    await expect(loadServerSecret(folder)).rejects.toThrow('holds no secret');
    expect(await readFile(join(folder, 'secret'), 'utf8')).toBe('oops\n');
  });
});
