import type { Cancel, Timers } from '../connection/timers.ts';

/** How often time is moved on while nobody draws, in ms. */
const undrawnAdvanceMs = 50;
/** Timers may fire a little early; nobody has drawn all the same. */
const timerSlackMs = 10;

/** Moves things on while nobody draws: in hidden tabs and in Clients without a picture. */
export class UndrawnDrive {
  readonly #timers: Timers;
  readonly #isNeeded: () => boolean;
  readonly #advance: (nowMs: number) => void;
  #advancedAtMs = Number.NEGATIVE_INFINITY;
  #cancel: Cancel | undefined;

  constructor(timers: Timers, isNeeded: () => boolean, advance: (nowMs: number) => void) {
    this.#timers = timers;
    this.#isNeeded = isNeeded;
    this.#advance = advance;
  }

  /** Drawing has advanced the time. */
  advanced(nowMs: number): void {
    this.#advancedAtMs = nowMs;
  }

  /** Begins, where there is something to move. */
  wake(): void {
    if (this.#cancel !== undefined || !this.#isNeeded()) return;
    this.#cancel = this.#timers.after(undrawnAdvanceMs, () => {
      this.#cancel = undefined;
      const nowMs = this.#timers.now();
      if (nowMs - this.#advancedAtMs >= undrawnAdvanceMs - timerSlackMs) this.#advance(nowMs);
      this.wake();
    });
  }
}
