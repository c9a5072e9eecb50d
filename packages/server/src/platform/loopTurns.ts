import type { Turns } from '@atrium/signaling';

/** How much may begin in one turn of the event loop. */
const perTurn = 4;

/**
 * Lets what arrives all at once begin bit by bit: a few in each turn of the event loop, in the order in which they came,
 * so that other work gets its time in between.
 */
export class LoopTurns implements Turns {
  readonly #waiting: (() => void)[] = [];
  #begun = 0;

  begin(go: () => void): void {
    if (this.#begun === 0) setImmediate(() => this.#nextTurn());
    if (this.#begun >= perTurn) {
      this.#waiting.push(go);
      return;
    }
    this.#begun++;
    go();
  }

  #nextTurn(): void {
    const next = this.#waiting.splice(0, perTurn);
    this.#begun = next.length;
    if (next.length > 0) setImmediate(() => this.#nextTurn());
    for (const go of next) go();
  }
}
