import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '@atrium/workspace';
import { startPostgres } from '@atrium/workspace/testing';
import type { RunningPostgres } from '@atrium/workspace/testing';
import { runCommand } from '../src/cli/runCommand.ts';
import { databaseFiles } from '../src/shippedFolders.ts';

let postgres: RunningPostgres;
let folder: string;
let caFile: string;
let port: number;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-tls-'));
  const authority = await generate([{ name: 'commonName', value: 'An authority of our own' }], {
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  });
  const { cert: certificate, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  caFile = join(folder, 'ca.pem');
  await writeFile(caFile, authority.cert);
  postgres = await startPostgres();
  await postgres.makeDatabase();
  port = await postgres.speakTls({ certificate, key });
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const addressOf = (query: string, host = 'localhost', database = 'test_0') =>
  `postgres://postgres:a-secret@${host}:${port}/${database}?${query}`;
const open = (url: string) =>
  openDatabase({ url, folder, ...databaseFiles, onIdleError: () => undefined, limits: { startMs: 0 } });

test.each([
  [
    'verify-full with an authority of its own',
    () => `sslmode=verify-full&sslrootcert=${encodeURIComponent(caFile)}`,
  ],
  ['no-verify, whoever has made the certificate', () => 'sslmode=no-verify'],
])('a PostgreSQL that speaks TLS is used with sslmode=%s', async (_what, query) => {
  const database = await open(addressOf(query()));
  expect(
    (await database.sql.execute('select ssl from pg_stat_ssl where pid = pg_backend_pid()')).rows,
  ).toEqual([{ ssl: true }]);
  await database.close();
});

const withCa = () => `sslmode=verify-full&sslrootcert=${encodeURIComponent(caFile)}`;
test.each([
  [
    'whose authority is not known',
    () => addressOf('sslmode=verify-full'),
    /its certificate is not of a known authority; name yours with sslrootcert=FILE/,
  ],
  ['whose certificate is for another host', () => addressOf(withCa(), '127.0.0.1'), /is for another host/],
  [
    'that wants TLS, and is not given it',
    () => addressOf('sslmode=disable'),
    /refuses this user .*no encryption/,
  ],
  [
    'whose authority is in no file',
    () => addressOf('sslrootcert=/nowhere/ca.pem'),
    /no such file.*\/nowhere\/ca\.pem/,
  ],
  [
    'without such a database',
    () => addressOf(withCa(), 'localhost', 'other'),
    /has no database of this name/,
  ],
  [
    'where nothing listens',
    () => 'postgres://127.0.0.1:1/atrium',
    /, 127\.0\.0\.1:1\/atrium, .*nothing listens there/,
  ],
  [
    'on a host that is not known',
    () => 'postgres://no.such.host.invalid/atrium',
    /no such host|cannot be looked up/,
  ],
  ['whose address is none', () => 'postgres://a b:c/d e?f', /which is no address/],
])('of a PostgreSQL %s, a sentence says what is wrong', async (_what, url, sentence) => {
  const opening = open(url());
  await expect(opening).rejects.toThrow(sentence);
  await expect(opening).rejects.toThrow(/^The PostgreSQL of DATABASE_URL, .*, cannot be used: [^\n]*\.$/);
  await expect(opening).rejects.not.toThrow('a-secret');
});

test('what the host reads where the server does not start is that sentence, and nothing else', async () => {
  const lines: string[] = [];
  const environment = {
    ATRIUM_DATA_DIR: folder,
    ATRIUM_SFU: 'off',
    ATRIUM_LOG_LEVEL: 'silent',
    ATRIUM_LOG_DAYS: '0',
    DATABASE_URL: addressOf(withCa(), 'localhost', 'other'),
  };
  const print = (text: string) => void lines.push(text);
  expect(await runCommand(['start'], { environment, isTerminal: false, print, printError: print })).toBe(1);
  expect(lines.join('\n')).toBe(
    `The PostgreSQL of DATABASE_URL, localhost:${port}/other, cannot be used: it has no database of this name (database "other" does not exist).`,
  );
});
