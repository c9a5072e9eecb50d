import type { MovementRefused } from './movementRefused.ts';
import type { Door, Facing, Standing } from '@atrium/world';

/** Where the own Avatar is, as it would be told to the Signaling Server. */
export interface OwnPlace extends Standing {
  readonly facing: Facing;
}

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

/** What the own Avatar reports. */
export interface OwnAvatarEvents {
  send(moveIntent: Uint8Array<ArrayBuffer>): void;
  zoneChanged(zoneId: string): void;
  refused(refused: MovementRefused): void;
  /** The course that `goTo` began has ended. */
  courseEnded(outcome: CourseOutcome): void;
  /** The Avatar is somewhere else than the picture could glide to: it fades in there. */
  jumped(): void;
}
