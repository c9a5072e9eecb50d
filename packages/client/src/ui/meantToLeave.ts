import type { PressPlace } from '../app/stage.ts';

/** What tells a press on Leave that is meant from one that is not. */
export interface LeavePress {
  /** Where a pointer pressed; `undefined` where a key or a screen reader did. */
  readonly pressedAt: PressPlace | undefined;
  /** Where a pointer pressed Enter in the lobby before. */
  readonly enteredAt: PressPlace | undefined;
  /** How long the button has been there, in ms. */
  readonly shownForMs: number;
}

/** Leave comes where Enter was a moment before: for so long a press there may be the end of a double click, in ms. */
const settlingMs = 2_000;
/** The second press of a double click or tap is within this of the first, in CSS px. */
const samePlacePx = 24;

/** Whether a press on Leave is meant. An impatient second press on Enter, which was in the same place, is not. */
export function isMeantToLeave({ pressedAt, enteredAt, shownForMs }: LeavePress): boolean {
  if (pressedAt === undefined || enteredAt === undefined || shownForMs >= settlingMs) return true;
  return Math.hypot(pressedAt.x - enteredAt.x, pressedAt.y - enteredAt.y) > samePlacePx;
}
