import type { Seat } from '@atrium/world';

interface SeatClaim {
  readonly personId: string;
  /** On the server's clock, in ms; Infinity while the person is there. */
  readonly untilMs: number;
}

/** A seat holds one sitter, first come first served. */
export class SeatClaims {
  readonly #bySeat = new Map<string, SeatClaim>();

  isHeldAgainst(personId: string, seat: Seat, nowMs: number): boolean {
    const claim = this.#bySeat.get(seat.id);
    return claim !== undefined && claim.personId !== personId && nowMs < claim.untilMs;
  }

  take(personId: string, seat: Seat): void {
    this.#bySeat.set(seat.id, { personId, untilMs: Infinity });
  }

  /** Keeps the seat for someone whose connection was lost. @param untilMs on the server's clock */
  keep(personId: string, seat: Seat, untilMs: number): void {
    this.#bySeat.set(seat.id, { personId, untilMs });
  }

  release(personId: string, seat: Seat): void {
    if (this.#bySeat.get(seat.id)?.personId === personId) this.#bySeat.delete(seat.id);
  }
}
