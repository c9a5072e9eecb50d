/** Calls back a few times a second while something moves in the World, and not at all otherwise. */
export interface ActivityTicker {
  /** Something has started to move. */
  wake(): void;
  /** Gives back what ends it. */
  subscribe(listener: () => void): () => void;
  stop(): void;
}

const tickMs = 100;

/**
 * @param isActive whether anything still moves
 * @param after runs something later (ms), and gives back what stops it
 */
export function createActivityTicker(
  isActive: () => boolean,
  after: (ms: number, run: () => void) => () => void,
): ActivityTicker {
  const listeners = new Set<() => void>();
  let stopTimer: (() => void) | undefined;

  const tick = () => {
    // Asked first: the last tick comes after everything has come to rest.
    const goesOn = isActive();
    stopTimer = goesOn ? after(tickMs, tick) : undefined;
    for (const listener of listeners) listener();
  };
  return {
    wake() {
      stopTimer ??= after(tickMs, tick);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      stopTimer?.();
      stopTimer = undefined;
      listeners.clear();
    },
  };
}
