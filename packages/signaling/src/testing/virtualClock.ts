import type { Cancel, Clock } from '../ports/clock.ts';

interface Timer {
  dueMs: number;
  readonly everyMs: number | undefined;
  readonly run: () => void;
}

/** A clock that moves only when a test says so, and runs its timers in the order in which they are due. */
export class VirtualClock implements Clock {
  #nowMs = 1_000_000;
  readonly #timers = new Set<Timer>();

  nowMs(): number {
    return this.#nowMs;
  }

  every(ms: number, run: () => void): Cancel {
    return this.#add({ dueMs: this.#nowMs + ms, everyMs: ms, run });
  }

  after(ms: number, run: () => void): Cancel {
    return this.#add({ dueMs: this.#nowMs + ms, everyMs: undefined, run });
  }

  get timers(): number {
    return this.#timers.size;
  }

  advance(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (let next = this.#next(endMs); next !== undefined; next = this.#next(endMs)) {
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      if (next.everyMs === undefined) this.#timers.delete(next);
      else next.dueMs += next.everyMs;
      next.run();
    }
    this.#nowMs = endMs;
  }

  /** The process stands still for so long: nothing that is due is done. */
  standStill(ms: number): void {
    this.#nowMs += ms;
  }

  #add(timer: Timer): Cancel {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  #next(endMs: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.dueMs <= endMs && (first === undefined || timer.dueMs < first.dueMs)) first = timer;
    }
    return first;
  }
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
