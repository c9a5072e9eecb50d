/** Stops a timer; does nothing where it has stopped already. */
export type Cancel = () => void;

export interface Clock {
  /** Milliseconds on a clock that never goes back; fractions allowed. */
  nowMs(): number;
  every(ms: number, run: () => void): Cancel;
  after(ms: number, run: () => void): Cancel;
}
