import { request } from 'node:http';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkReplySchema, liveStateSchema, restErrorSchema, subprotocol } from '@atrium/protocol';
import { ownAddresses } from '../src/platform/ownAddresses.ts';
import { startRestServer } from './support/restServer.ts';
import type { RestServer } from './support/restServer.ts';

const publicUrl = 'https://office.example.com';
let server: RestServer;
let named: RestServer;
beforeAll(async () => {
  const configuration = { publicUrl, allowedHosts: ['inner.example.com'] };
  server = await startRestServer();
  named = await startRestServer({
    configuration: { ...configuration, allowedOrigins: ['https://intra.example.com'] },
  });
});
afterAll(async () => {
  await server.remove();
  await named.remove();
});

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly code: string | undefined;
}

/** A request as a browser or a proxy sends it, with whatever `Host` they like. */
function send(port: number, method: string, path: string, headers: Record<string, string>): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
    asked.on('upgrade', (_reply, socket) => {
      socket.destroy();
      resolve({ status: 101, text: '', code: undefined });
    });
    asked.on('response', (reply) => {
      let text = '';
      reply.on('data', (bytes: Buffer) => (text += bytes.toString()));
      reply.on('end', () => {
        const isJson = reply.headers['content-type']?.includes('json') === true && text !== '';
        const { data } = restErrorSchema.safeParse(isJson ? JSON.parse(text) : undefined);
        resolve({ status: reply.statusCode ?? 0, text, code: data?.code });
      });
    });
    asked.on('error', reject);
    asked.end(method === 'POST' ? '{}' : undefined);
  });
}

const upgrade = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Protocol': subprotocol,
};
const json = { 'Content-Type': 'application/json' };

/** Whatever a page of another name could ask, with the status that a name of this server gets. */
const requests: readonly [string, string, string, Record<string, string>, number][] = [
  ['a page', 'GET', '/', { Accept: 'text/html' }, 404],
  ['the list of Worlds', 'GET', '/api/v1/worlds', {}, 200],
  ['the description of the API', 'GET', '/api/docs/openapi.json', {}, 200],
  ['signing in', 'POST', '/api/v1/session', json, 400],
  ['a guest token', 'POST', '/api/v1/guests', json, 400],
  ['refreshing', 'POST', '/api/v1/session/refresh', json, 401],
  ['a WebSocket', 'GET', '/signal/yard', upgrade, 101],
];

describe.each(requests)('%s', (_what, method, path, headers, expected) => {
  const ask = (to: RestServer, host: string, origin: string | undefined) =>
    send(to.port, method, path, {
      ...headers,
      Host: host,
      ...(origin === undefined ? {} : { Origin: origin }),
    });

  test('is refused to a page whose name was turned to this machine (DNS rebinding)', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      'localhost.evil.example',
      '127.0.0.1.nip.io',
    ]) {
      for (const origin of [`http://${host}`, undefined]) {
        const { status, text } = await ask(server, host, origin);
        expect([host, origin, status]).toEqual([host, origin, 421]);
        expect(text).toMatch(/ATRIUM_PUBLIC_URL.*ATRIUM_ALLOWED_HOSTS/);
      }
    }
  });

  test('is answered by every name and address of this machine', async () => {
    const own = hostname().toLowerCase();
    const addresses = [...ownAddresses('IPv4'), ...ownAddresses('IPv6').map((address) => `[${address}]`)];
    const names = [
      'localhost',
      'LOCALHOST',
      '127.0.0.1',
      '[::1]',
      own,
      `${own.split('.')[0]}.local`,
      ...addresses,
    ];
    for (const name of names.filter((one) => !one.includes('%'))) {
      const host = `${name}:${server.port}`;
      const { status } = await ask(server, host, `http://${host}`);
      expect([host, status]).toEqual([host, expected]);
    }
  });

  test('is answered by the names that the host has set, through a proxy on another port', async () => {
    for (const host of [
      'office.example.com',
      'office.example.com:443',
      'inner.example.com',
      'intra.example.com',
    ]) {
      const { status } = await ask(named, host, `https://${host}`);
      expect([host, status]).toEqual([host, expected]);
    }
  });
});

const changing = requests.filter(([, method, , headers]) => method === 'POST' || headers === upgrade);
describe.each(changing)('%s through a proxy that changes Host', (_what, method, path, headers, expected) => {
  test('is answered where the public URL is set', async () => {
    const sent = { ...headers, Host: `127.0.0.1:${named.port}`, Origin: publicUrl };
    expect((await send(named.port, method, path, sent)).status).toBe(expected);
  });

  test('is refused where it is not, and answer and log say what to set', async () => {
    const sent = { ...headers, Host: `127.0.0.1:${server.port}`, Origin: 'https://team.example.com' };
    const answer = await send(server.port, method, path, sent);
    expect([answer.status, answer.code]).toEqual([403, 'origin_refused']);
    expect(answer.text).toContain('ATRIUM_PUBLIC_URL=https://team.example.com');
    expect(server.logged.join('')).toContain('ATRIUM_PUBLIC_URL=https://team.example.com');
  });

  test('is refused to another port of the same machine', async () => {
    const sent = { ...headers, Host: `127.0.0.1:${server.port}`, Origin: 'http://127.0.0.1:1' };
    expect((await send(server.port, method, path, sent)).code).toBe('origin_refused');
  });
});

test('whether the server is up is told to everybody: probes have names of their own', async () => {
  expect((await send(server.port, 'GET', '/healthz', { Host: 'pod-7.cluster' })).status).toBe(200);
});

test('links for others begin with the public address where it is set, and are paths of this server where it is not', async () => {
  const linkOf = async (office: RestServer) => {
    const admin = await office.makeWorkspace('Acme');
    const body = { kind: 'account', role: 'Member', uses: 1, days: 1 };
    const reply = await office.read(linkReplySchema, 'POST', '/api/v1/invitations', {
      body,
      token: admin.token,
    });
    const live = await office.read(liveStateSchema, 'GET', '/api/v1/live', { token: admin.token });
    return { link: reply.link.split('#')[0], publicUrl: live.publicUrl };
  };
  expect(await linkOf(named)).toEqual({ link: `${publicUrl}/join`, publicUrl });
  expect(await linkOf(server)).toEqual({ link: '/join', publicUrl: null });
});
