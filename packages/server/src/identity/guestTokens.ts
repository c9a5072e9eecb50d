import * as z from 'zod';
import { nameSchema } from '@atrium/protocol';
import type { Person } from '@atrium/signaling';
import { roles } from '@atrium/world';
import { createSignedClaims } from './signedClaims.ts';

const guestTokenLifetimeMs = 30 * 24 * 60 * 60 * 1000;

const personSchema = z.strictObject({
  personId: z.string().min(1),
  name: nameSchema,
  role: z.enum(roles),
});

export interface GuestTokens {
  /** @returns the token, and when it expires (milliseconds since 1970) */
  issue(person: Person): Promise<{ readonly token: string; readonly expiresAtMs: number }>;
  /** `undefined` where the token is forged, expired or none at all. */
  verify(token: string): Promise<Person | undefined>;
}

/** Who somebody is, for 30 days, on a server without accounts. */
export function createGuestTokens(secret: string, wallClockMs: () => number): GuestTokens {
  const signed = createSignedClaims({
    secret,
    audience: 'atrium.guest',
    lifetimeMs: guestTokenLifetimeMs,
    schema: personSchema,
    wallClockMs,
  });
  return {
    async issue({ personId, name, role }) {
      const { text, expiresAtMs } = signed.sign({ personId, name, role });
      return { token: text, expiresAtMs };
    },
    verify: (token) => signed.verify(token),
  };
}
