import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFreePort, startPostgres, startS3 } from '@atrium/workspace/testing';
import { readConfiguration } from '../src/configuration/configuration.ts';
import { nodeFlags } from '../src/testing/nodeFlags.ts';
import { startTestServer } from './support/testServer.ts';

const program = fileURLToPath(new URL('../dist/atrium.js', import.meta.url));
const dayMs = 86_400_000;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-doctor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `atrium doctor` as a host does. @returns its lines about one subject, and the advice below them */
async function examine(subject: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const settings = { ATRIUM_DATA_DIR: folder, ATRIUM_SFU: 'off', ...environment };
  const text = await new Promise<string>((resolve) => {
    const options = { env: { ...process.env, ...settings } };
    execFile(process.execPath, [...nodeFlags, program, 'doctor'], options, (_failure, out, err) =>
      resolve(out + err),
    );
  });
  const found = new RegExp(`^(?:ok   |WRONG|-    ) ${subject}: .*(?:\n {8}.*)*`, 'gm');
  return text.match(found)?.join('\n') ?? text;
}

const serves = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

describe('the doctor says of the certificate', () => {
  const healthy: RequestListener = (_request, response) => response.end('{"status":"ok"}');
  let authority: { readonly cert: string; readonly private: string };
  let trusting: Record<string, string>;

  beforeAll(async () => {
    authority = await generate([{ name: 'commonName', value: 'An authority' }], {
      extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
    });
    const file = join(folder, 'authority.pem');
    await writeFile(file, authority.cert);
    trusting = { NODE_EXTRA_CA_CERTS: file };
  });

  /** Looks at an office whose certificate ends in some days. */
  async function look(days: number, subject: string, environment: Record<string, string> = trusting) {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
      ca: { key: authority.private, cert: authority.cert },
      notBeforeDate: new Date(Date.now() - 90 * dayMs),
      notAfterDate: new Date(Date.now() + days * dayMs),
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    });
    const office = createHttpsServer({ cert, key }, healthy);
    const port = await serves(office);
    const said = await examine(subject, { ATRIUM_PUBLIC_URL: `https://localhost:${port}`, ...environment });
    office.close();
    return said;
  }

  test('that browsers take it', async () => {
    expect(await look(60.5, 'Certificate')).toBe('ok    Certificate: Browsers take it, for 60 more days.');
  });
  test('that it ends soon', async () => {
    expect(await look(3.5, 'Certificate')).toMatch(
      /^WRONG Certificate: It ends in 3 days, on .*\n {8}Renew it/,
    );
  });
  test('that it has ended', async () => {
    expect(await look(-1, 'Certificate')).toMatch(/^WRONG Certificate: It ended on .*\n {8}Renew it/);
  });
  test('that browsers will warn of it', async () => {
    expect(await look(60, 'Certificate', {})).toMatch(
      /^WRONG Certificate: Browsers will warn .*\n {8}Use one/,
    );
  });
  test('that there is none, and of the address that it leads here and nothing answers', async () => {
    const nobody = { ATRIUM_PUBLIC_URL: `https://localhost:${await findFreePort()}` };
    expect(await examine('Certificate', nobody)).toMatch(
      /^WRONG Certificate: There is no HTTPS at localhost/,
    );
    expect(await examine('Address', nobody)).toMatch(/leads to this machine, and Atrium does not answer/);
  });
  test('and of the address, that Atrium answers there', async () => {
    expect(await look(60, 'Address')).toMatch(/^ok {4}Address: .* leads to this machine, and Atrium answers/);
  });
});

test('the doctor says of the address that something else answers there', async () => {
  const other = createHttpServer((_request, response) => response.writeHead(404).end('Not found'));
  const url = `http://localhost:${await serves(other)}`;
  expect(await examine('Address', { ATRIUM_PUBLIC_URL: url })).toMatch(
    /^WRONG Address: .* it is something else that answers, with status 404\.\n {8}Start Atrium/,
  );
  other.close();
});

test('the doctor says of PostgreSQL and S3 that they answer, and of the clock that it agrees with theirs', async () => {
  const [postgres, s3] = await Promise.all([startPostgres(), startS3()]);
  const { endpoint, bucket, accessKeyId, secretAccessKey } = s3.options;
  const store = {
    ATRIUM_S3_ENDPOINT: endpoint,
    ATRIUM_S3_BUCKET: bucket,
    ATRIUM_S3_ACCESS_KEY_ID: accessKeyId,
    ATRIUM_S3_SECRET_ACCESS_KEY: secretAccessKey,
  };
  const both = { ...store, DATABASE_URL: await postgres.makeDatabase() };
  expect(await examine('Database', both)).toMatch(/^ok {4}Database: PostgreSQL answers within \d+ ms\.$/);
  expect(await examine('Files', both)).toMatch(
    /^ok {4}Files: They can be written, read and removed in the S3/,
  );
  expect(await examine('Clock', both)).toBe('ok    Clock: It agrees with the one of PostgreSQL.');
  await postgres.stop();
  expect(await examine('Clock', store)).toMatch(/^ok {4}Clock: It agrees with the one of 127\.0\.0\.1/);
  expect(await examine('Files', { ...store, ATRIUM_S3_BUCKET: 'another' })).toMatch(
    /^WRONG Files: .*another/,
  );
  await s3.stop();
});

test('the doctor says how much the clock differs from another one', async () => {
  const ahead = createHttpServer((_request, response) => {
    response.setHeader('Date', new Date(Date.now() + 3_600_000).toUTCString());
    response.end();
  });
  const store = {
    ATRIUM_S3_ENDPOINT: `http://127.0.0.1:${await serves(ahead)}`,
    ATRIUM_S3_BUCKET: 'b',
    ATRIUM_S3_ACCESS_KEY_ID: 'k',
    ATRIUM_S3_SECRET_ACCESS_KEY: 's',
  };
  expect(await examine('Clock', store)).toMatch(
    /^WRONG Clock: It differs by (3600|3599|3598) s from the one of 127\.0\.0\.1:\d+\.\n {8}Turn on time/,
  );
  ahead.close();
});

test.for([
  ['free bytes', 'size=64m', 0, /^WRONG Disk: \d+ MiB are free at .*\n {8}Make room/],
  ['free places for files', 'size=2g,nr_inodes=200', 198, /^WRONG Disk: .*hardly any more files/],
] as const)('the doctor says of a disk that it has few %s', async ([, options, files, sentence], context) => {
  const disk = join(folder, `disk-${files}`);
  await mkdir(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
  if (mounted.status !== 0) return context.skip('this account may not mount a disk');
  try {
    for (let file = 0; file < files; file++) await writeFile(join(disk, String(file)), '');
    expect(await examine('Disk', { ATRIUM_DATA_DIR: disk })).toMatch(sentence);
  } finally {
    spawnSync('umount', ['-l', disk]);
  }
});

test('the doctor says of the SFU whether its port is reached, at every address that Clients are told', async () => {
  const settings = {
    ATRIUM_SFU: 'auto',
    ATRIUM_SFU_WORKERS: '1',
    ATRIUM_SFU_PORT: String(await findFreePort()),
    ATRIUM_SFU_LISTEN: '127.0.0.1',
  };
  expect(await examine('SFU', settings)).toMatch(
    /^WRONG SFU: It does not answer at 127\.0\.0\.1, port \d+: /,
  );
  const { sfu } = readConfiguration(settings);
  const server = await startTestServer({ configuration: { sfu } });
  expect(await examine('SFU', settings)).toMatch(
    /^ok {4}SFU: It answers at 127\.0\.0\.1, port \d+ \(TCP\)\.$/,
  );
  // Of a network that is for documentation: nothing is there.
  const elsewhere = { ...settings, ATRIUM_SFU_ANNOUNCED_ADDRESS: '127.0.0.1,192.0.2.1' };
  expect(await examine('SFU', elsewhere)).toMatch(
    /WRONG SFU: .*192\.0\.2\.1.*\n {8}Open and forward this port/,
  );
  await server.remove();
  const path = join(folder, 'sfu.sock');
  expect(await examine('SFU', { ATRIUM_SFU: path })).toMatch(
    /^WRONG SFU: Nothing answers at .*\n {8}Start "atrium sfu"/,
  );
});
