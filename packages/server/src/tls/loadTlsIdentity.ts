import { readFile } from 'node:fs/promises';
import type { HttpsConfiguration } from '../configuration/configuration.ts';
import { CertificateError } from './certificateError.ts';
import { keepSelfSignedIdentity } from './selfSignedIdentity.ts';
import { readTlsIdentity } from './tlsIdentity.ts';
import type { TlsIdentity } from './tlsIdentity.ts';

/**
 * The certificate that the host has chosen.
 *
 * @param names what this machine is called, for a certificate that Atrium makes itself
 * @param nowMs Unix time, in milliseconds
 * @returns `undefined` where Atrium speaks plain HTTP
 * @throws CertificateError where it cannot be used
 */
export async function loadTlsIdentity(
  https: Exclude<HttpsConfiguration, { kind: 'acme' }> | undefined,
  dataFolder: string,
  names: readonly string[],
  nowMs: number,
): Promise<TlsIdentity | undefined> {
  switch (https?.kind) {
    case undefined:
      return undefined;
    case 'self-signed':
      return keepSelfSignedIdentity(dataFolder, names, nowMs);
    case 'files': {
      const certificate = await readPem('ATRIUM_TLS_CERT', https.certificateFile);
      const identity = readTlsIdentity(certificate, await readPem('ATRIUM_TLS_KEY', https.keyFile), false);
      if (identity.validToMs <= nowMs) {
        const until = new Date(identity.validToMs).toISOString().slice(0, 10);
        throw new CertificateError(
          `The certificate in ${https.certificateFile} has expired on ${until}. Renew it.`,
        );
      }
      return identity;
    }
  }
}

async function readPem(variable: string, file: string): Promise<{ name: string; pem: string }> {
  try {
    return { name: file, pem: await readFile(file, 'utf8') };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CertificateError(`${variable}: the file cannot be read: ${reason}`, { cause });
  }
}
