import type { LinkReport, PeerMediaState, ServerMessage } from '@atrium/protocol';
import type { Avatar } from '../presence/avatar.ts';
import type { RoomMember } from './roomMember.ts';

/** What a person has switched on. */
export interface MediaSwitches {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly doNotDisturb: boolean;
  readonly audioOnly: boolean;
  /** Whether their browser has WebRTC. */
  readonly canCall: boolean;
}

/** Somebody whose Client takes part in media; outlives a lost connection for a while. */
export class MediaMember {
  readonly personId: string;
  avatar: Avatar;
  switches: MediaSwitches;
  /** By a moderator. */
  muted: boolean;
  /** Since when their Client has not listened; `undefined` while it does. */
  awaySinceMs: number | undefined;
  /** Could be reached only by a relay before: gets one at once. */
  needsRelay = false;
  /** Links and rooms from before that their Client still has open. */
  holds = new Set<string>();
  /** What their Client last said of each link. */
  readonly reports = new Map<string, LinkReport>();
  sfu: RoomMember | undefined;
  #plans = 0;
  #lastPlan = '';
  #lastSpeakers = '';

  constructor(avatar: Avatar, switches: MediaSwitches, muted: boolean) {
    this.personId = avatar.person.personId;
    this.avatar = avatar;
    this.switches = switches;
    this.muted = muted;
  }

  /** Whether their Client can be told anything. */
  get listens(): boolean {
    return this.awaySinceMs === undefined && this.avatar.recipient.listening;
  }

  /** Whether others are connected with them. */
  get takesPart(): boolean {
    return this.switches.canCall && !this.switches.doNotDisturb;
  }

  send(message: ServerMessage): void {
    if (this.listens) this.avatar.recipient.send(message);
  }

  /** Sends a plan, unless it is the one that their Client has already. */
  sendPlan(plan: Omit<Extract<ServerMessage, { type: 'media.plan' }>, 'planId'>): void {
    if (!this.listens) return;
    const text = JSON.stringify(plan);
    if (text === this.#lastPlan) return;
    this.#lastPlan = text;
    this.send({ ...plan, planId: this.#plans++ });
  }

  /** Another Client, or the same one after a break, knows nothing of earlier plans. */
  forgetPlans(): void {
    this.#lastPlan = '';
    this.#lastSpeakers = '';
  }

  /** Tells who speaks, unless their Client knows. */
  sendSpeakers(personIds: string[]): void {
    const text = personIds.join(' ');
    if (text === this.#lastSpeakers) return;
    this.#lastSpeakers = text;
    this.send({ type: 'media.speakers', personIds });
  }

  /** What others are told. */
  get state(): PeerMediaState {
    const { microphone, camera, screen, doNotDisturb, canCall } = this.switches;
    return { personId: this.personId, microphone, camera, screen, doNotDisturb, canCall, muted: this.muted };
  }
}
