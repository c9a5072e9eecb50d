import type { AvatarState, Facing } from '@atrium/world';
import { unitsPerTile } from '@atrium/world';
import { frameKinds } from './frameKinds.ts';
import type { MoveIntent } from './moveIntent.ts';
import { moveIntentBytes } from './moveIntent.ts';
import { unpackPosture } from './posture.ts';

/**
 * Reads MoveIntents one after the other into its own fields, so that the 15 Hz path makes no object for each. What it
 * reads and what it refuses is what `decodeMoveIntent` does.
 */
export class MoveIntentReader implements MoveIntent {
  moveEpoch = 0;
  sequence = 0;
  x = 0;
  y = 0;
  facing: Facing = 'S';
  state: AvatarState = 'idle';
  ageMs = 0;

  /** Whether the bytes are a MoveIntent; the fields then hold it until the next call. Never throws. */
  read(bytes: Uint8Array): boolean {
    if (bytes.length !== moveIntentBytes || bytes[0] !== frameKinds.moveIntent) return false;
    const posture = postures[bytes[9] ?? 0];
    if (posture === undefined) return false;
    this.moveEpoch = u16(bytes, 1);
    this.sequence = u16(bytes, 3);
    this.x = u16(bytes, 5) / unitsPerTile;
    this.y = u16(bytes, 7) / unitsPerTile;
    this.facing = posture.facing;
    this.state = posture.state;
    this.ageMs = bytes[10] ?? 0;
    return true;
  }
}

/** Every posture byte that a MoveIntent may hold; the Avatar of an intent walked, so none is a discontinuity. */
const postures = Array.from({ length: 256 }, (_, byte) => {
  const posture = unpackPosture(byte);
  return posture?.discontinuity === false ? posture : undefined;
});

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
