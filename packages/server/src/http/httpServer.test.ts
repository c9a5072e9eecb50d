import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { guestReplySchema, restErrorSchema, worldListSchema } from '@atrium/protocol';
import { worldSchema } from '@atrium/world';
import type { World } from '@atrium/world';
import { createOpenHouse } from '../access/openHouse.ts';
import { createGuestTokens } from '../identity/guestTokens.ts';
import { createSeals } from '../identity/seals.ts';
import { createProxyTrust } from './networkAddress.ts';
import { createHttpServer } from './httpServer.ts';
import { OwnOrigins } from './ownOrigins.ts';
import { Readiness } from './readiness.ts';
import { Refusals } from '../logging/refusals.ts';
import type { HttpServerOptions } from './httpServer.ts';

const guests = createGuestTokens('a secret of at least thirty-two characters', Date.now);
let world: World;
let clientFolder: string;
let http: FastifyInstance;
/** For seals alone. */
let nowMs: number;

beforeEach(async () => {
  nowMs = Date.now();
  const file = new URL('../../../world/worlds/headquarters.world.json', import.meta.url);
  world = worldSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  clientFolder = await mkdtemp(join(tmpdir(), 'atrium-client-'));
  await mkdir(join(clientFolder, 'assets'));
  await writeFile(join(clientFolder, 'index.html'), '<!doctype html><title>Atrium</title>');
  await writeFile(join(clientFolder, 'favicon.svg'), '<svg/>');
  await writeFile(join(clientFolder, 'assets', 'index-Ab12Cd34.js'), 'export {};');
  http = await start();
});

afterEach(async () => {
  await http.close();
  await rm(clientFolder, { recursive: true });
});

const log = pino({ level: 'silent' });

function start(limits: Partial<HttpServerOptions> = {}) {
  return createHttpServer({
    clientFolder,
    entrance: createOpenHouse({
      worlds: new Map([[world.worldId, world]]),
      guests,
      embedOrigins: ['https://wiki.example.com'],
      newId: () => 'a-new-person',
      log,
    }),
    seals: createSeals('a secret of at least thirty-two characters', () => nowMs),
    rest: undefined,
    oidc: undefined,
    ownOrigins: new OwnOrigins({
      publicUrl: '',
      allowedHosts: [],
      allowedOrigins: [],
      machineNames: () => ['localhost', '127.0.0.1'],
      nowMs: () => 0,
    }),
    readiness: new Readiness({ askDatabase: undefined, nowMs: () => 0 }),
    refusals: new Refusals(log, () => 0),
    assetBaseUrl: '',
    embedOriginsOfWorkspaces: () => [],
    peopleIn: () => 7,
    beginConnectionTest: async () => ({ seconds: 60, stun: [], turn: [], sfu: null }),
    embedOrigins: ['https://wiki.example.com'],
    maxConnections: 10,
    guestsPerMinute: 100,
    // What is injected has no socket, on which a body could be waited for.
    bodyPace: { windowMs: 3_600_000, leastBytes: 0 },
    requestsPerMinute: 100,
    trustsProxy: createProxyTrust([]),
    certificate: { shown: undefined, challenges: new Map([['token', 'token.thumbprint']]) },
    isHttps: false,
    log,
    ...limits,
  });
}

describe('the Client', () => {
  test.each(['/guide', '/guide/'])('leads from %s to the first page of the guide', async (address) => {
    const reply = await http.inject(address);
    expect(reply.statusCode).toBe(302);
    expect(reply.headers.location).toBe('/guide/index.html');
  });

  test.each(['/', '/w/headquarters', '/w/anything?x=1'])(
    'is at %s, asked for anew each time',
    async (url) => {
      const reply = await http.inject({ url });
      expect(reply.statusCode).toBe(200);
      expect(reply.headers['content-type']).toMatch('text/html');
      expect(reply.headers['cache-control']).toBe('no-cache');
      expect(reply.body).toMatch('<title>Atrium</title>');
    },
  );

  test('has files that never change, named after their content, and others', async () => {
    const hashed = await http.inject({ url: '/assets/index-Ab12Cd34.js' });
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(hashed.headers['content-type']).toMatch('/javascript');
    const plain = await http.inject({ url: '/favicon.svg' });
    expect(plain.headers['cache-control']).toBe('no-cache');
  });

  test('comes compressed where the build has compressed it', async () => {
    await writeFile(join(clientFolder, 'assets', 'index-Ab12Cd34.js.br'), 'pretend');
    const headers = { 'accept-encoding': 'gzip, br' };
    const reply = await http.inject({ url: '/assets/index-Ab12Cd34.js', headers });
    expect(reply.headers['content-encoding']).toBe('br');
    expect(reply.headers['content-type']).toMatch('/javascript');
    expect(reply.headers['cache-control']).toMatch('immutable');
  });

  test.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/.env'])(
    'gives nothing else away: %s',
    async (url) => {
      const reply = await http.inject({ url });
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(restErrorSchema.safeParse(reply.json()).success).toBe(true);
    },
  );

  test('says to a visitor on a wrong link, in their language, that nothing is there', async () => {
    const reply = await http.inject({ url: '/foo/bar', headers: { accept: 'text/html,*/*' } });
    expect(reply.statusCode).toBe(404);
    expect(reply.body).toMatch('<title>Atrium</title>');
    const forPrograms = await http.inject({ url: '/api/v1/foo', headers: { accept: 'text/html' } });
    expect(restErrorSchema.parse(forPrograms.json()).code).toBe('not_found');
  });

  test('that has not been built says so', async () => {
    const bare = await start({ clientFolder: join(clientFolder, 'nowhere') });
    const reply = await bare.inject({ url: '/' });
    expect(reply.statusCode).toBe(404);
    expect(reply.json()).toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('built') as string,
    });
    await bare.close();
  });

  test('runs under a strict content security policy', async () => {
    const { headers } = await http.inject({ url: '/' });
    const policy = String(headers['content-security-policy']);
    expect(policy).not.toMatch('unsafe');
    expect(policy).toMatch("script-src 'self';");
    expect(policy).toMatch("connect-src 'self';");
    expect(policy).toMatch("frame-ancestors 'none'");
    // Atrium runs on plain HTTP in local networks; this would break it there.
    expect(policy).not.toMatch('upgrade-insecure-requests');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('GET /api/v1/worlds', () => {
  test('lists the Worlds with how many people are in each', async () => {
    const reply = await http.inject({ url: '/api/v1/worlds' });
    expect(worldListSchema.parse(reply.json())).toMatchObject({
      worlds: [{ worldId: world.worldId, name: world.meta.name, people: 7 }],
      embedOrigins: ['https://wiki.example.com'],
      accounts: null,
    });
  });
});

describe('the World file', () => {
  const addressOfFile = async () => {
    const list = worldListSchema.parse((await http.inject({ url: '/api/v1/worlds' })).json());
    return list.worlds[0]?.file ?? '';
  };

  test('is at the address that the list names, for as long as a browser likes to keep it', async () => {
    const url = await addressOfFile();
    const reply = await http.inject({ url });
    expect(worldSchema.parse(reply.json())).toEqual(world);
    expect(reply.headers['cache-control']).toBe('private, max-age=600, immutable');
    const etag = String(reply.headers['etag']);
    const again = await http.inject({ url, headers: { 'if-none-match': `W/${etag}` } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const changed = await http.inject({ url, headers: { 'if-none-match': '"another"' } });
    expect(changed.statusCode).toBe(200);
  });

  test('is compressed for who accepts that', async () => {
    const url = await addressOfFile();
    const reply = await http.inject({ url, headers: { 'accept-encoding': 'br, gzip' } });
    expect(reply.headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(gunzipSync(reply.rawPayload).toString())).toEqual(world);
    const plain = await http.inject({ url, headers: { 'accept-encoding': 'gzip;q=0' } });
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  test('is at no address that was changed, and at none that has expired', async () => {
    const url = await addressOfFile();
    const until = Number(new URL(url, 'http://localhost').searchParams.get('until'));
    const later = url.replace(`until=${until}`, `until=${until + 300}`);
    const remade = url.replace(/made=\d+/, 'made=1');
    const other = url.replace(world.worldId, 'elsewhere');
    const older = url.replace(/versions\/\d+/, 'versions/1');
    for (const address of [later, remade, other, older]) {
      const reply = await http.inject({ url: address });
      expect([reply.statusCode, restErrorSchema.parse(reply.json()).code]).toEqual([410, 'address_expired']);
      expect(reply.headers['cache-control']).toBe('no-store');
    }
    nowMs = until * 1000 - 1;
    expect((await http.inject({ url })).statusCode).toBe(200);
    nowMs += 1;
    expect((await http.inject({ url })).statusCode).toBe(410);
  });

  test.each([
    ['no seal', '', ''],
    ['half a seal', '', '?made=0&until=5'],
    ['a moment that is none', '', `?made=0&until=soon&signature=${'x'.repeat(43)}`],
    ['a signature of another length', '', '?made=0&until=99999999999&signature=x'],
    ['two signatures', '', `?made=0&until=5&signature=${'x'.repeat(43)}&signature=${'y'.repeat(43)}`],
    ['a version that is no number', '/latest', `?made=0&until=5&signature=${'x'.repeat(43)}`],
    ['version 0', '/0', `?made=0&until=5&signature=${'x'.repeat(43)}`],
    ['a World of no age', '', `?made=x&until=5&signature=${'x'.repeat(43)}`],
  ])('is refused to who comes with %s', async (_case, version, query) => {
    const url = `/api/v1/worlds/${world.worldId}/versions${version === '' ? '/1' : version}${query}`;
    const reply = await http.inject({ url });
    expect([reply.statusCode, restErrorSchema.parse(reply.json()).code]).toEqual([400, 'bad_message']);
  });

  test('has another number when it is another', async () => {
    const before = await addressOfFile();
    await http.close();
    world = { ...world, meta: { ...world.meta, updatedAt: '2030-01-01T00:00:00Z' } };
    http = await start();
    expect(new URL(await addressOfFile(), 'http://x').pathname).not.toBe(
      new URL(before, 'http://x').pathname,
    );
    expect((await http.inject({ url: before })).statusCode).toBe(404);
  });
});

describe('POST /api/v1/guests', () => {
  const ask = (payload: unknown) =>
    http.inject({ method: 'POST', url: '/api/v1/guests', payload: payload as object });

  test('turns a name into a token', async () => {
    const reply = await ask({ name: '  Ana ' });
    const guest = guestReplySchema.parse(reply.json());
    expect(guest).toMatchObject({ personId: 'a-new-person', name: 'Ana' });
    expect(guest.expiresAt).toBeGreaterThan(Date.now());
    expect(await guests.verify(guest.token)).toEqual({
      personId: 'a-new-person',
      name: 'Ana',
      role: 'Guest',
    });
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  test('keeps the person of an earlier token, under the new name', async () => {
    const { token } = await guests.issue({ personId: 'ana', name: 'Ana', role: 'Guest' });
    const guest = guestReplySchema.parse((await ask({ name: 'Ana Lima', token })).json());
    expect(guest).toMatchObject({ personId: 'ana', name: 'Ana Lima' });
  });

  test('takes a forged token for none', async () => {
    const { token } = await createGuestTokens('somebody else made this secret up', Date.now).issue({
      personId: 'victim',
      name: 'Ana',
      role: 'Admin',
    });
    const guest = guestReplySchema.parse((await ask({ name: 'Ana', token })).json());
    expect(guest.personId).toBe('a-new-person');
    expect((await guests.verify(guest.token))?.role).toBe('Guest');
  });

  test.each([{ name: '' }, { name: '   ' }, { name: 'x'.repeat(41) }, { name: 7 }, {}])(
    'refuses the name of %j',
    async (payload) => {
      const reply = await ask(payload);
      expect(reply.statusCode).toBe(400);
      expect(restErrorSchema.parse(reply.json()).code).toBe('name_invalid');
    },
  );

  test('refuses any other body', async () => {
    for (const payload of [{ name: 'Ana', role: 'Admin' }, [], { name: 'Ana', token: 7 }]) {
      expect((await ask(payload)).json()).toMatchObject({ code: 'bad_message' });
    }
  });

  test('has a limit for each address', async () => {
    const limited = await start({ guestsPerMinute: 2 });
    const askLimited = (remoteAddress: string) =>
      limited.inject({ method: 'POST', url: '/api/v1/guests', payload: { name: 'Ana' }, remoteAddress });
    expect((await askLimited('192.0.2.1')).statusCode).toBe(200);
    expect((await askLimited('192.0.2.1')).statusCode).toBe(200);
    const refused = await askLimited('192.0.2.1');
    expect(refused.statusCode).toBe(429);
    expect(restErrorSchema.parse(refused.json()).code).toBe('rate_limited');
    expect(refused.headers['retry-after']).toBeDefined();
    expect((await askLimited('192.0.2.2')).statusCode).toBe(200);
    await limited.close();
  });
});

describe('errors', () => {
  const post = (payload: string, contentType: string) =>
    http.inject({ method: 'POST', url: '/api/v1/guests', payload, headers: { 'content-type': contentType } });

  test.each([
    ['no JSON', () => post('{', 'application/json'), 400, 'bad_message'],
    ['an empty body', () => post('', 'application/json'), 400, 'bad_message'],
    ['another type', () => post('<xml/>', 'text/xml'), 415, 'bad_message'],
    ['a body too large', () => post(`"${'x'.repeat(20_000)}"`, 'application/json'), 413, 'bad_message'],
    ['a prototype', () => post('{"__proto__":{}}', 'application/json'), 400, 'bad_message'],
    ['an unknown address', () => http.inject({ url: '/api/v2/worlds' }), 404, 'not_found'],
    ['an unknown method', () => http.inject({ method: 'DELETE', url: '/api/v1/worlds' }), 404, 'not_found'],
    [
      'an address that cannot be decoded',
      () => http.inject({ url: '/api/v1/worlds/%E0%A4%A' }),
      400,
      'bad_message',
    ],
  ])('of %s have a code', async (_what, request, status, code) => {
    const reply = await request();
    expect(reply.statusCode).toBe(status);
    expect(restErrorSchema.parse(reply.json()).code).toBe(code);
  });
});

test('GET /healthz says that the server is up', async () => {
  const reply = await http.inject({ url: '/healthz' });
  expect(reply.statusCode).toBe(200);
  expect(reply.json()).toEqual({ status: 'ok' });
});

test.each([
  ['the database fails', 503, () => Promise.reject(new Error()), false],
  ['it ends', 404, () => Promise.resolve(), true],
])('GET /readyz keeps newcomers away where %s', async (_, status, askDatabase, isEnding) => {
  const readiness = new Readiness({ askDatabase, nowMs: () => 0 });
  if (isEnding) readiness.drain();
  const other = await start({ readiness });
  expect((await other.inject({ url: '/readyz' })).statusCode).toBe(status);
  expect((await other.inject({ url: '/healthz' })).statusCode).toBe(200);
  await other.close();
});

test('an edge is told what an authority asks for, and of nothing else', async () => {
  const path = '/.well-known/acme-challenge';
  expect((await http.inject({ url: `${path}/token` })).body).toBe('token.thumbprint');
  expect((await http.inject({ url: `${path}/guess` })).statusCode).toBe(404);
});

describe('a body that arrives slowly', () => {
  const chunks = 16;
  const chunk = `{"name":"Ana"${' '.repeat(1_000)}`;
  // Pauses of a quarter of it stay within it on a busy machine, too.
  const pace = { windowMs: 1_200, leastBytes: 500 };

  /** Begins to ask for a guest token, and sends the first part of the body. */
  async function begin(): Promise<{ socket: Socket; answer: Promise<string> }> {
    await http.close();
    http = await start({ bodyPace: pace });
    await http.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((http.server.address() as AddressInfo).port, '127.0.0.1');
    const length = chunk.length + (chunks - 1) * 1_000 + 1;
    const head = [
      'POST /api/v1/guests HTTP/1.1',
      'Host: localhost',
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${chunk}`);
    return { socket, answer: text(socket) };
  }

  test('is waited for as long as it goes on arriving, for many times the limit of a pause', async () => {
    const { socket, answer } = await begin();
    for (let sent = 1; sent < chunks; sent++) {
      await new Promise((resolve) => setTimeout(resolve, pace.windowMs / 4));
      socket.write(' '.repeat(1_000));
    }
    socket.write('}');
    expect(await answer).toMatch(/^HTTP\/1.1 200 /);
  });

  test('has arrived as far as this machine has it, where the server itself was held up', async () => {
    const { socket, answer } = await begin();
    await once(http.server, 'request');
    for (let sent = 1; sent < chunks; sent++) socket.write(' '.repeat(1_000));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * pace.windowMs);
    socket.write('}');
    expect(await answer).toMatch(/^HTTP\/1.1 200 /);
  });

  test('is given up once it has stopped, or only trickles', async () => {
    const { socket, answer } = await begin();
    const trickle = setInterval(() => socket.write(' '), pace.windowMs / 8);
    expect(await answer).toMatch(/^HTTP\/1.1 408 /);
    clearInterval(trickle);
  });
});

describe('request ids', () => {
  const lines: string[] = [];
  const linesOf = () => lines.map((line) => z.looseObject({ msg: z.string() }).parse(JSON.parse(line)));
  const tracing = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  beforeEach(() => lines.splice(0));

  test('are in every answer and made here; at debug each has a line, without what was asked for', async () => {
    const traced = await start({ log: tracing });
    const headers = { 'x-request-id': 'forged' };
    const answers = [
      await traced.inject({ url: '/healthz', headers }),
      await traced.inject({ url: '/api/v1/worlds?world=hidden' }),
      await traced.inject({ url: '/api/v1/nothing' }),
    ];
    const ids = answers.map((answer) => String(answer.headers['x-request-id']));
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{12}$/);
    await traced.close();
    const asked = {
      requestId: ids[1],
      method: 'GET',
      route: '/api/v1/worlds',
      status: 200,
      msg: 'a request',
    };
    expect(linesOf()).toContainEqual(expect.objectContaining(asked));
    expect(lines.join('')).not.toMatch(/hidden|forged/);
  });

  test('of a fault are in its answer and in its line, so that a person can quote them', async () => {
    const whole = createOpenHouse({
      worlds: new Map([[world.worldId, world]]),
      guests,
      embedOrigins: [],
      newId: () => 'somebody',
      log,
    });
    const entrance = { ...whole, list: () => Promise.reject(new Error('broken')) };
    const failing = await start({ log: tracing, entrance });
    const { headers, body } = await failing.inject({ url: '/api/v1/worlds' });
    const requestId = String(headers['x-request-id']);
    expect(JSON.parse(body)).toMatchObject({ code: 'internal', requestId });
    await failing.close();
    expect(linesOf()).toContainEqual(
      expect.objectContaining({ level: 50, requestId, route: '/api/v1/worlds', msg: 'a request failed' }),
    );
  });
});
