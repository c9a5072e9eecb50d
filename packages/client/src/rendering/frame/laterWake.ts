/** Wakes something once at a later moment: the soonest that was asked for. */
export interface LaterWake {
  /** @param delayMs `Infinity` asks for nothing */
  within(delayMs: number): void;
  stop(): void;
}

/** What it needs of the page; a test brings its own. */
export interface WakeSource {
  now(): number;
  setTimer(run: () => void, delayMs: number): number;
  clearTimer(handle: number): void;
}

export function createLaterWake(source: WakeSource, wake: () => void): LaterWake {
  let handle: number | undefined;
  let dueMs = Infinity;
  const stop = (): void => {
    if (handle !== undefined) source.clearTimer(handle);
    handle = undefined;
    dueMs = Infinity;
  };
  return {
    within(delayMs) {
      const wishedMs = source.now() + delayMs;
      if (wishedMs >= dueMs) return;
      stop();
      dueMs = wishedMs;
      handle = source.setTimer(() => {
        handle = undefined;
        dueMs = Infinity;
        wake();
      }, delayMs);
    },
    stop,
  };
}
