import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeCodes, guestReplySchema, protocolVersion } from '@atrium/protocol';
import type { TicketClaims } from '@atrium/signaling';
import { createGuestTokens } from '../../src/identity/guestTokens.ts';
import { createPlaceTickets } from '../../src/identity/placeTickets.ts';
import { expectNothingRemains } from '../support/nothingRemains.ts';
import { RawWalker } from '../support/rawWalker.ts';
import type { WalkerOptions } from '../support/rawWalker.ts';
import { startTestServer, testSecret } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { Witnesses } from '../support/witnesses.ts';
import { groundZoneId } from '../support/yard.ts';

const otherSecret = 'a secret that somebody else has made up at home';
const dayMs = 24 * 60 * 60 * 1000;
let server: TestServer;
let witnesses: Witnesses;

beforeEach(async () => {
  server = await startTestServer({ limits: { helloTimeoutMs: 60_000, detachedMs: 100 } });
  witnesses = await Witnesses.enter(server);
});

afterEach(async () => {
  await witnesses.expectUndisturbed();
  await witnesses.leave();
  await expectNothingRemains(server);
  await server.remove();
});

/** Says hello and reports how it was refused. */
async function refusalOf(options: WalkerOptions): Promise<{ error: string | undefined; close: number }> {
  const walker = new RawWalker(server, options);
  await walker.opened();
  await walker.hello(options);
  const close = await walker.closed();
  expect(walker.all('hello.ok')).toEqual([]);
  expect(walker.all('snapshot')).toEqual([]);
  return { error: walker.all('error')[0]?.code, close };
}

describe('a token', () => {
  const victim = { personId: 'victim', name: 'Victim', role: 'Admin' as const };
  const notAuthenticated = { error: 'token_invalid', close: closeCodes.notAuthenticated };

  test('signed with another secret is refused', async () => {
    const { token } = await createGuestTokens(otherSecret, Date.now).issue(victim);
    expect(await refusalOf({ token })).toEqual(notAuthenticated);
  });

  test('that has expired is refused', async () => {
    const { token } = await createGuestTokens(testSecret, () => Date.now() - 31 * dayMs).issue(victim);
    expect(await refusalOf({ token })).toEqual(notAuthenticated);
  });

  test('that signs nothing is refused', async () => {
    const { token } = await server.guests.issue(victim);
    const head = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await refusalOf({ token: `${head}.${token.split('.')[1]}.` })).toEqual(notAuthenticated);
  });

  test('that was tampered with is refused', async () => {
    const { token } = await server.guests.issue({ ...victim, role: 'Guest' });
    const [head, payload = '', signature] = token.split('.');
    const changed = Buffer.from(payload, 'base64url').toString().replace('Guest', 'Admin');
    const forged = [head, Buffer.from(changed).toString('base64url'), signature].join('.');
    expect(await refusalOf({ token: forged })).toEqual(notAuthenticated);
  });

  test('that is a ticket is refused', async () => {
    const ticket = await server.tickets.issue(claimsOf('victim'));
    expect(await refusalOf({ token: ticket })).toEqual(notAuthenticated);
  });

  test('that says something else than who somebody is, is refused', async () => {
    const token = await new SignJWT({ claims: { personId: 7, name: '', role: 'Owner' } })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('atrium')
      .setAudience('atrium.guest')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(testSecret));
    expect(await refusalOf({ token })).toEqual(notAuthenticated);
  });

  test.each(['', 'x', '..', 'null', 'x'.repeat(2049)])('like %j is refused', async (token) => {
    const { close } = await refusalOf({ hello: { token } });
    expect([closeCodes.notAuthenticated, closeCodes.badMessage]).toContain(close);
  });

  test('cannot be had for another person by asking with a forged one', async () => {
    const { token } = await createGuestTokens(otherSecret, Date.now).issue(victim);
    const reply = await fetch(`${server.atrium.url}/api/v1/guests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Victim', token }),
    });
    const guest = guestReplySchema.parse(await reply.json());
    expect(guest.personId).not.toBe('victim');
    expect((await server.guests.verify(guest.token))?.role).toBe('Guest');
  });
});

function claimsOf(personId: string, more: Partial<TicketClaims> = {}): TicketClaims {
  return {
    personId,
    worldId: 'yard',
    sessionId: 'session',
    place: { x: 16.5, y: 7.5, facing: 'S', state: 'idle' },
    zoneId: 'private',
    // No version is later: the Doors are those of the ticket.
    worldVersion: 0x7fff_ffff,
    gatherings: [],
    ...more,
  };
}

describe('a ticket', () => {
  /** Enters with a ticket that brings nobody anywhere: entry is at a SpawnPoint. */
  async function expectSpawned(personId: string, ticket: string): Promise<void> {
    const walker = await RawWalker.enter(server, { personId, ticket, spawnPointId: 'spawn-1' });
    expect(walker.resumed).toBe(false);
    expect(walker.zoneId).toBe(groundZoneId);
    expect(Math.hypot(walker.place.x - 1.5, walker.place.y - 1.5)).toBeLessThan(0.5);
    await walker.leave();
  }

  test('signed with another secret brings nobody anywhere', async () => {
    const ticket = await createPlaceTickets(otherSecret, Date.now).issue(claimsOf('cheat'));
    await expectSpawned('cheat', ticket);
  });

  test('that has expired brings nobody anywhere', async () => {
    const ticket = await createPlaceTickets(testSecret, () => Date.now() - 61_000).issue(claimsOf('cheat'));
    await expectSpawned('cheat', ticket);
  });

  test('of somebody else brings nobody anywhere', async () => {
    await expectSpawned('cheat', await server.tickets.issue(claimsOf('victim')));
  });

  test('of another World brings nobody anywhere', async () => {
    await expectSpawned('cheat', await server.tickets.issue(claimsOf('cheat', { worldId: 'elsewhere' })));
  });

  test('that is a token brings nobody anywhere', async () => {
    const { token } = await server.guests.issue({ personId: 'cheat', name: 'Cheat', role: 'Guest' });
    await expectSpawned('cheat', token);
  });

  test.each([
    ['in a wall', { x: 13.5, y: 2.5 }],
    ['outside of the Map', { x: 500, y: 500 }],
    ['in a room that its Zone does not name', { x: 16.5, y: 7.5 }],
  ])('for a place %s brings nobody anywhere', async (_where, { x, y }) => {
    const place = { x, y, facing: 'S' as const, state: 'idle' as const };
    const claims = claimsOf('cheat', { place, zoneId: groundZoneId });
    await expectSpawned('cheat', await server.tickets.issue(claims));
  });

  test('of their own brings somebody back', async () => {
    const walker = await RawWalker.enter(server, { personId: 'honest', spawnPointId: 'in-meeting' });
    const ticket = walker.ticket;
    await walker.leave();
    const back = await RawWalker.enter(server, {
      personId: 'honest',
      ...(ticket === undefined ? {} : { ticket }),
    });
    expect(back.resumed).toBe(true);
    expect(back.place).toEqual(walker.place);
    await back.leave();
  });
});

describe('before hello', () => {
  test.each([
    ['a ping', JSON.stringify({ type: 'ping', id: 1 })],
    ['a question who is here', JSON.stringify({ type: 'people.list', id: 1 })],
    ['a MoveIntent', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['binary noise', Uint8Array.of(255, 254, 253)],
  ])('%s is not answered', async (_what, bytes) => {
    const walker = new RawWalker(server);
    await walker.opened();
    walker.sendBytes(bytes);
    expect(await walker.closed()).toBe(closeCodes.notAuthenticated);
    expect(walker.messages.map((message) => message.type)).toEqual(['error']);
    expect(walker.all('error')[0]?.code).toBe('hello_expected');
  });

  test('silence is ended', async () => {
    const impatient = await startTestServer({ limits: { helloTimeoutMs: 500 } });
    const walker = new RawWalker(impatient);
    expect(await walker.closed()).toBe(closeCodes.helloTimeout);
    await impatient.remove();
  });

  test('nothing of the World is told', async () => {
    const walker = new RawWalker(server);
    await walker.opened();
    await witnesses.expectUndisturbed();
    expect(walker.presenceFrames).toBe(0);
    expect(walker.messages).toEqual([]);
    walker.vanish();
  });
});

describe('hello', () => {
  test('of another version is refused', async () => {
    const refusal = await refusalOf({ hello: { protocolVersion: protocolVersion + 1 } });
    expect(refusal).toEqual({ error: 'version_mismatch', close: closeCodes.versionMismatch });
  });

  test('for a World that does not exist is refused', async () => {
    const refusal = await refusalOf({ worldId: 'nowhere' });
    expect(refusal).toEqual({ error: 'world_unknown', close: closeCodes.worldUnknown });
  });

  test('with a SpawnPoint that does not exist is refused', async () => {
    expect((await refusalOf({ spawnPointId: 'nowhere' })).error).toBe('spawn_point_unknown');
  });

  test('said twice at once brings one person in at most', async () => {
    const walker = new RawWalker(server);
    await walker.opened();
    await Promise.all([walker.hello(), walker.hello()]);
    expect(await walker.closed()).toBe(closeCodes.badMessage);
  });

  test('said again later is refused, and changes nobody', async () => {
    const walker = await RawWalker.enter(server);
    const { token } = await server.guests.issue({ personId: 'another', name: 'Another', role: 'Admin' });
    await walker.hello({ token });
    await walker.settled();
    expect(walker.all('error').map(({ code }) => code)).toEqual(['hello_repeated']);
    expect(walker.all('hello.ok')).toHaveLength(1);
    await walker.leave();
  });

  test('from a second tab ends the first, which is told why', async () => {
    const first = await RawWalker.enter(server, { personId: 'twice' });
    const second = await RawWalker.enter(server, { personId: 'twice' });
    expect(await first.closed()).toBe(closeCodes.replaced);
    expect(second.place).toEqual(first.place);
    expect(server.atrium.stats().people).toBe(3);
    await second.leave();
  });
});
