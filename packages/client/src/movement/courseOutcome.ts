import type { Door } from '@atrium/world';

/** How walking somewhere by oneself has ended. */
export type CourseOutcome =
  | { readonly kind: 'arrived' }
  /** At the Door of the Zone that was to be entered. */
  | { readonly kind: 'at-closed-door'; readonly doorId: string }
  | { readonly kind: 'given-up' }
  /** The person wanted something else meanwhile. */
  | { readonly kind: 'interrupted' };

/** @param door that is closed, and in the way of where one was going */
export function outcomeOf(hasArrived: boolean, door: Door | undefined): CourseOutcome {
  if (door !== undefined) return { kind: 'at-closed-door', doorId: door.id };
  return { kind: hasArrived ? 'arrived' : 'given-up' };
}
