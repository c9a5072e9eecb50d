import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { ownAddresses } from '../platform/ownAddresses.ts';
import { readTlsIdentity } from './tlsIdentity.ts';
import type { TlsIdentity } from './tlsIdentity.ts';

const dayMs = 86_400_000;
const lifetimeMs = 365 * dayMs;
/** Renewed at a start this long before it expires: a server runs on for weeks. */
const renewalMs = 30 * dayMs;
/** Some machines' clocks are behind. */
const backdatedMs = dayMs;

/** What people may type to reach this machine: its names, and its addresses as they are now. */
export function ownNames(listensOn: string): readonly string[] {
  const own = hostname().toLowerCase();
  // What the machine calls itself need not be a name that a certificate can hold.
  const hostNames = /^[a-z0-9][a-z0-9.-]*$/.test(own)
    ? [own, ...(own.includes('.') ? [] : [`${own}.local`])]
    : [];
  const global = ownAddresses('IPv6').filter((address) => !address.startsWith('fe80:'));
  const names = [
    'localhost',
    '127.0.0.1',
    '::1',
    ...hostNames,
    ...ownAddresses('IPv4'),
    ...global,
    listensOn,
  ];
  return [...new Set(names)].filter((name) => name !== '0.0.0.0' && name !== '::');
}

/**
 * The certificate of Atrium's own making: the one of the data folder as long as it holds and covers every name, else a
 * new one. It is one file with its key, so that the two always belong together; only the account of the server may
 * read it.
 *
 * @param nowMs Unix time, in milliseconds
 * @throws CertificateError where the file in the folder holds something else
 */
export async function keepSelfSignedIdentity(
  dataFolder: string,
  names: readonly string[],
  nowMs: number,
): Promise<TlsIdentity> {
  const path = join(dataFolder, 'self-signed.pem');
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (kept !== undefined) {
    const identity = identityOf(path, kept);
    if (identity.validToMs - nowMs > renewalMs && covers(kept, names)) return identity;
  }
  const made = await makeCertificate(names, nowMs);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  // Complete before it has its name: a crash leaves the old one or the new one.
  await writeFile(`${path}.new`, made, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return identityOf(path, made);
}

function identityOf(path: string, pem: string): TlsIdentity {
  const file = { name: path, pem };
  return readTlsIdentity(file, file, true);
}

function covers(pem: string, names: readonly string[]): boolean {
  const certificate = new X509Certificate(pem);
  return names.every((name) => (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)));
}

async function makeCertificate(names: readonly string[], nowMs: number): Promise<string> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Atrium' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(nowMs - backdatedMs),
    notAfterDate: new Date(nowMs + lifetimeMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  });
  return `${cert.trim()}\n${key.trim()}\n`;
}
