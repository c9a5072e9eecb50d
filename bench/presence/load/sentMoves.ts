/** Moves of each person that are remembered until a witness reads them: more than can be under way at once. */
const movesKept = 16;

/** When each place was sent, so that its arrival elsewhere tells how long it took. */
export class SentMoves {
  readonly #places: Int32Array;
  readonly #sentAtMs: Float64Array;
  readonly #next: Uint8Array;

  constructor(people: number) {
    this.#places = new Int32Array(people * movesKept).fill(-1);
    this.#sentAtMs = new Float64Array(people * movesKept);
    this.#next = new Uint8Array(people);
  }

  /** @param x in 1/64 tile, as `y` */
  sent(person: number, x: number, y: number, atMs: number): void {
    const turn = this.#next[person] ?? 0;
    this.#next[person] = (turn + 1) % movesKept;
    this.#places[person * movesKept + turn] = pack(x, y);
    this.#sentAtMs[person * movesKept + turn] = atMs;
  }

  /** How long ago a place was sent, in ms; undefined where it is not among the latest, or was read already. */
  arrived(person: number, x: number, y: number, atMs: number): number | undefined {
    const place = pack(x, y);
    for (let slot = person * movesKept; slot < (person + 1) * movesKept; slot++) {
      if (this.#places[slot] !== place) continue;
      this.#places[slot] = -1;
      return atMs - (this.#sentAtMs[slot] ?? atMs);
    }
    return undefined;
  }
}

function pack(x: number, y: number): number {
  return (x << 16) | y;
}
