/** How long after the fact others are drawn, in ms: enough that their next place is mostly known. */
const leastPlayoutDelayMs = 100;
const mostPlayoutDelayMs = 200;
const intervalsOfDelay = 1.5;
const keptSamples = 64;
/** How fast the delay may change, in ms per second, so that nobody seems to run or crawl. */
const slewMsPerSecond = 40;

/** The delay that suits the network: 1.5 intervals between samples and the 95th percentile of jitter. */
export class PlayoutDelay {
  readonly #latenesses: number[] = [];
  #next = 0;
  #intervalMs = leastPlayoutDelayMs / intervalsOfDelay;
  #targetMs = leastPlayoutDelayMs;
  #delayMs = leastPlayoutDelayMs;
  #atMs: number | undefined;

  /** @param tickMs time between two frames of the server */
  restart(tickMs: number): void {
    this.#latenesses.length = 0;
    this.#next = 0;
    this.#intervalMs = tickMs;
    this.#retarget();
  }

  /** A frame has come. @param latenessMs how much later than the fastest */
  observe(latenessMs: number): void {
    this.#latenesses[this.#next] = latenessMs;
    this.#next = (this.#next + 1) % keptSamples;
    this.#retarget();
  }

  /** The delay at a moment, in ms. Moments must not go back. */
  at(nowMs: number): number {
    const most = this.#atMs === undefined ? 0 : (Math.max(0, nowMs - this.#atMs) / 1000) * slewMsPerSecond;
    this.#atMs = Math.max(this.#atMs ?? nowMs, nowMs);
    this.#delayMs += Math.min(most, Math.max(-most, this.#targetMs - this.#delayMs));
    return this.#delayMs;
  }

  #retarget(): void {
    const sorted = this.#latenesses.toSorted((a, b) => a - b);
    const jitterMs = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
    const wished = intervalsOfDelay * this.#intervalMs + jitterMs;
    this.#targetMs = Math.min(mostPlayoutDelayMs, Math.max(leastPlayoutDelayMs, wished));
  }
}
