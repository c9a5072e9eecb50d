import type { ClientMessage } from '@atrium/protocol';
import type { Door, Seat, SpaceChange } from '@atrium/world';
import type { Person } from '../ports/identity.ts';
import type { Avatar, Recipient } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { Answers } from './answers.ts';

/** What a Client says about its own session; the kernel answers. */
export type SessionMessage = Extract<
  ClientMessage,
  { type: 'hello' | 'ping' | 'people.list' | 'world.ready' | 'leave' }
>;
/** What a person in a World says about it and to others; features answer. */
export type WorldMessage = Exclude<ClientMessage, SessionMessage>;

export type EntryRefusal = 'kicked' | 'banned';

/** `by-leave`: closed, but this person was let in by somebody inside. */
export type DoorAnswer = 'open' | 'by-leave' | 'closed';

/** How a change of the World has left somebody. */
export interface Settling {
  readonly from: ZonePresence;
  /** The same one where they have stayed in it. */
  readonly to: ZonePresence;
  /** Whether microphone, camera and screen are off from now on, until they are switched on again. */
  readonly isSilenced: boolean;
}

/**
 * One thing that people do in a World: Doors, Objects, Whiteboards, talking, moderation. The kernel (sessions, presence,
 * movement) knows features by this interface alone. Every hook is optional; features are asked and told in the order of
 * `WorldFeatures.all`.
 */
export interface WorldFeature {
  /** For reports of faults. */
  readonly name: string;

  // Questions of the kernel. The strictest answer of all features counts.

  /** Why a person may not come into the World now. */
  refusesEntry?(person: Person, nowMs: number): EntryRefusal | undefined;
  /** Whether a person may not be in a Zone now, whatever way they come. Asked for every step into a Zone. */
  refusesZone?(person: Person, zoneId: string, nowMs: number): boolean;
  /** Whether a person may not appear at a SpawnPoint in a Zone. */
  refusesSpawn?(person: Person, zone: ZonePresence): boolean;
  /**
   * How a Door is to a person outside it. Asked for every step at a Door.
   *
   * @param peopleInside other than now: how it would be then
   */
  doorFor?(person: Person, door: Door, nowMs: number, peopleInside?: number): DoorAnswer;
  /** Whether a seat is taken by, or kept for, another person. */
  isSeatHeldAgainst?(personId: string, seat: Seat, nowMs: number): boolean;

  // What happens to people

  /** A new Avatar is in the World. Its Client has been told nothing yet. */
  entered?(avatar: Avatar, nowMs: number): void;
  /** Another connection has taken an Avatar over. Its Client has been told nothing yet. */
  cameBack?(avatar: Avatar, nowMs: number): void;
  /** A Client has come in or back, and has been told who is there: what else it has to know. */
  greet?(avatar: Avatar, nowMs: number): void;
  /** The connection is lost. Others see the Avatar for a moment longer. */
  detached?(avatar: Avatar, nowMs: number): void;
  /** What a person may has changed: nothing more reaches them until they have come back and been let in again. */
  accessChanged?(avatar: Avatar): void;
  /** An Avatar has another place than before, in the same Zone or not. */
  moved?(avatar: Avatar, nowMs: number): void;
  /** A person has sat down, or stood up. @param before the seat they have left */
  seatChanged?(avatar: Avatar, before: Seat | undefined): void;
  /** An Avatar is in a Zone no more. @param to where it is; `undefined` where it has left the World */
  leftZone?(avatar: Avatar, from: ZonePresence, to: ZonePresence | undefined): void;
  /** The last person has left a Zone and the Zones within it. */
  emptied?(zone: ZonePresence): void;
  /** A Client has been sent the snapshot of a Zone: what else is in there. */
  showZone?(avatar: Avatar, zone: ZonePresence, nowMs: number): void;
  /** An Avatar has gone from one Zone to another, and its Client knows. */
  changedZone?(avatar: Avatar, from: ZonePresence, to: ZonePresence, nowMs: number): void;
  /**
   * An Avatar has left the World.
   *
   * @param keptUntilMs on the server's clock: how long what a person held waits for them, where their connection was
   *   lost; `undefined` where they have gone for good
   */
  left?(avatar: Avatar, keptUntilMs: number | undefined, nowMs: number): void;
  /** A person has blocked other people for themselves, or no longer. */
  blocksChanged?(avatar: Avatar): void;
  /** A message was over its rate and is not answered. */
  untaken?(message: WorldMessage, recipient: Pick<Recipient, 'send'>): void;

  // What happens to the World

  /**
   * The World is another version from now on; its people are still where they were. What was held and does not fit it any
   * more ends here: a Door or Object that is gone, is in another Zone, or is for another number of people.
   */
  worldChanged?(change: SpaceChange): void;
  /** An Avatar is where it is in the new version, and its Client has been told: what else it has to know. */
  settled?(avatar: Avatar, settling: Settling, nowMs: number): void;

  /** Called once, before anybody is let in: what was kept of this World is loaded. Rejects where it cannot be. */
  restore?(): Promise<void>;
  /** Called often; does what is due. */
  advance?(nowMs: number): void;
  /** Resolves once everything that is to outlast the World is kept. */
  save?(): Promise<void>;
  /** The World is let go, and nobody is in it. */
  closing?(): void;
}

/** The features of one World, as the composition root puts them together. */
export interface WorldFeatures {
  /** In the order in which they are asked and told. */
  readonly all: readonly WorldFeature[];
  /** Does what a message asks for, if it may be. */
  answer(avatar: Avatar, message: WorldMessage, answers: Answers, nowMs: number): void;
}
