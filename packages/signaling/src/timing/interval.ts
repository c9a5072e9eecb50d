/** Says when something that is done now and then is due again. */
export class Interval {
  readonly #everyMs: number;
  #nextAtMs = Number.NEGATIVE_INFINITY;

  /** @param everyMs the shortest time between two times, in ms */
  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** Whether it is due; the next time is `everyMs` from then. */
  take(nowMs: number): boolean {
    if (nowMs < this.#nextAtMs) return false;
    this.#nextAtMs = nowMs + this.#everyMs;
    return true;
  }
}
