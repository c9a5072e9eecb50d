/** A token bucket: so many at once, and so many a second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Holds `burst` tokens and wins `perSecond` back; kept as the one number it needs: when it will be full. */
export class TokenBucket {
  readonly #rate: Rate;
  #fullAtMs = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Whether a token is there; takes none. */
  has(nowMs: number): boolean {
    return (
      this.#fullAfterTaking(nowMs) - nowMs <= (this.#rate.burst * 1000) / this.#rate.perSecond + roundingMs
    );
  }

  /** Whether none is missing: it is as good as a new one. */
  isFull(nowMs: number): boolean {
    return this.#fullAtMs <= nowMs;
  }

  /** Takes a token where there is one, and says whether there was. */
  take(nowMs: number): boolean {
    if (!this.has(nowMs)) return false;
    this.#fullAtMs = this.#fullAfterTaking(nowMs);
    return true;
  }

  #fullAfterTaking(nowMs: number): number {
    return Math.max(this.#fullAtMs, nowMs) + 1000 / this.#rate.perSecond;
  }
}

/** Thirds of a second do not add up exactly. */
const roundingMs = 1e-6;
