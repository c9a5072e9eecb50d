import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
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

const nginx = [process.env['ATRIUM_NGINX'], '/usr/sbin/nginx'].find(
  (path) => path !== undefined && existsSync(path),
);
const sample = fileURLToPath(new URL('../../../deploy/nginx/atrium.conf', import.meta.url));

describe.skipIf(nginx === undefined)(
  'behind nginx, with deploy/nginx/atrium.conf (skipped without nginx)',
  () => {
    let folder: string;
    let postgres: RunningPostgres;
    let server: RestServer;
    let admin: Member;
    let proxy: ChildProcess;
    let port: number;
    let ca: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'atrium-nginx-'));
      postgres = await startPostgres();
      port = await findFreePort();
      const publicUrl = `https://localhost:${port}`;
      const databaseUrl = await postgres.makeDatabase();
      server = await startRestServer({
        configuration: { databaseUrl, publicUrl, trustedProxies: ['127.0.0.1'] },
      });
      admin = await server.makeWorkspace('Acme');
      ca = (await keepSelfSignedIdentity(folder, ['localhost'], Date.now())).certificate;
      proxy = await startNginx();
    });
    afterAll(async () => {
      proxy.kill('SIGTERM');
      await server.remove();
      await postgres.stop();
      await rm(folder, { recursive: true });
    });

    /** The sample as it is, but for ports, names and the certificate. */
    async function startNginx(): Promise<ChildProcess> {
      const pem = join(folder, 'self-signed.pem');
      const site = (await readFile(sample, 'utf8'))
        .replace(/listen 80;/, `listen 127.0.0.1:${await findFreePort()};`)
        .replace(/listen 443 ssl;/, `listen 127.0.0.1:${port} ssl;`)
        .replace(/\/etc\/letsencrypt\/\S+\.pem/g, pem)
        .replace(/office\.example\.com/g, 'localhost')
        .replace('http://127.0.0.1:3000', `http://127.0.0.1:${server.port}`);
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (kind) => `${kind}_temp_path ${join(folder, kind)};`,
      );
      const settings = [
        ...(process.getuid?.() === 0 ? ['user root;'] : []),
        `pid ${join(folder, 'pid')};`,
        `error_log ${join(folder, 'error.log')};`,
        `events {} http { access_log off; ${temporary.join(' ')} ${site} }`,
      ];
      const file = join(folder, 'nginx.conf');
      await writeFile(file, settings.join('\n'));
      const child = spawn(nginx ?? '', ['-c', file, '-g', 'daemon off;'], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
      for (;;) {
        if (child.exitCode !== null) throw new Error(`nginx has ended: ${said}`);
        if ((await ask('GET', '/healthz').catch(() => undefined))?.status === 200) return child;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }

    function ask(method: string, path: string, headers: Record<string, string> = {}, body?: Buffer | string) {
      return new Promise<{ status: number | undefined; cookie: string; body: string }>((resolve, reject) => {
        const asking = request({ host: 'localhost', port, path, method, headers, ca }, (reply) => {
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

    test('a person signs in, with a cookie that browsers send over https only', async () => {
      const body = JSON.stringify({ email: admin.email, password });
      const origin = `https://localhost:${port}`;
      const headers = { 'Content-Type': 'application/json', Origin: origin };
      const { status, cookie } = await ask('POST', '/api/v1/session', headers, body);
      expect(status).toBe(200);
      expect(cookie).toMatch(/Secure/);
    });

    test('an upload that is larger than what nginx takes by default reaches Atrium', async () => {
      const query = new URLSearchParams({ name: 'Image', metadata: JSON.stringify({ kind: 'logo' }) });
      const headers = { 'Content-Type': 'application/octet-stream', Authorization: `Bearer ${admin.token}` };
      const bytes = Buffer.alloc(3_000_000, ' ');
      const { body } = await ask('POST', `/api/v1/assets?${query}`, headers, bytes);
      expect(body).toContain('"image_invalid"');
    });

    test('pages of this origin open sockets, and those of another one do not', async () => {
      const open = (origin: string) => {
        const url = `wss://localhost:${port}${signalPath('headquarters')}`;
        const webSocket = new WebSocket(url, subprotocol, { ca, origin });
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
  },
);
