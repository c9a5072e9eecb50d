import type { Position } from '../geometry/units.ts';

/** What an Avatar does. The place in the list is the number on the wire. */
export const avatarStates = ['idle', 'walking', 'sitting'] as const;
export type AvatarState = (typeof avatarStates)[number];

/** Where somebody stands, as far as movement cares. */
export interface Standing {
  readonly position: Position;
  readonly zoneId: string;
  readonly state: AvatarState;
}
