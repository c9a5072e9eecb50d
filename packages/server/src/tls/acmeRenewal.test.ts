import { createServer } from 'node:http';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AcmeFolder } from './acmeOrder.ts';
import { AcmeRenewal } from './acmeRenewal.ts';
import type { AcmeRenewalOptions } from './acmeRenewal.ts';
import type { TlsIdentity } from './tlsIdentity.ts';

const dayMs = 86_400_000;
const acme = { domain: 'office.test', directory: 'http://ca.test/dir', email: '' };
const startMs = Date.parse('2026-01-01T00:00:00Z');
let folder: string;
let nowMs: number;
let orders: number;
let used: TlsIdentity[];
let logged: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-acme-'));
  [nowMs, orders, used, logged] = [startMs, 0, [], []];
});
afterEach(() => rm(folder, { recursive: true }));

/** What an authority would send: a certificate for 90 days. */
async function issue(into: AcmeFolder, name = acme.domain): Promise<TlsIdentity> {
  orders++;
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(nowMs),
    notAfterDate: new Date(nowMs + 90 * dayMs),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  return into.writeIdentity(cert, key);
}

function renewalWith(more: Partial<AcmeRenewalOptions> = {}): AcmeRenewal {
  const log = pino({ level: 'warn' }, { write: (line) => void logged.push(line) });
  const use = (identity: TlsIdentity) => void used.push(identity);
  const base: AcmeRenewalOptions = {
    acme,
    dataFolder: folder,
    challenges: new Map(),
    use,
    log,
    order: (_, into) => issue(into),
    nowMs: () => nowMs,
  };
  return new AcmeRenewal({ ...base, ...more });
}

describe('a certificate of an authority', () => {
  test('is asked for once, kept for the account of the server alone, and there after a restart', async () => {
    const renewal = renewalWith();
    expect(await renewal.load()).toBeUndefined();
    await Promise.all([renewal.look(), renewal.look()]);
    renewal.close();
    expect(orders).toBe(1);
    const file = join(folder, 'acme', 'ca.test', 'office.test.pem');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'acme', 'ca.test'))).mode & 0o777).toBe(0o700);
    expect((await renewalWith().load())?.fingerprint).toBe(used[0]?.fingerprint);
  });

  test('is renewed when a third of its life is left, and not before', async () => {
    const renewal = renewalWith();
    await renewal.look();
    nowMs = startMs + 59 * dayMs;
    await renewal.look();
    expect(orders).toBe(1);
    nowMs = startMs + 61 * dayMs;
    await renewal.look();
    expect(orders).toBe(2);
    expect(used.map(({ validToMs }) => validToMs)).toEqual([startMs + 90 * dayMs, nowMs + 90 * dayMs]);
    renewal.close();
  });

  test('is not used once it has expired', async () => {
    const renewal = renewalWith();
    await renewal.look();
    renewal.close();
    nowMs = startMs + 91 * dayMs;
    expect(await renewalWith().load()).toBeUndefined();
  });

  test('is asked for by one of two processes, and the other one finds it', async () => {
    let finish: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => (finish = resolve));
    const first = renewalWith({ order: async (_, into) => waits.then(() => issue(into)) });
    const second = renewalWith();
    const looking = first.look();
    await expect
      .poll(() => stat(join(folder, 'acme', 'ca.test', 'lock')).catch(() => undefined))
      .toBeDefined();
    await second.look();
    expect(second.problem?.reason).toContain('uses this');
    finish();
    await looking;
    await second.look();
    expect([orders, second.problem]).toEqual([1, undefined]);
    expect(used.map(({ fingerprint }) => fingerprint)).toEqual([used[0]?.fingerprint, used[0]?.fingerprint]);
    first.close();
    second.close();
  });

  test('for another name is refused, and the one before stays', async () => {
    const renewal = renewalWith();
    await renewal.look();
    renewal.close();
    const before = await readFile(join(folder, 'acme', 'ca.test', 'office.test.pem'), 'utf8');
    const wrong = renewalWith({ order: (_, into) => issue(into, 'other.test') });
    await wrong.load();
    nowMs = startMs + 61 * dayMs;
    await wrong.look();
    expect(wrong.problem?.reason).toContain('not for office.test');
    expect(await readFile(join(folder, 'acme', 'ca.test', 'office.test.pem'), 'utf8')).toBe(before);
    wrong.close();
  });
});

describe('an authority that', () => {
  const failing = (message: string, code?: string) =>
    renewalWith({
      order: () => Promise.reject(Object.assign(new Error(message), code === undefined ? {} : { code })),
    });
  const waits = () => logged.map((line) => Number(/tries again in (\d+) min/.exec(line)?.[1]));

  test.each([
    ['is away', 'connect ECONNREFUSED', 'ECONNREFUSED', [1, 2, 4, 8]],
    ['refuses', 'urn:ietf:params:acme:error:unauthorized', undefined, [15, 30, 60, 120]],
    ['was asked too often', 'urn:ietf:params:acme:error:rateLimited', undefined, [180, 360, 720, 1440]],
  ])('%s is asked again later and later', async (_, message, code, minutes) => {
    const renewal = failing(message, code);
    for (let time = 0; time < 4; time++) {
      await renewal.look();
      nowMs += 60_000;
    }
    expect(waits()).toEqual(minutes);
    expect(renewal.problem).toEqual({ sinceMs: startMs, reason: `${message}.` });
    renewal.close();
  });

  test('answers nonsense is said to, and nothing else happens', async () => {
    const server = createServer((_request, response) => response.end('<html>Welcome</html>')).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => server.once('listening', resolve));
    const directory = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const log = pino({ level: 'warn' }, { write: (line) => void logged.push(line) });
    const renewal = new AcmeRenewal({
      acme: { ...acme, directory },
      dataFolder: folder,
      challenges: new Map(),
      use: () => undefined,
      log,
    });
    await renewal.look();
    expect(renewal.problem?.reason).toMatch(/\S/);
    renewal.close();
    server.close();
  });
});
