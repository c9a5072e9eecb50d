import { wireLimits } from '@atrium/protocol';
import type { Cancel, Timers } from './timers.ts';

/** After waking up or a change of network, an answer has to come within this time. */
const quickAnswerMs = 2_000;

/**
 * Notices a connection that is dead without saying so: sends a ping now and then, and gives up when nothing at all has
 * come for `wireLimits.deadAfterMs`. Silence is counted from a ping on, because a sleeping tab hears nothing either.
 */
export class Heartbeat {
  readonly #timers: Timers;
  readonly #ping: () => void;
  readonly #onDead: () => void;
  #cancelPing: Cancel | undefined;
  #cancelDeadline: Cancel | undefined;

  constructor(timers: Timers, ping: () => void, onDead: () => void) {
    this.#timers = timers;
    this.#ping = ping;
    this.#onDead = onDead;
  }

  start(): void {
    this.stop();
    this.#scheduleNext();
  }

  stop(): void {
    this.#cancelPing?.();
    this.#cancelDeadline?.();
    this.#cancelPing = undefined;
    this.#cancelDeadline = undefined;
  }

  /** Something has arrived. */
  heard(): void {
    this.#cancelDeadline?.();
    this.#cancelDeadline = undefined;
  }

  /** Asks for a sign of life at once. */
  checkNow(): void {
    this.#ping();
    this.heard();
    this.#expectAnswerWithin(quickAnswerMs);
  }

  #scheduleNext(): void {
    this.#cancelPing = this.#timers.after(wireLimits.heartbeatMs, () => {
      this.#ping();
      if (this.#cancelDeadline === undefined) {
        this.#expectAnswerWithin(wireLimits.deadAfterMs - wireLimits.heartbeatMs);
      }
      this.#scheduleNext();
    });
  }

  #expectAnswerWithin(ms: number): void {
    this.#cancelDeadline = this.#timers.after(ms, () => {
      this.stop();
      this.#onDead();
    });
  }
}
