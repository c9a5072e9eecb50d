import * as z from 'zod';
import { nameSchema } from '@atrium/protocol';
import type { SignedTokens, VisitTokens } from '@atrium/workspace';
import { createSignedClaims } from './signedClaims.ts';

const accessLifetimeMs = 15 * 60 * 1000;
const guestLifetimeMs = 30 * 24 * 60 * 60 * 1000;

const accessClaims = z.strictObject({ sessionId: z.string().min(1) });
const guestPass = z.strictObject({
  personId: z.string().min(1),
  name: nameSchema,
  workspaceId: z.string().min(1),
  worldId: z.string().min(1),
  invitationId: z.string().min(1).nullable(),
  untilMs: z.number().nullable(),
});

/** Tokens of people who are signed in, and of Guests. The audiences keep each from passing as another. */
export function createVisitTokens(secret: string, wallClockMs: () => number): VisitTokens {
  const tokens = <Claims extends Record<string, unknown>>(
    audience: string,
    lifetimeMs: number,
    schema: z.ZodType<Claims>,
  ): SignedTokens<Claims> => {
    const signed = createSignedClaims({ secret, audience, lifetimeMs, schema, wallClockMs });
    return {
      issue(claims) {
        const { text, expiresAtMs } = signed.sign(claims);
        return { token: text, expiresAtMs };
      },
      read: (token) => signed.verify(token),
    };
  };
  return {
    access: tokens('atrium.access', accessLifetimeMs, accessClaims),
    guest: tokens('atrium.visit', guestLifetimeMs, guestPass),
  };
}
