import { avatarStates, facings, type Facing } from '@atrium/world';

/** Facing and state in a byte, for servers that know nothing of either. */
export function postureByte(facing: Facing, isWalking: boolean): number {
  return facings.indexOf(facing) | (avatarStates.indexOf(isWalking ? 'walking' : 'idle') << 3);
}
