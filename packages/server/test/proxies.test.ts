import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodes, signalPath, subprotocol } from '@atrium/protocol';
import { findFreePort, startPostgres } from '@atrium/workspace/testing';
import type { RunningPostgres } from '@atrium/workspace/testing';
import { keepSelfSignedIdentity } from '../src/tls/selfSignedIdentity.ts';
import { password, startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';

/** Where a proxy is tried: `pem` has its certificate and key, `atriumPort` is the server's. */
interface Place {
  readonly folder: string;
  readonly pem: string;
  readonly httpPort: number;
  readonly port: number;
  readonly atriumPort: number;
}

interface Proxy {
  readonly name: string;
  /** In the folder `deploy`. */
  readonly sample: string;
  readonly program: string | undefined;
  /** The sample as it is, but for ports, names, and the certificate. */
  readonly adapt: (sample: string, place: Place) => string;
  readonly arguments: (file: string) => readonly string[];
}

const programOf = (variable: string, usual: string) =>
  [process.env[variable], usual].find((path) => path !== undefined && existsSync(path));

const proxies: readonly Proxy[] = [
  {
    name: 'nginx',
    sample: 'nginx/atrium.conf',
    program: programOf('ATRIUM_NGINX', '/usr/sbin/nginx'),
    adapt: (sample, { folder, pem, httpPort, port, atriumPort }) => {
      const site = sample
        .replace(/listen 80;/, `listen 127.0.0.1:${httpPort};`)
        .replace(/listen 443 ssl;/, `listen 127.0.0.1:${port} ssl;`)
        .replace(/\/etc\/letsencrypt\/\S+\.pem/g, pem)
        .replace(/office\.example\.com/g, 'localhost')
        .replace('http://127.0.0.1:3000', `http://127.0.0.1:${atriumPort}`);
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (kind) => `${kind}_temp_path ${join(folder, kind)};`,
      );
      return [
        ...(process.getuid?.() === 0 ? ['user root;'] : []),
        `pid ${join(folder, 'pid')};`,
        `error_log ${join(folder, 'error.log')};`,
        `events {} http { access_log off; ${temporary.join(' ')} ${site} }`,
      ].join('\n');
    },
    arguments: (file) => ['-c', file, '-g', 'daemon off;'],
  },
  {
    name: 'Caddy',
    sample: 'caddy/Caddyfile',
    program: programOf('ATRIUM_CADDY', '/usr/bin/caddy'),
    adapt: (sample, { folder, pem, port, atriumPort }) =>
      `{\nadmin off\nauto_https disable_redirects\nstorage file_system ${folder}\n}\n` +
      sample
        .replace('\noffice.example.com {', `\nhttps://localhost:${port} {\nbind 127.0.0.1\ntls ${pem} ${pem}`)
        .replace('127.0.0.1:3000', `127.0.0.1:${atriumPort}`),
    arguments: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
  {
    name: 'HAProxy',
    sample: 'haproxy/haproxy.cfg',
    program: programOf('ATRIUM_HAPROXY', '/usr/sbin/haproxy'),
    adapt: (sample, { pem, httpPort, port, atriumPort }) =>
      sample
        .replace('bind :80', `bind 127.0.0.1:${httpPort}`)
        .replace('bind :443', `bind 127.0.0.1:${port}`)
        .replace('/etc/haproxy/office.example.com.pem', pem)
        .replace('127.0.0.1:3000', `127.0.0.1:${atriumPort}`),
    arguments: (file) => ['-db', '-f', file],
  },
];

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

for (const proxy of proxies) {
  const what = `behind ${proxy.name}, with deploy/${proxy.sample} (skipped where it is not installed)`;
  describe.skipIf(proxy.program === undefined)(what, () => {
    let folder: string;
    let server: RestServer;
    let admin: Member;
    let child: ChildProcess;
    let port: number;
    let ca: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'atrium-proxy-'));
      port = await findFreePort();
      server = await startRestServer({
        configuration: {
          databaseUrl: await postgres.makeDatabase(),
          publicUrl: `https://localhost:${port}`,
          trustedProxies: ['127.0.0.1'],
        },
      });
      admin = await server.makeWorkspace('Acme');
      ca = (await keepSelfSignedIdentity(folder, ['localhost'], Date.now())).certificate;
      child = await start(proxy);
    });
    afterAll(async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await server.remove();
      await rm(folder, { recursive: true });
    });

    async function start({
      name,
      program,
      sample,
      adapt,
      arguments: argumentsFor,
    }: Proxy): Promise<ChildProcess> {
      const path = fileURLToPath(new URL(`../../../deploy/${sample}`, import.meta.url));
      const pem = join(folder, 'self-signed.pem');
      const place = { folder, pem, httpPort: await findFreePort(), port, atriumPort: server.port };
      const file = join(folder, 'configuration');
      await writeFile(file, adapt(await readFile(path, 'utf8'), place));
      const started = spawn(program ?? '', argumentsFor(file), {
        env: { ...process.env, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      started.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
      for (;;) {
        if (started.exitCode !== null) throw new Error(`${name} has ended: ${said}`);
        if ((await ask('GET', '/healthz').catch(() => undefined))?.status === 200) return started;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }

    function ask(
      method: string,
      path: string,
      headers: Record<string, string> = {},
      body?: Buffer | string,
      localAddress = '127.0.0.1',
    ) {
      return new Promise<{ status: number | undefined; cookie: string; body: string }>((resolve, reject) => {
        const options = { host: 'localhost', port, path, method, headers, ca, localAddress, family: 4 };
        const asking = request(options, (reply) => {
          text(reply).then(
            (answered) =>
              resolve({
                status: reply.statusCode,
                cookie: String(reply.headers['set-cookie']),
                body: answered,
              }),
            reject,
          );
        });
        asking.on('error', reject);
        asking.end(body);
      });
    }

    function signIn(secret: string, headers: Record<string, string> = {}, localAddress?: string) {
      const origin = { 'Content-Type': 'application/json', Origin: `https://localhost:${port}` };
      const body = JSON.stringify({ email: admin.email, password: secret });
      return ask('POST', '/api/v1/session', { ...origin, ...headers }, body, localAddress);
    }

    test('a person signs in, with a cookie that browsers send over https only', async () => {
      const { status, cookie } = await signIn(password);
      expect(status).toBe(200);
      expect(cookie).toMatch(/Secure/);
    });

    test('Atrium knows where a person is, and does not believe what they say of it', async () => {
      expect((await signIn('a wrong one', { 'X-Forwarded-For': '198.51.100.1' }, '127.0.0.2')).status).toBe(
        401,
      );
      const lines = server.logged.filter((line) => line.includes('sign_in_failed')).join('\n');
      expect(lines).toContain('"127.0.0.2"');
      expect(lines).not.toContain('198.51.100.1');
    });

    test('an upload that is larger than what some proxies take by default reaches Atrium', async () => {
      const query = new URLSearchParams({ name: 'Image', metadata: JSON.stringify({ kind: 'logo' }) });
      const headers = { 'Content-Type': 'application/octet-stream', Authorization: `Bearer ${admin.token}` };
      const bytes = Buffer.alloc(3_000_000, ' ');
      const { body } = await ask('POST', `/api/v1/assets?${query}`, headers, bytes);
      expect(body).toContain('"image_invalid"');
    });

    test('pages of this origin open sockets, and those of another one do not', async () => {
      const open = (origin: string) => {
        const url = `wss://localhost:${port}${signalPath('headquarters')}`;
        const webSocket = new WebSocket(url, subprotocol, { ca, origin, family: 4 });
        return new Promise<WebSocket>((resolve, reject) => {
          webSocket.on('open', () => resolve(webSocket));
          webSocket.on('error', reject);
        });
      };
      const webSocket = await open(`https://localhost:${port}`);
      const closed = new Promise<number>((resolve) => webSocket.once('close', resolve));
      webSocket.send('nonsense');
      expect(await closed).toBe(closeCodes.badMessage);
      await expect(open('https://elsewhere.example.com')).rejects.toThrow('403');
    });
  });
}
