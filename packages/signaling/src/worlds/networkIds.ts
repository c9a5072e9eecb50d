const idSpace = 0x1_0000;

/** Short numbers for the people of one World; a number that was given back rests before somebody else gets it. */
export class NetworkIds {
  readonly #restMs: number;
  #unused = 0;
  /** Given back, the longest ago first. */
  readonly #resting: { readonly id: number; readonly sinceMs: number }[] = [];

  /** @param restMs how long a number is kept from the next person, in ms */
  constructor(restMs: number) {
    this.#restMs = restMs;
  }

  /** `undefined` where all 65,536 are in use or resting. */
  take(nowMs: number): number | undefined {
    const oldest = this.#resting[0];
    if (oldest !== undefined && nowMs - oldest.sinceMs >= this.#restMs) {
      this.#resting.shift();
      return oldest.id;
    }
    return this.#unused < idSpace ? this.#unused++ : undefined;
  }

  giveBack(id: number, nowMs: number): void {
    this.#resting.push({ id, sinceMs: nowMs });
  }
}
