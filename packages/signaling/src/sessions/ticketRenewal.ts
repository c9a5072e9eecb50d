/** How often tickets are renewed, in ms. */
export interface TicketRenewalLimits {
  readonly ticketSpacingMs: number;
  readonly ticketWhileMovingMs: number;
  readonly ticketWhileStillMs: number;
}

/**
 * When somebody's next ticket is due: soon after they have stopped, every few seconds while they move, now and then
 * while they do not.
 */
export class TicketRenewal {
  readonly #limits: TicketRenewalLimits;
  #issuedAtMs: number;
  /** On the server's clock, in ms. */
  dueAtMs: number;

  /** The first is due at once. */
  constructor(limits: TicketRenewalLimits, nowMs: number) {
    this.#limits = limits;
    this.#issuedAtMs = nowMs - limits.ticketSpacingMs;
    this.dueAtMs = nowMs;
  }

  issued(nowMs: number): void {
    this.#issuedAtMs = nowMs;
    this.dueAtMs = nowMs + this.#limits.ticketWhileStillMs;
  }

  /**
   * Their place has changed.
   *
   * @param hasStopped whether it will not change again for the moment
   * @returns whether the next ticket is due earlier than before
   */
  moved(hasStopped: boolean): boolean {
    const waitMs = hasStopped ? this.#limits.ticketSpacingMs : this.#limits.ticketWhileMovingMs;
    const dueAtMs = this.#issuedAtMs + waitMs;
    if (dueAtMs >= this.dueAtMs) return false;
    this.dueAtMs = dueAtMs;
    return true;
  }
}
