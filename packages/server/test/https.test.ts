import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';
import type { SecureVersion } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { signalPath, subprotocol } from '@atrium/protocol';
import { startTestServer } from './support/testServer.ts';
import type { TestServer } from './support/testServer.ts';

let server: TestServer;
let ca: string;

beforeEach(async () => {
  server = await startTestServer({ configuration: { https: { kind: 'self-signed' } } });
  ca = server.atrium.tls?.certificate ?? '';
});
afterEach(() => server.remove());

async function get(path: string): Promise<{ response: IncomingMessage; body: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${server.atrium.url}${path}`, { ca }, resolve).on('error', reject).end();
  });
  return { response, body: await text(response) };
}

function open(origin?: string): Promise<WebSocket> {
  const url = `wss://localhost:${server.port}${signalPath('yard')}`;
  const webSocket = new WebSocket(url, subprotocol, { ca, ...(origin === undefined ? {} : { origin }) });
  return new Promise((resolve, reject) => {
    webSocket.on('open', () => resolve(webSocket));
    webSocket.on('error', reject);
  });
}

describe('Atrium with HTTPS', () => {
  test('answers to those who trust its certificate, and binds nobody to https for ever', async () => {
    expect(server.atrium.url).toBe(`https://127.0.0.1:${server.port}`);
    const { response, body } = await get('/healthz');
    expect(JSON.parse(body)).toEqual({ status: 'ok' });
    expect(response.headers['strict-transport-security']).toBeUndefined();
  });

  test('takes sockets from its own pages and no others', async () => {
    const webSocket = await open(`https://localhost:${server.port}`);
    webSocket.send('nonsense');
    await new Promise((resolve) => webSocket.once('close', resolve));
    await expect(open('https://elsewhere.example.com')).rejects.toThrow('403');
  });

  test.each<[SecureVersion, boolean]>([
    ['TLSv1.1', false],
    ['TLSv1.2', true],
    ['TLSv1.3', true],
  ])('speaks %s: %s', async (version, isSpoken) => {
    const options = { port: server.port, ca, minVersion: version, maxVersion: version } as const;
    const connected = new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', ...options }, () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('secureConnect', () => socket.destroy());
    });
    expect(await connected).toBe(isSpoken);
  });
});
