/** What tells a press on Leave that is meant from one that is not. */
export interface LeavePress {
  readonly isByPointer: boolean;
  /** Whether Enter in the lobby led here. */
  readonly isAfterEnter: boolean;
  /** Whether the pointer has moved since the button came. */
  readonly hasPointerMoved: boolean;
  /** How long the button has been there, in ms. */
  readonly shownForMs: number;
}

/** Leave comes where Enter was a moment before: for so long a press there may be the end of a double click, in ms. */
const settlingMs = 2_000;

/** Whether a press on Leave is meant. An impatient second press on Enter, which was in the same place, is not. */
export function isMeantToLeave({
  isByPointer,
  isAfterEnter,
  hasPointerMoved,
  shownForMs,
}: LeavePress): boolean {
  return !isByPointer || !isAfterEnter || hasPointerMoved || shownForMs >= settlingMs;
}
