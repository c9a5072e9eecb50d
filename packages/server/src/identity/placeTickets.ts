import * as z from 'zod';
import { placeSchema, wireLimits } from '@atrium/protocol';
import type { Tickets } from '@atrium/signaling';
import { createSignedClaims } from './signedClaims.ts';

const ticketClaimsSchema = z.strictObject({
  personId: z.string(),
  worldId: z.string(),
  sessionId: z.string(),
  place: placeSchema,
  zoneId: z.string(),
  // Tickets of servers before this one do not say.
  worldVersion: z.number().optional(),
  gatherings: z.array(z.strictObject({ zoneId: z.string(), gatheringId: z.string() })),
});

/** Tickets that bring people back to their place. The audience keeps them from passing as tokens, and tokens as tickets. */
export function createPlaceTickets(secret: string, wallClockMs: () => number): Tickets {
  const signed = createSignedClaims({
    secret,
    audience: 'atrium.ticket',
    lifetimeMs: wireLimits.ticketLifetimeMs,
    schema: ticketClaimsSchema,
    wallClockMs,
  });
  return {
    async issue({ personId, worldId, sessionId, place, zoneId, worldVersion, gatherings }) {
      const who = { personId, worldId, sessionId };
      const claims = { ...who, place, zoneId, worldVersion, gatherings: [...gatherings] };
      return signed.sign(claims).text;
    },
    verify: (ticket) => signed.verify(ticket),
  };
}
