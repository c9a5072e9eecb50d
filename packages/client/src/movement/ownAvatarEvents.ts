import type { CourseOutcome } from './courseOutcome.ts';
import type { MovementRefused } from './movementRefused.ts';

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
