const minuteMs = 60_000;
/** From then on the minutes that are left are shown instead of the moment of the end. */
const countedMinutes = 10;
/** A notice says so when this many minutes are left. */
const toldMinutes: readonly number[] = [5, 1];

export interface TimeLeft {
  /** Minutes left, rounded up; `undefined` while there are more than ten. */
  readonly minutes: number | undefined;
  /** Whether to say so in a notice. */
  readonly isTold: boolean;
  /** When this changes, in ms from now; `undefined` at the end. */
  readonly changesInMs: number | undefined;
}

/** How much of a visit is left. @param leftMs until its end */
export function timeLeft(leftMs: number): TimeLeft {
  const minutes = Math.max(0, Math.ceil(leftMs / minuteMs));
  if (minutes > countedMinutes)
    return { minutes: undefined, isTold: false, changesInMs: leftMs - countedMinutes * minuteMs };
  return {
    minutes,
    isTold: toldMinutes.includes(minutes),
    changesInMs: minutes === 0 ? undefined : leftMs - (minutes - 1) * minuteMs,
  };
}
