/** Stops a timer; does nothing where it has run already. */
export type Cancel = () => void;

/** Time, as the session needs it; tests bring their own. */
export interface Timers {
  /** Monotonic, in ms; the clock of `requestAnimationFrame` in browsers. */
  now(): number;
  after(ms: number, run: () => void): Cancel;
}

/** The timers of the runtime. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
