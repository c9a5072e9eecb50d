import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Seals } from '@atrium/workspace';

/** A seal is the same for so long, and holds for as long again. */
const windowSeconds = 300;

/**
 * Seals by HMAC-SHA-256. A seal holds for 5 to 10 minutes, and is the same for everybody who asks in the same 5 minutes.
 *
 * @param wallClockMs milliseconds since 1970
 */
export function createSeals(secret: string, wallClockMs: () => number): Seals {
  const key = createSecretKey(secret, 'utf8');
  const sign = (what: string, until: number) =>
    createHmac('sha256', key)
      .update(JSON.stringify(['atrium.seal', until, what]))
      .digest();
  return {
    make(what) {
      const until = (Math.floor(wallClockMs() / 1000 / windowSeconds) + 2) * windowSeconds;
      return { until, signature: sign(what, until).toString('base64url') };
    },
    holds(what, { until, signature }) {
      if (until * 1000 <= wallClockMs()) return false;
      const expected = sign(what, until);
      const given = Buffer.from(signature, 'base64url');
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
