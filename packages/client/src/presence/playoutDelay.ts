/** How long after the fact others are drawn, in ms: enough that their next place is mostly known. */
const leastPlayoutDelayMs = 100;
const mostPlayoutDelayMs = 200;
const intervalsOfDelay = 1.5;
const keptSamples = 64;
/** An overloaded server sends a frame every so many ticks (`slowedTicks`); so many frames in a row tell that it does. */
const mostTicks = 3;
const keptGaps = 16;
/** Frames that are further apart tell that nobody walked in between, in ms. */
const longestGapMs = 400;
/** How fast the delay may change, in ms per second, so that nobody seems to run or crawl. */
const slewMsPerSecond = 40;

/**
 * The delay that suits the network and the server: 1.5 intervals between samples and the 95th percentile of jitter.
 */
export class PlayoutDelay {
  readonly #latenesses: number[] = [];
  #next = 0;
  /** Between the last frames, in ms, the latest last. */
  #gapsMs: number[] = [];
  #frameMs: number | undefined;
  #tickMs = leastPlayoutDelayMs / intervalsOfDelay;
  #targetMs = leastPlayoutDelayMs;
  #delayMs = leastPlayoutDelayMs;
  #atMs: number | undefined;

  /** @param tickMs time between two frames of the server */
  restart(tickMs: number): void {
    this.#latenesses.length = 0;
    this.#next = 0;
    this.#gapsMs = [];
    this.#frameMs = undefined;
    this.#tickMs = tickMs;
    this.#retarget();
  }

  /**
   * A frame has come.
   *
   * @param latenessMs how much later than the fastest
   * @param frameMs when the server made it, on its clock
   */
  observe(latenessMs: number, frameMs: number): void {
    const gapMs = this.#frameMs === undefined ? Infinity : frameMs - this.#frameMs;
    this.#frameMs = frameMs;
    if (gapMs <= longestGapMs) this.#gapsMs = [...this.#gapsMs.slice(1 - keptGaps), gapMs];
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
    const intervalsMs = intervalsOfDelay * this.#intervalMs();
    const mostMs = Math.max(mostPlayoutDelayMs, intervalsMs);
    this.#targetMs = Math.min(mostMs, Math.max(leastPlayoutDelayMs, intervalsMs + jitterMs));
  }

  /** The tick, unless hardly any frame of late came as soon as that after the one before. */
  #intervalMs(): number {
    if (this.#gapsMs.length < keptGaps) return this.#tickMs;
    const quartile = this.#gapsMs.toSorted((a, b) => a - b)[keptGaps / 4] ?? 0;
    return Math.min(mostTicks * this.#tickMs, Math.max(this.#tickMs, quartile));
  }
}
