/** Milliseconds of work, on a CPU, that are had at once, and won back in each second. */
export interface WorkRate {
  readonly burstMs: number;
  readonly msPerSecond: number;
}

/** Counts work whose cost is known only afterwards: a caller over the budget has to wait. */
export class WorkBudget {
  readonly #rate: WorkRate;
  #spentMs = 0;
  #atMs = 0;

  constructor(rate: WorkRate) {
    this.#rate = rate;
  }

  has(nowMs: number): boolean {
    return this.#spentBy(nowMs) < this.#rate.burstMs;
  }

  spend(workMs: number, nowMs: number): void {
    this.#spentMs = this.#spentBy(nowMs) + workMs;
    this.#atMs = nowMs;
  }

  #spentBy(nowMs: number): number {
    return Math.max(0, this.#spentMs - ((nowMs - this.#atMs) / 1000) * this.#rate.msPerSecond);
  }
}
