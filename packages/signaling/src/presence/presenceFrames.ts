import { PresenceFrameWriter } from '@atrium/protocol';
import type { Framing } from '../ports/framing.ts';
import type { Avatar, Recipient } from './avatar.ts';
import type { ZonePresence } from './zonePresence.ts';

/** Turns what has changed in a Zone into one frame, made once and written to everyone there. */
export class PresenceFrames {
  readonly #framing: Framing;
  readonly #writer = new PresenceFrameWriter();
  readonly #moved: Avatar[] = [];
  /** Frames made for a Zone since the start. */
  made = 0;

  constructor(framing: Framing) {
    this.#framing = framing;
  }

  /** One tick of one Zone. Sends nothing where nothing has changed. */
  send(zone: ZonePresence, nowMs: number): void {
    if (zone.changed.length === 0 && !zone.someoneIsBehind) return;
    const moved = this.#takeChanged(zone);
    if (moved.length > 0 && zone.members.length > 1) {
      this.made++;
      this.#sendToAll(zone, moved, nowMs);
    }
    if (zone.someoneIsBehind) this.#catchUp(zone, nowMs);
    moved.length = 0;
  }

  #takeChanged(zone: ZonePresence): Avatar[] {
    const moved = this.#moved;
    for (const avatar of zone.changed) {
      // It may have left; or left and come back, and be in the list twice.
      if (
        !avatar.changed ||
        avatar.zoneNumber !== zone.number ||
        zone.members[avatar.memberNumber] !== avatar
      )
        continue;
      avatar.changed = false;
      moved.push(avatar);
    }
    zone.changed.length = 0;
    return moved;
  }

  #sendToAll(zone: ZonePresence, moved: readonly Avatar[], nowMs: number): void {
    this.#write(moved, nowMs);
    for (const avatar of moved) avatar.discontinuity = false;
    const frame = this.#framing.binary(this.#writer.frame());
    // Nobody needs to be told of themselves alone.
    const onlyOne = moved.length === 1 ? moved[0] : undefined;
    for (const member of zone.members) {
      const recipient = member.recipient;
      if (!recipient.listening || member === onlyOne) continue;
      if (recipient.missed === undefined && !recipient.connection.isBackedUp) {
        recipient.sendFrame(frame);
        continue;
      }
      zone.someoneIsBehind = true;
      recipient.missed ??= new Set();
      for (const avatar of moved) recipient.missed.add(avatar);
    }
  }

  /** One frame with the latest of everything missed for each whose socket has drained. */
  #catchUp(zone: ZonePresence, nowMs: number): void {
    zone.someoneIsBehind = false;
    for (const { recipient } of zone.members) {
      if (recipient.missed === undefined) continue;
      if (recipient.listening && recipient.connection.isBackedUp) {
        zone.someoneIsBehind = true;
        continue;
      }
      this.#sendMissed(recipient, recipient.missed, nowMs);
      recipient.missed = undefined;
    }
  }

  #sendMissed(recipient: Recipient, missed: ReadonlySet<Avatar>, nowMs: number): void {
    if (!recipient.listening || missed.size === 0) return;
    this.#write(missed, nowMs);
    recipient.sendFrame(this.#framing.binary(this.#writer.frame()));
  }

  #write(avatars: Iterable<Avatar>, nowMs: number): void {
    this.#writer.begin(nowMs);
    for (const avatar of avatars) this.#writer.add(avatar, nowMs - avatar.sampledAtMs);
  }
}
