/** What can be paused: a producer or consumer of mediasoup. */
interface Pausable {
  readonly closed: boolean;
  pause(): Promise<void>;
  resume(): Promise<void>;
}

/**
 * Pauses and resumes a producer or consumer so that it ends as it was wanted last. mediasoup's `paused` changes only with
 * the worker's reply, so it says nothing of what is under way: wishes are compared with wishes, and applied one after the
 * other.
 */
export class PauseSwitch {
  readonly #target: Pausable;
  #isWanted: boolean;
  #isApplied: boolean;
  #isWorking = false;

  /** @param isPaused as it was made */
  constructor(target: Pausable, isPaused: boolean) {
    this.#target = target;
    this.#isWanted = isPaused;
    this.#isApplied = isPaused;
  }

  set(isPaused: boolean): void {
    this.#isWanted = isPaused;
    if (!this.#isWorking) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    try {
      while (!this.#target.closed && this.#isWanted !== this.#isApplied) {
        const isPaused = this.#isWanted;
        await (isPaused ? this.#target.pause() : this.#target.resume());
        this.#isApplied = isPaused;
      }
    } catch {
      // What is closed while it is changed needs no change any more, and a worker that refuses is about to be lost with
      // everything in it. The next wish tries again.
    } finally {
      this.#isWorking = false;
    }
  }
}
