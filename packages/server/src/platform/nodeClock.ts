import type { Clock } from '@atrium/signaling';

/** The monotonic clock and the timers of this process. */
export function createNodeClock(): Clock {
  const nowMs = () => performance.now();
  return {
    nowMs,
    every(ms, run) {
      let dueMs = nowMs() + ms;
      let timer = setTimeout(tick, ms);
      let afterPause: NodeJS.Immediate | undefined;
      // `setInterval` counts whole milliseconds, which would turn 15 Hz into something else; each turn aims at its own time.
      function tick() {
        const lateMs = nowMs() - dueMs;
        // After a pause (the machine slept) the turns that were missed are left out.
        dueMs += ms * (1 + Math.max(0, Math.floor(lateMs / ms)));
        timer = setTimeout(tick, Math.max(0, dueMs - nowMs()));
        // Before them, what has arrived during the pause is read: it tells who is there still.
        if (lateMs < ms) run();
        else afterPause = setImmediate(run);
      }
      return () => {
        clearTimeout(timer);
        clearImmediate(afterPause);
      };
    },
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
