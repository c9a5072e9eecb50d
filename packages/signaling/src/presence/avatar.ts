import type {
  AvatarLook,
  CloseReason,
  Peer,
  Place,
  ServerMessage,
  ServerMessageOf,
  Someone,
  Status,
} from '@atrium/protocol';
import type { AvatarState, Facing, Gate, MoveBudget, Seat, Standing } from '@atrium/world';
import type { Connection } from '../ports/connection.ts';
import type { SharedFrame } from '../ports/framing.ts';
import type { Person } from '../ports/identity.ts';
import type { Attention } from './attention.ts';
import type { TokenBucket } from '../timing/tokenBucket.ts';

/** The Client behind an Avatar, as Presence sees it. */
export interface Recipient {
  readonly connection: Connection;
  /** False while the connection is lost. */
  readonly listening: boolean;
  /** Avatars whose latest place this Client has yet to learn because its socket was backed up. */
  missed: Set<Avatar> | undefined;
  send(message: ServerMessage): void;
  /** Sends a control message that was framed once for many. */
  sendShared(frame: SharedFrame): void;
  /** Sends a presence frame. What is backed up is asked before. */
  sendFrame(frame: SharedFrame): void;
  /** Ends the connection for good: no place is kept. */
  evict(reason: CloseReason): void;
  /** Ends the connection; people who come back soon are where they were. */
  detach(reason: CloseReason): void;
  /** Ends the visit because of a fault of the server; does nothing where it has ended already. */
  fail(): void;
  /** Another connection of the same person has taken its place. */
  supersede(): void;
}

/** No MoveIntent has come yet. */
export const noSequence = -1;

/**
 * Someone in a World, from entering to leaving; outlives a lost connection and a change of tabs. The 15 Hz path writes
 * its fields and makes no new objects.
 */
export class Avatar implements Standing {
  readonly networkId: number;
  person: Person;
  look: AvatarLook;
  recipient: Recipient;

  /** Tiles, multiples of 1/64. */
  readonly position: { x: number; y: number };
  facing: Facing;
  state: AvatarState;
  zoneId: string;
  /** Place of the Zone in the list of its World. */
  zoneNumber = 0;
  /** Place in the list of people in the Zone. */
  memberNumber = 0;
  /** When it was there, on the server's clock, in ms. */
  sampledAtMs: number;
  /** Whether its place has yet to go into a frame of its Zone. */
  changed = false;
  /** Whether it did not walk to that place: others see it there at once. */
  discontinuity = false;

  /** The Door or passage it is in, whether it still holds it or not. */
  gate: Gate | undefined;
  seat: Seat | undefined;
  /** The Object that it holds for itself. */
  using: string | undefined;

  status: Status;
  /** Its turn among the raised hands of its Zone, the smallest first. */
  hand: number | null = null;
  dancing = false;
  /** Until when it has a cup in hand, on the server's clock, in ms; `undefined` where it has none. */
  cupUntilMs: number | undefined;
  /** By personId: whom this person has blocked for themselves. */
  blocked: ReadonlySet<string>;

  /** The version of the World whose file its Client has read ahead. */
  readyFor: number | undefined;
  moveEpoch = 0;
  /** MoveIntents that were under way when the World changed under who has stayed: they count within the Zone. */
  underWay: { readonly moveEpoch: number; readonly untilMs: number } | undefined;
  lastSequence = noSequence;
  readonly moveBudget: MoveBudget;
  readonly zoneChanges: TokenBucket;
  /** Of coming in and of taking over. */
  readonly entries: TokenBucket;
  readonly attention: Attention;

  constructor(entry: AvatarEntry) {
    this.networkId = entry.networkId;
    this.person = entry.person;
    this.look = entry.look;
    this.recipient = entry.recipient;
    this.position = { x: entry.place.x, y: entry.place.y };
    this.facing = entry.place.facing;
    this.state = entry.place.state;
    this.zoneId = entry.zoneId;
    this.sampledAtMs = entry.nowMs;
    this.moveBudget = entry.moveBudget;
    this.zoneChanges = entry.zoneChanges;
    this.entries = entry.entries;
    this.attention = entry.attention;
    this.status = entry.status;
    this.blocked = entry.blocked;
  }

  get x(): number {
    return this.position.x;
  }

  get y(): number {
    return this.position.y;
  }
}

export interface AvatarEntry {
  readonly networkId: number;
  readonly person: Person;
  readonly look: AvatarLook;
  readonly recipient: Recipient;
  readonly place: Place;
  readonly zoneId: string;
  readonly moveBudget: MoveBudget;
  readonly zoneChanges: TokenBucket;
  readonly entries: TokenBucket;
  readonly attention: Attention;
  readonly status: Status;
  readonly blocked: ReadonlySet<string>;
  readonly nowMs: number;
}

export function placeOf(avatar: Avatar): Place {
  return { x: avatar.x, y: avatar.y, facing: avatar.facing, state: avatar.state };
}

/** Somebody as others are told who it is. */
export function someoneOf({ personId, name, role }: Person): Someone {
  return { personId, name, role };
}

/** What others in the Zone are told of somebody. */
export function peerOf(avatar: Avatar): Peer {
  const { networkId, look } = avatar;
  return { networkId, ...someoneOf(avatar.person), look, ...signsOf(avatar), place: placeOf(avatar) };
}

/** Tells those in the Zone, oneself included, what somebody shows of themselves now. */
export function peerChangeOf(avatar: Avatar): ServerMessageOf<'peer.changed'> {
  return { type: 'peer.changed', networkId: avatar.networkId, ...signsOf(avatar) };
}

function signsOf({
  status,
  hand,
  dancing,
  cupUntilMs,
}: Avatar): Pick<Peer, 'status' | 'hand' | 'dancing' | 'carries'> {
  return {
    status,
    hand,
    ...(dancing ? { dancing } : {}),
    ...(cupUntilMs === undefined ? {} : { carries: 'cup' as const }),
  };
}
