/** Does one thing after the other for each key; what belongs to different keys runs side by side. */
export class KeyedTurns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Whether something is being done for a key, or waits to be. */
  isBusy(key: string): boolean {
    return this.#last.has(key);
  }

  /** @returns as `work` does; who comes next need not know how it ended */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const done = before.then(work);
    const turn = done.catch(() => undefined);
    this.#last.set(key, turn);
    try {
      return await done;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
