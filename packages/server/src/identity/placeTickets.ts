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
    async issue({ personId, worldId, sessionId, place, zoneId, gatherings }) {
      const claims = { personId, worldId, sessionId, place, zoneId, gatherings: [...gatherings] };
      return signed.sign(claims).text;
    },
    verify: (ticket) => signed.verify(ticket),
  };
}
