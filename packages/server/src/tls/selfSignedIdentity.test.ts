import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CertificateError } from './certificateError.ts';
import { loadTlsIdentity } from './loadTlsIdentity.ts';
import { keepSelfSignedIdentity, ownNames } from './selfSignedIdentity.ts';

const dayMs = 86_400_000;
const names = ['localhost', '127.0.0.1', '::1', 'office.local', '192.0.2.7'];
const nowMs = Date.parse('2026-01-01T00:00:00Z');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-tls-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a certificate of its own making', () => {
  test('names this machine', async () => {
    const { certificate, validToMs } = await keepSelfSignedIdentity(folder, names, nowMs);
    const parsed = new X509Certificate(certificate);
    expect(parsed.checkHost('office.local')).toBe('office.local');
    for (const address of ['127.0.0.1', '::1', '192.0.2.7']) expect(parsed.checkIP(address)).toBeDefined();
    expect(parsed.checkHost('example.com')).toBeUndefined();
    expect(validToMs).toBe(nowMs + 365 * dayMs);
  });

  test('stays with its key in the data folder, for the account of the server alone', async () => {
    const made = await keepSelfSignedIdentity(folder, names, nowMs);
    expect((await stat(join(folder, 'self-signed.pem'))).mode & 0o777).toBe(0o600);
    expect(await keepSelfSignedIdentity(folder, names, nowMs + dayMs)).toEqual(made);
    expect(await keepSelfSignedIdentity(folder, ['localhost'], nowMs + dayMs)).toEqual(made);
  });

  test('is made anew when it expires soon, or when the machine has another address', async () => {
    const made = await keepSelfSignedIdentity(folder, names, nowMs);
    const moved = await keepSelfSignedIdentity(folder, [...names, '192.0.2.8'], nowMs);
    expect(moved.fingerprint).not.toBe(made.fingerprint);
    const renewed = await keepSelfSignedIdentity(folder, names, nowMs + 340 * dayMs);
    expect(renewed.fingerprint).not.toBe(moved.fingerprint);
    expect(renewed.validToMs).toBe(nowMs + (340 + 365) * dayMs);
  });

  test('does not replace a file that is something else', async () => {
    await writeFile(join(folder, 'self-signed.pem'), 'a letter');
    await expect(keepSelfSignedIdentity(folder, names, nowMs)).rejects.toThrow(CertificateError);
    expect(await readFile(join(folder, 'self-signed.pem'), 'utf8')).toBe('a letter');
  });

  test('covers what people may type', () => {
    expect(ownNames('office.example.com')).toEqual(
      expect.arrayContaining(['localhost', '127.0.0.1', '::1', 'office.example.com']),
    );
    expect(ownNames('0.0.0.0')).not.toContain('0.0.0.0');
  });
});

describe('a certificate of the host', () => {
  const file = (name: string) => join(folder, name);
  const load = (certificate: string, key: string, when = nowMs) =>
    loadTlsIdentity(
      { kind: 'files', certificateFile: file(certificate), keyFile: file(key) },
      folder,
      names,
      when,
    );

  beforeEach(async () => {
    const { certificate, key } = await keepSelfSignedIdentity(folder, names, nowMs);
    await writeFile(file('one.pem'), certificate.slice(0, certificate.indexOf('-----BEGIN PRIVATE')));
    await writeFile(file('one.key'), key.slice(key.indexOf('-----BEGIN PRIVATE')));
    const other = await keepSelfSignedIdentity(folder, [...names, 'other'], nowMs);
    await writeFile(file('other.key'), other.key.slice(other.key.indexOf('-----BEGIN PRIVATE')));
  });

  test('is used as it is', async () => {
    const identity = await load('one.pem', 'one.key');
    expect(identity).toMatchObject({ isSelfSigned: false });
    expect(identity?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  test.each([
    ['the file is not there', 'none.pem', 'one.key', 'ATRIUM_TLS_CERT'],
    ['the key is not there', 'one.pem', 'none.key', 'ATRIUM_TLS_KEY'],
    ['the two are mixed up', 'one.key', 'one.pem', 'holds no certificate'],
    ['there is no key in the file', 'one.pem', 'one.pem', 'holds no private key'],
    ['the key is of another one', 'one.pem', 'other.key', 'is not the one of the certificate'],
  ])('is refused with a sentence where %s', async (_, certificate, key, sentence) => {
    const refused = expect(load(certificate, key)).rejects;
    await refused.toThrow(CertificateError);
    await refused.toThrow(sentence);
  });

  test('is refused once it has expired', async () => {
    await expect(load('one.pem', 'one.key', nowMs + 366 * dayMs)).rejects.toThrow(
      'has expired on 2027-01-01',
    );
  });
});
