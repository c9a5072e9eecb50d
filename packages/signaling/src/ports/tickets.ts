import type { Place } from '@atrium/protocol';

/** Some people's being together in a Zone behind a Door, from the first coming in to the last going out. */
export interface Gathering {
  readonly zoneId: string;
  readonly gatheringId: string;
}

/** What a ticket says: who was where. */
export interface TicketClaims {
  readonly personId: string;
  readonly worldId: string;
  readonly sessionId: string;
  readonly place: Place;
  readonly zoneId: string;
  /** The version of the World that the place is in; tickets of earlier servers do not say. */
  readonly worldVersion?: number | undefined;
  /** The people it was issued among: a group that gathers there later is not disturbed. */
  readonly gatherings: readonly Gathering[];
}

/**
 * Signed tickets that bring people back to their place. The secret behind them outlives the process, so that a ticket
 * from before a restart still holds.
 */
export interface Tickets {
  /** A ticket that holds for `wireLimits.ticketLifetimeMs`. */
  issue(claims: TicketClaims): Promise<string>;
  /** `undefined` where the ticket is forged or has expired. */
  verify(ticket: string): Promise<TicketClaims | undefined>;
}
