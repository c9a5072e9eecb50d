import type { ServerMessage } from '@atrium/protocol';
import type { ZoneInfo } from '@atrium/world';
import type { Framing, SharedFrame } from '../ports/framing.ts';
import type { Avatar } from './avatar.ts';

/** The people in one Zone: who they are, and who among them has moved since the last frame. */
export class ZonePresence {
  #info: ZoneInfo;
  #number: number;
  #maxPeople: number;
  /** Itself and the Zone it lies in: those whose limit a person in it counts for. */
  chain: readonly ZonePresence[] = [];
  /** People in it and in Zones within it. The groundZone contains nothing. */
  peopleWithin = 0;
  /** Of the people within, where somebody has asked for it; another one once all of them have gone. */
  gatheringId: string | undefined;
  #handsRaised = 0;
  readonly members: Avatar[] = [];
  /** Avatars to go into the next frame. Those that have left since are passed over. */
  readonly changed: Avatar[] = [];
  /** Whether someone's socket was backed up at the last frame. */
  someoneIsBehind = false;

  constructor(info: ZoneInfo, number: number, maxPeople: number) {
    this.#info = info;
    this.#number = number;
    this.#maxPeople = maxPeople;
  }

  get info(): ZoneInfo {
    return this.#info;
  }

  /** Place in the list of Zones of the World. */
  get number(): number {
    return this.#number;
  }

  /** People at most, those in Zones within it included. */
  get maxPeople(): number {
    return this.#maxPeople;
  }

  /** The World has changed, and the Zone with it. Its people have yet to be put where they are now. */
  become(info: ZoneInfo, number: number, maxPeople: number): void {
    this.#info = info;
    this.#number = number;
    this.#maxPeople = maxPeople;
  }

  get isFull(): boolean {
    return this.peopleWithin >= this.maxPeople;
  }

  add(avatar: Avatar): void {
    avatar.zoneId = this.info.id;
    avatar.zoneNumber = this.number;
    avatar.memberNumber = this.members.length;
    avatar.changed = false;
    this.members.push(avatar);
    for (const zone of this.chain) zone.peopleWithin++;
  }

  remove(avatar: Avatar): void {
    const last = this.members.pop();
    if (last !== undefined && last !== avatar) {
      this.members[avatar.memberNumber] = last;
      last.memberNumber = avatar.memberNumber;
    }
    avatar.recipient.missed = undefined;
    for (const zone of this.chain) zone.peopleWithin--;
    if (this.someoneIsBehind) {
      for (const member of this.members) member.recipient.missed?.delete(avatar);
    }
  }

  /** Takes everybody out without a word, to be put where they are now. */
  clear(): void {
    this.members.length = 0;
    this.changed.length = 0;
    this.peopleWithin = 0;
  }

  /** The turn of a hand that is raised now: after all others. */
  nextHand(): number {
    return this.#handsRaised++;
  }

  /** Puts the Avatar into the next frame. */
  markChanged(avatar: Avatar): void {
    if (avatar.changed) return;
    avatar.changed = true;
    this.changed.push(avatar);
  }

  /** Tells everyone in the Zone but one, with a frame made once. */
  tell(message: ServerMessage, framing: Framing, except: Avatar): void {
    this.tellThose((member) => member !== except, message, framing);
  }

  /** Tells those in the Zone for whom something is, with a frame made once. */
  tellThose(isFor: (member: Avatar) => boolean, message: ServerMessage, framing: Framing): void {
    let frame: SharedFrame | undefined;
    for (const member of this.members) {
      if (!member.recipient.listening || !isFor(member)) continue;
      frame ??= framing.text(JSON.stringify(message));
      member.recipient.sendShared(frame);
    }
  }
}
