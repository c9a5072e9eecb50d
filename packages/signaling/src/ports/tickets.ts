import type { Place } from '@atrium/protocol';

/** What a ticket says: who was where. */
export interface TicketClaims {
  readonly personId: string;
  readonly worldId: string;
  readonly sessionId: string;
  readonly place: Place;
  readonly zoneId: string;
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
