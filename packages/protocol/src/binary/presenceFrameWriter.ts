import { unitsPerTile } from '@atrium/world';
import { frameKinds } from './frameKinds.ts';
import { packPosture } from './posture.ts';
import type { AvatarUpdate } from './presenceFrame.ts';
import { avatarUpdateBytes, presenceHeaderBytes } from './presenceFrame.ts';

/**
 * Writes presence frames one after the other into one buffer, so that the 15 Hz path makes no object for an Avatar
 * that moved. What it writes is what `encodePresenceFrame` would.
 */
export class PresenceFrameWriter {
  #bytes = new Uint8Array(presenceHeaderBytes + 64 * avatarUpdateBytes);
  #view = new DataView(this.#bytes.buffer);
  #end = presenceHeaderBytes;

  /** Starts the next frame. @param serverTimeMs the server's monotonic clock, in ms; cut to 32 bits */
  begin(serverTimeMs: number): void {
    this.#view.setUint8(0, frameKinds.presence);
    this.#view.setUint32(1, serverTimeMs >>> 0, true);
    this.#end = presenceHeaderBytes;
  }

  /** @param ageMs time since the Avatar was there, in ms; more than 255 becomes 255 */
  add(avatar: Omit<AvatarUpdate, 'ageMs'>, ageMs: number): void {
    if (this.#end + avatarUpdateBytes > this.#bytes.length) this.#grow();
    const view = this.#view;
    const at = this.#end;
    view.setUint16(at, avatar.networkId, true);
    view.setUint16(at + 2, Math.round(avatar.x * unitsPerTile), true);
    view.setUint16(at + 4, Math.round(avatar.y * unitsPerTile), true);
    view.setUint8(at + 6, packPosture(avatar.facing, avatar.state, avatar.discontinuity));
    view.setUint8(at + 7, Math.min(255, Math.max(0, Math.round(ageMs))));
    this.#end = at + avatarUpdateBytes;
  }

  get updates(): number {
    return (this.#end - presenceHeaderBytes) / avatarUpdateBytes;
  }

  /** The frame so far; holds until the next `begin`. */
  frame(): Uint8Array {
    return this.#bytes.subarray(0, this.#end);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}
