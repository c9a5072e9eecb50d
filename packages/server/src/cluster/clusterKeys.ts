import { hkdfSync } from 'node:crypto';
import type { TlsOptions } from 'node:tls';

/** What servers of one cluster prove to each other that they have: each key is for one purpose alone (RFC 5869). */
export function clusterKey(secret: string, purpose: 'line' | 'forwarding'): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `atrium.cluster.${purpose}`, 32));
}

/** What both ends of a line between servers say who they are. */
export const clusterIdentity = 'atrium';

/** TLS by a key that both ends know (RFC 5489): neither needs a certificate, and what was recorded stays secret. */
export const clusterTls: Pick<TlsOptions, 'ciphers' | 'minVersion' | 'maxVersion'> = {
  ciphers: 'ECDHE-PSK-CHACHA20-POLY1305',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
};
