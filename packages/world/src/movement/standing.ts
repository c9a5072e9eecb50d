import type { Position } from '../geometry/units.ts';
import type { AvatarState } from './avatarState.ts';

/** Where somebody stands, as far as movement cares. */
export interface Standing {
  readonly position: Position;
  readonly zoneId: string;
  readonly state: AvatarState;
}
