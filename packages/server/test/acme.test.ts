import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { axios } from 'acme-client';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '@atrium/workspace/testing';
import { AcmeFolder, orderCertificate } from '../src/tls/acmeOrder.ts';
import type { AcmeChallenges } from '../src/tls/acmeOrder.ts';
import { startTestServer } from './support/testServer.ts';
import type { TestServer } from './support/testServer.ts';
import { until } from './support/until.ts';

const pebble = process.env['ATRIUM_PEBBLE'] ?? 'pebble';
const domain = 'office.test';
let folder: string;
let server: TestServer | undefined;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-pebble-'));
});

afterAll(async () => {
  await server?.remove();
  for (const child of children) {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  axios.defaults.httpsAgent = undefined;
  await rm(folder, { recursive: true });
});

/** Let's Encrypt's own test server, which looks `office.test` up and asks it as Let's Encrypt does. */
async function startAuthority(port: number, httpPort: number): Promise<void> {
  const [management, dns] = [await findFreePort(), await findFreePort()];
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const [certificate, privateKey, config] = ['ca.pem', 'ca.key', 'config.json'].map((name) =>
    join(folder, name),
  );
  if (certificate === undefined || privateKey === undefined || config === undefined)
    throw new Error('No files.');
  await writeFile(certificate, cert);
  await writeFile(privateKey, key);
  const listening = {
    listenAddress: `127.0.0.1:${port}`,
    managementListenAddress: `127.0.0.1:${management}`,
  };
  await writeFile(
    config,
    JSON.stringify({ pebble: { ...listening, certificate, privateKey, httpPort, tlsPort: 1 } }),
  );
  const servers = ['-management', `127.0.0.1:${await findFreePort()}`, '-dns01', `127.0.0.1:${dns}`];
  const none = ['-http01', '', '-https01', '', '-tlsalpn01', '', '-defaultIPv6', ''];
  run(`${pebble}-challtestsrv`, [...servers, ...none, '-defaultIPv4', '127.0.0.1']);
  const output = run(pebble, ['-config', config, '-dnsserver', `127.0.0.1:${dns}`]);
  axios.defaults.httpsAgent = new Agent({ ca: cert });
  await until(
    () => output.text.includes('Listening on'),
    () => `pebble; it said ${output.text}`,
  );
}

function run(command: string, args: readonly string[]): { text: string } {
  const env = { ...process.env, PEBBLE_VA_NOSLEEP: '1' };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => (output.text += bytes.toString()));
  return output;
}

async function open(port: number): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port, servername: domain, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  return socket;
}

test('a server with a domain gets its certificate from an authority that was away at first, without a restart', async () => {
  const [authority, httpPort] = [await findFreePort(), await findFreePort()];
  const acme = { domain, directory: `https://127.0.0.1:${authority}/dir`, email: 'host@office.test' };
  const https = { kind: 'acme', acme, edge: undefined, httpPort } as const;
  server = await startTestServer({ configuration: { https, publicUrl: `https://${domain}` } });
  const before = await open(server.port);
  expect(before.getPeerCertificate().issuer.CN).toBe('Atrium');
  await until(() => server?.logged.join().includes('tries again in 1 min') === true, 'a first failure');

  await startAuthority(authority, httpPort);
  await server.atrium.reloadCertificate();
  const after = await open(server.port);
  expect(after.getPeerCertificate().issuer.CN).toContain('Pebble');
  expect(after.getPeerCertificate().subjectaltname).toContain(`DNS:${domain}`);
  // Who is connected stays so.
  before.write(`GET /healthz HTTP/1.1\r\nHost: ${domain}\r\n\r\n`);
  const [answer] = (await once(before, 'data')) as [Buffer];
  expect(answer.toString()).toContain('200 OK');
  before.destroy();
  after.destroy();

  const elsewhere = await fetch(`http://127.0.0.1:${httpPort}/w/headquarters`, { redirect: 'manual' });
  expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([
    308,
    `https://${domain}/w/headquarters`,
  ]);
  const unknown = await fetch(`http://127.0.0.1:${httpPort}/.well-known/acme-challenge/guess`);
  expect(unknown.status).toBe(404);

  // The account is there by now, also for a host who gives no address.
  const challenges: AcmeChallenges = new Map();
  const answering = createServer(({ url = '' }, response) => {
    response.end(challenges.get(url.split('/').at(-1) ?? ''));
  });
  await server.atrium.close();
  answering.listen(httpPort, '127.0.0.1');
  await once(answering, 'listening');
  const [withoutAddress, accountFolder] = [{ ...acme, email: '' }, new AcmeFolder(folder, acme)];
  await accountFolder.prepare();
  const first = await orderCertificate(withoutAddress, accountFolder, challenges);
  const renewed = await orderCertificate(withoutAddress, accountFolder, challenges);
  expect(renewed.fingerprint).not.toBe(first.fingerprint);
  answering.close();
});
