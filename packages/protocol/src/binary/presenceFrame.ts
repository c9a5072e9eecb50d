import type { AvatarState, Facing } from '@atrium/world';
import { unitsPerTile } from '@atrium/world';
import { frameKinds } from './frameKinds.ts';
import { packPosture, unpackPosture } from './posture.ts';

/** Where an Avatar was, as one presence frame says it. */
export interface AvatarUpdate {
  readonly networkId: number;
  /** Tiles, a multiple of 1/64. */
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly state: AvatarState;
  /** The Avatar did not walk here from its last place: show it here at once. */
  readonly discontinuity: boolean;
  /** How long before the frame's time the Avatar was there, 0 to 255 ms. */
  readonly ageMs: number;
}

/** Every Avatar of a Zone that changed since the Zone's last frame. */
export interface PresenceFrame {
  /** The server's monotonic clock, in whole ms, 32 bits. */
  readonly serverTimeMs: number;
  readonly updates: readonly AvatarUpdate[];
}

/** Little endian: kind u8, server time u32 (ms). */
export const presenceHeaderBytes = 5;
/** Network id u16, x u16, y u16 (1/64 tile), posture u8, age u8 (ms). */
export const avatarUpdateBytes = 8;

export function encodePresenceFrame(frame: PresenceFrame): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(presenceHeaderBytes + frame.updates.length * avatarUpdateBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, frameKinds.presence);
  view.setUint32(1, frame.serverTimeMs >>> 0, true);
  let at = presenceHeaderBytes;
  for (const update of frame.updates) {
    view.setUint16(at, update.networkId, true);
    view.setUint16(at + 2, Math.round(update.x * unitsPerTile), true);
    view.setUint16(at + 4, Math.round(update.y * unitsPerTile), true);
    view.setUint8(at + 6, packPosture(update.facing, update.state, update.discontinuity));
    view.setUint8(at + 7, Math.min(255, Math.max(0, Math.round(update.ageMs))));
    at += avatarUpdateBytes;
  }
  return bytes;
}

/** Reads a binary frame from the Signaling Server; `undefined` where it is no presence frame. Never throws. */
export function decodePresenceFrame(bytes: Uint8Array): PresenceFrame | undefined {
  const body = bytes.length - presenceHeaderBytes;
  if (body < 0 || body % avatarUpdateBytes !== 0 || bytes[0] !== frameKinds.presence) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const updates: AvatarUpdate[] = [];
  for (let at = presenceHeaderBytes; at < bytes.length; at += avatarUpdateBytes) {
    const posture = unpackPosture(view.getUint8(at + 6));
    if (posture === undefined) return undefined;
    updates.push({
      networkId: view.getUint16(at, true),
      x: view.getUint16(at + 2, true) / unitsPerTile,
      y: view.getUint16(at + 4, true) / unitsPerTile,
      ...posture,
      ageMs: view.getUint8(at + 7),
    });
  }
  return { serverTimeMs: view.getUint32(1, true), updates };
}
