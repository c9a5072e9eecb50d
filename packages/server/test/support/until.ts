const pollMs = 5;
/** Long enough for a busy machine; a condition that holds ends the wait at once. */
const patienceMs = 120_000;

/**
 * Waits for a condition.
 *
 * @param what what is waited for, for the error
 * @throws Error where it does not come to hold
 */
export async function until(
  condition: () => boolean,
  what: string | (() => string),
  deadlineMs = patienceMs,
): Promise<void> {
  const endMs = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > endMs) {
      throw new Error(`This never came about: ${typeof what === 'string' ? what : what()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
