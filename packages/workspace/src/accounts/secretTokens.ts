import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const secretBytes = 32;

/** Random, and short enough for a link: 43 characters of base64url. */
export function newSecretToken(): string {
  return randomBytes(secretBytes).toString('base64url');
}

/** What is kept of a token. Plain SHA-256 will do: nobody guesses 256 random bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** @param stored the hash of another token, or `null` where there is none */
export function isTokenOf(stored: string | null, token: string): boolean {
  if (stored === null) return false;
  return timingSafeEqual(Buffer.from(stored), Buffer.from(hashToken(token)));
}
