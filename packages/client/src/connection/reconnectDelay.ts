/** The first retry comes quickly, so that people hardly notice a short drop. */
const firstDelayMs = { least: 150, spread: 200 };
const secondCeilingMs = 1_000;
const leastDelayMs = 200;
const longestReconnectDelayMs = 10_000;

/**
 * How long to wait before connecting again: exponential backoff with full jitter.
 *
 * @param attempt 1 for the first attempt after a loss
 * @param random 0 up to but not including 1
 * @returns ms
 */
export function reconnectDelayMs(attempt: number, random: number): number {
  if (attempt <= 1) return firstDelayMs.least + random * firstDelayMs.spread;
  const ceiling = Math.min(longestReconnectDelayMs, secondCeilingMs * 2 ** Math.min(20, attempt - 2));
  return leastDelayMs + random * (ceiling - leastDelayMs);
}
