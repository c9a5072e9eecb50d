/** Presence frames carry 32 bits of the server's clock. */
const wrapMs = 2 ** 32;
/** Estimates are kept for one to two windows, so that clocks that drift and ways that change are followed. */
const windowMs = 5_000;
/** How fast the estimate may move once it has settled, in ms per second: the picture must not jump. */
const slewMsPerSecond = 40;
/** A difference beyond this is another way through the network, not drift. */
const snapBeyondMs = 250;
/** So long after the start, better estimates are taken at once. */
const settlingMs = 1_000;

/**
 * Estimates the Signaling Server's clock from the times that messages carry. Whatever came fastest is nearest to the
 * truth; all estimates are late by the shortest way through the network, which is what playing out needs.
 */
export class ServerClock {
  #reference = 0;
  #offset = 0;
  #startedAtMs: number | undefined;
  #windowStartMs = 0;
  #bestNow = Number.NEGATIVE_INFINITY;
  #bestBefore = Number.NEGATIVE_INFINITY;
  #observedAtMs = 0;

  /** A new connection, maybe to another server. @param serverTimeMs its clock, not cut to 32 bits */
  restart(serverTimeMs: number, receivedAtMs: number): void {
    this.#reference = serverTimeMs;
    this.#offset = serverTimeMs - receivedAtMs;
    this.#startedAtMs = receivedAtMs;
    this.#windowStartMs = receivedAtMs;
    this.#observedAtMs = receivedAtMs;
    this.#bestNow = this.#offset;
    this.#bestBefore = Number.NEGATIVE_INFINITY;
  }

  /** The whole time behind 32 bits of it. */
  unwrap(serverTime32: number): number {
    const turns = Math.round((this.#reference - serverTime32) / wrapMs);
    return serverTime32 + turns * wrapMs;
  }

  /**
   * A message has arrived. Times in ms.
   *
   * @param serverTimeMs when it was sent, unwrapped
   * @returns how much later than the fastest ones it came, in ms
   */
  observe(serverTimeMs: number, receivedAtMs: number): number {
    this.#reference = Math.max(this.#reference, serverTimeMs);
    const sample = serverTimeMs - receivedAtMs;
    if (receivedAtMs - this.#windowStartMs >= windowMs) {
      // After a long silence, what was known before says little.
      const isStale = receivedAtMs - this.#windowStartMs >= 2 * windowMs;
      this.#bestBefore = isStale ? Number.NEGATIVE_INFINITY : this.#bestNow;
      this.#bestNow = sample;
      this.#windowStartMs = receivedAtMs;
    }
    this.#bestNow = Math.max(this.#bestNow, sample);
    const target = Math.max(this.#bestNow, this.#bestBefore);
    this.#approach(target, receivedAtMs);
    return target - sample;
  }

  /** The server's time, in ms, as a message sent now and arriving without delay would have it. */
  at(nowMs: number): number {
    return nowMs + this.#offset;
  }

  #approach(target: number, nowMs: number): void {
    const difference = target - this.#offset;
    const isSettling = this.#startedAtMs === undefined || nowMs - this.#startedAtMs < settlingMs;
    const most = ((nowMs - this.#observedAtMs) / 1000) * slewMsPerSecond;
    this.#observedAtMs = nowMs;
    if (isSettling || Math.abs(difference) > snapBeyondMs) this.#offset = target;
    else this.#offset += Math.min(most, Math.max(-most, difference));
  }
}
