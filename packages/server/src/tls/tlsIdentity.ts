import { X509Certificate, createPrivateKey } from 'node:crypto';
import { CertificateError } from './certificateError.ts';

/** What a server shows of itself, and the key that proves it. */
export interface TlsIdentity {
  /** The certificate and those it rests on, PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
  /** Whether Atrium made it itself. */
  readonly isSelfSigned: boolean;
  /** SHA-256, as browsers show it. */
  readonly fingerprint: string;
  /** Unix time, in milliseconds. */
  readonly validFromMs: number;
  /** Unix time, in milliseconds. */
  readonly validToMs: number;
}

/**
 * Checks that a certificate and a key are what they should be, and belong together.
 *
 * @throws CertificateError saying which of them is wrong, and how
 */
export function readTlsIdentity(
  certificate: { readonly name: string; readonly pem: string },
  key: { readonly name: string; readonly pem: string },
  isSelfSigned: boolean,
): TlsIdentity {
  const parsed = attempt(
    () => new X509Certificate(certificate.pem),
    `${certificate.name} holds no certificate (PEM, "BEGIN CERTIFICATE")`,
  );
  const privateKey = attempt(
    () => createPrivateKey(key.pem),
    `${key.name} holds no private key without a passphrase (PEM, "BEGIN PRIVATE KEY")`,
  );
  if (!parsed.checkPrivateKey(privateKey)) {
    throw new CertificateError(
      `The key in ${key.name} is not the one of the certificate in ${certificate.name}.`,
    );
  }
  return {
    certificate: certificate.pem,
    key: key.pem,
    isSelfSigned,
    fingerprint: parsed.fingerprint256,
    validFromMs: Date.parse(parsed.validFrom),
    validToMs: Date.parse(parsed.validTo),
  };
}

function attempt<Result>(read: () => Result, problem: string): Result {
  try {
    return read();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CertificateError(`${problem}: ${reason}`, { cause });
  }
}
