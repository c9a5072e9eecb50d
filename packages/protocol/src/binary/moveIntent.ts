import type { AvatarState, Facing } from '@atrium/world';
import { unitsPerTile } from '@atrium/world';
import { frameKinds } from './frameKinds.ts';
import { packPosture, unpackPosture } from './posture.ts';

/** Where a Client has moved to. It is there already; the Signaling Server may correct it. */
export interface MoveIntent {
  /** Of the last entry or PositionCorrection, 0 to 65,535. */
  readonly moveEpoch: number;
  /** Counts up within the session, 0 to 65,535 and over again. */
  readonly sequence: number;
  /** Tiles, a multiple of 1/64. */
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly state: AvatarState;
  /** Time since the Avatar was there, 0 to 255 ms. */
  readonly ageMs: number;
}

/**
 * Little endian: kind u8, moveEpoch u16, sequence u16, x u16, y u16 (1/64 tile), posture u8, age u8 (ms).
 */
export const moveIntentBytes = 11;

export function encodeMoveIntent(intent: MoveIntent): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(moveIntentBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, frameKinds.moveIntent);
  view.setUint16(1, intent.moveEpoch, true);
  view.setUint16(3, intent.sequence, true);
  view.setUint16(5, Math.round(intent.x * unitsPerTile), true);
  view.setUint16(7, Math.round(intent.y * unitsPerTile), true);
  view.setUint8(9, packPosture(intent.facing, intent.state, false));
  view.setUint8(10, Math.min(255, Math.max(0, Math.round(intent.ageMs))));
  return bytes;
}

/** Reads a binary frame from a Client; `undefined` where it is no MoveIntent. Never throws. */
export function decodeMoveIntent(bytes: Uint8Array): MoveIntent | undefined {
  if (bytes.length !== moveIntentBytes || bytes[0] !== frameKinds.moveIntent) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const posture = unpackPosture(view.getUint8(9));
  if (posture === undefined || posture.discontinuity) return undefined;
  return {
    moveEpoch: view.getUint16(1, true),
    sequence: view.getUint16(3, true),
    x: view.getUint16(5, true) / unitsPerTile,
    y: view.getUint16(7, true) / unitsPerTile,
    facing: posture.facing,
    state: posture.state,
    ageMs: view.getUint8(10),
  };
}

const sequenceSpace = 0x1_0000;

/** Whether a sequence number comes after another, going by the shorter way round (RFC 1982). */
export function isLaterSequence(candidate: number, reference: number): boolean {
  const ahead = (candidate - reference + sequenceSpace) % sequenceSpace;
  return ahead > 0 && ahead < sequenceSpace / 2;
}

export function nextSequence(sequence: number): number {
  return (sequence + 1) % sequenceSpace;
}
