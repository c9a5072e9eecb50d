import type { Cancel, Timers } from '../../connection/timers.ts';
import { retryDelayMs } from './untilObtained.ts';

export interface LatestWishOptions<Value> {
  readonly timers: Timers;
  /** Makes it so. May reject: it is tried again, later and later, as long as it is the last wish. */
  readonly apply: (value: Value) => Promise<void>;
  /** Whether there is nothing left to apply anything to. */
  readonly isObsolete: () => boolean;
  readonly failed: (cause: unknown) => void;
}

/**
 * Brings something that changes slowly to what was wanted last: one change after the other, in order. What it is at this
 * moment is no measure of what it will be, so it is never asked: wishes are compared with wishes.
 */
export class LatestWish<Value> {
  readonly #options: LatestWishOptions<Value>;
  #wanted: Value;
  #applied: Value;
  #isWorking = false;
  #attempts = 0;
  #cancelRetry: Cancel | undefined;

  /** @param initial what holds already */
  constructor(initial: Value, options: LatestWishOptions<Value>) {
    this.#options = options;
    this.#wanted = initial;
    this.#applied = initial;
  }

  want(value: Value): void {
    if (value === this.#wanted) return;
    this.#wanted = value;
    this.#attempts = 0;
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#cancelRetry?.();
    const { timers, apply, isObsolete, failed } = this.#options;
    while (!isObsolete() && this.#wanted !== this.#applied) {
      const next = this.#wanted;
      try {
        await apply(next);
        this.#applied = next;
      } catch (cause) {
        failed(cause);
        // Another wish meanwhile is tried at once.
        if (next !== this.#wanted) continue;
        this.#cancelRetry = timers.after(retryDelayMs(this.#attempts++), () => void this.#work());
        break;
      }
    }
    this.#isWorking = false;
  }
}
