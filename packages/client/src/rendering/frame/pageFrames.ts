import type { FrameSource } from './frameLoop.ts';
import type { WakeSource } from './laterWake.ts';

/**
 * The frames of this page.
 *
 * @param mostPerSecond where there are to be fewer than the screen shows
 */
export function pageFrames(mostPerSecond: number | undefined): FrameSource {
  const page = { now: () => performance.now(), isHidden: () => document.hidden };
  if (mostPerSecond === undefined) {
    return {
      ...page,
      requestFrame: (run) => requestAnimationFrame(run),
      cancelFrame: (handle) => cancelAnimationFrame(handle),
    };
  }
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    ...page,
    requestFrame(run) {
      const waitMs = Math.max(0, lastMs + 1000 / mostPerSecond - page.now());
      return window.setTimeout(() => {
        lastMs = page.now();
        run(lastMs);
      }, waitMs);
    },
    cancelFrame: (handle) => window.clearTimeout(handle),
  };
}

/** The clock of the page. */
export const pageTimers: WakeSource = {
  now: () => performance.now(),
  setTimer: (run, delayMs) => window.setTimeout(run, delayMs),
  clearTimer: (handle) => {
    window.clearTimeout(handle);
  },
};
