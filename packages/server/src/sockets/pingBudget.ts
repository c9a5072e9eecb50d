const burst = 20;
const perSecond = 2;

/** WebSocket pings and pongs a Client may send. Browsers send none; a proxy may send one now and then. */
export class PingBudget {
  readonly #nowMs: () => number;
  #left = burst;
  #filledAtMs: number;

  /** @param nowMs a clock that never goes back */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#filledAtMs = nowMs();
  }

  /** Whether one more is within the budget; takes it from there. */
  take(): boolean {
    const nowMs = this.#nowMs();
    this.#left = Math.min(burst, this.#left + ((nowMs - this.#filledAtMs) / 1000) * perSecond);
    this.#filledAtMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
