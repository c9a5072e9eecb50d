const windowMs = 60_000;
const attemptsPerWindow = 5;

/** Counts attempts to guess something: five a minute for each account and address. */
export class Attempts {
  readonly #nowMs: () => number;
  /** When each was made, by key. */
  readonly #made = new Map<string, number[]>();

  /** @param nowMs in ms, on any clock */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Whether one more may be made; then it counts. */
  take(account: string, address: string): boolean {
    const nowMs = this.#nowMs();
    for (const [key, times] of this.#made) {
      // The oldest key first: the others are younger.
      if ((times.at(-1) ?? 0) > nowMs - windowMs) break;
      this.#made.delete(key);
    }
    const key = JSON.stringify([account, address]);
    const recent = (this.#made.get(key) ?? []).filter((time) => time > nowMs - windowMs);
    if (recent.length >= attemptsPerWindow) return false;
    this.#made.delete(key);
    this.#made.set(key, [...recent, nowMs]);
    return true;
  }

  /** It was no guess: earlier ones are forgotten. */
  succeed(account: string, address: string): void {
    this.#made.delete(JSON.stringify([account, address]));
  }
}
