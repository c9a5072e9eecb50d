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
    async issue({ personId, worldId, sessionId, place, zoneId }) {
      return signed.sign({ personId, worldId, sessionId, place, zoneId }).text;
    },
    verify: (ticket) => signed.verify(ticket),
  };
}
