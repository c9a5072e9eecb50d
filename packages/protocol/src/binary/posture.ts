import { avatarStates, facings } from '@atrium/world';
import type { AvatarState, Facing } from '@atrium/world';

/** Facing and state share a byte: bits 0-2 facing, 3-4 state, 5 discontinuity, 6-7 zero. */
const stateShift = 3;
const facingMask = 0b111;
const stateMask = 0b11;
const discontinuityBit = 0b10_0000;
const reservedBits = 0b1100_0000;

export interface Posture {
  readonly facing: Facing;
  readonly state: AvatarState;
  /** The Avatar did not walk here from its last place: show it here at once. */
  readonly discontinuity: boolean;
}

export function packPosture(facing: Facing, state: AvatarState, discontinuity: boolean): number {
  const packed = facings.indexOf(facing) | (avatarStates.indexOf(state) << stateShift);
  return discontinuity ? packed | discontinuityBit : packed;
}

/** `undefined` where the byte is none that `packPosture` makes. */
export function unpackPosture(byte: number): Posture | undefined {
  if ((byte & reservedBits) !== 0) return undefined;
  const facing = facings[byte & facingMask];
  const state = avatarStates[(byte >> stateShift) & stateMask];
  if (facing === undefined || state === undefined) return undefined;
  return { facing, state, discontinuity: (byte & discontinuityBit) !== 0 };
}
