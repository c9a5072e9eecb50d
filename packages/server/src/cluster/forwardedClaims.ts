import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import * as z from 'zod';
import { wireLimits } from '@atrium/protocol';
import { createSignedClaims } from '../identity/signedClaims.ts';
import { clusterKey } from './clusterKeys.ts';

/** The header in which a server says whose socket it forwards. It counts on the line between servers and nowhere else. */
export const forwardedHeader = 'atrium-forwarded';
const lifetimeMs = 30_000;
/** Nonces that are remembered; more than sockets can be forwarded within the lifetime. */
const mostNonces = 100_000;

const claimsSchema = z.object({
  worldId: z.string().max(wireLimits.idLength),
  /** Network address of the Client. */
  address: z.string().max(64),
  /** As the Client sent them, and as they were checked. */
  origin: z.string().max(512).nullable(),
  host: z.string().max(512).nullable(),
  nonce: z.string().max(64),
});
export type ForwardedSocket = Omit<z.infer<typeof claimsSchema>, 'nonce'>;

/** Tells another server whose socket is forwarded. Only servers with the secret can. */
export interface ForwardedClaims {
  sign(socket: ForwardedSocket): string;
  /** `undefined` where the text is forged, too old, or was seen before. */
  verify(text: string): Promise<ForwardedSocket | undefined>;
}

/** @param nowMs milliseconds since 1970 on a clock that all servers share */
export function createForwardedClaims(secret: string, nowMs: () => number): ForwardedClaims {
  const claims = createSignedClaims({
    secret: clusterKey(secret, 'forwarding').toString('hex'),
    audience: 'atrium.forwarded',
    lifetimeMs,
    schema: claimsSchema,
    wallClockMs: nowMs,
  });
  const seen = new LRUCache<string, true>({ max: mostNonces, ttl: 2 * lifetimeMs });
  return {
    sign: (socket) => claims.sign({ ...socket, nonce: randomBytes(16).toString('base64url') }).text,
    async verify(text) {
      const verified = await claims.verify(text);
      if (verified === undefined || seen.has(verified.nonce)) return undefined;
      seen.set(verified.nonce, true);
      return verified;
    },
  };
}
