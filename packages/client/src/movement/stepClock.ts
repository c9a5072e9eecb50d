import { stepsPerSecond, walkSpeedTilesPerSecond } from '@atrium/world';

const stepMs = 1000 / stepsPerSecond;
/** How far one step leads. */
export const stepTiles = walkSpeedTilesPerSecond / stepsPerSecond;
/** More than this is not made up for: a tab that slept does not leap. */
const longestCatchUpMs = 250;

/** Turns the time that passes, however unevenly, into equal steps. */
export class StepClock {
  #steppedToMs = 0;
  #nowMs = 0;

  /** Time begins to count now, in ms. */
  restart(nowMs: number): void {
    this.#steppedToMs = nowMs;
    this.#nowMs = nowMs;
  }

  /** The moments, in ms, of the steps that are due. */
  *due(nowMs: number): Generator<number> {
    this.#nowMs = nowMs;
    this.#steppedToMs = Math.max(this.#steppedToMs, nowMs - longestCatchUpMs);
    while (this.#steppedToMs + stepMs <= nowMs) {
      this.#steppedToMs += stepMs;
      yield this.#steppedToMs;
    }
  }

  /** How far the present is on the way from the last step to the next, 0 to 1. */
  get fraction(): number {
    return Math.min(1, Math.max(0, (this.#nowMs - this.#steppedToMs) / stepMs));
  }
}
