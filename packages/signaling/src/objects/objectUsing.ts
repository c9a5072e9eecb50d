import type { InteractRefusal } from '@atrium/protocol';
import type { Seat, WorldObject } from '@atrium/world';
import {
  distance,
  isForOne,
  isInReach,
  isSeatToUse,
  needsSeat,
  seatReachTiles,
  purposeOf,
  zoneIdOfObject,
} from '@atrium/world';
import { peerChangeOf } from '../presence/avatar.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { ObjectLocks } from './objectLocks.ts';

/** What using Objects works with. */
export interface ObjectScene {
  readonly world: LiveWorld;
  readonly locks: ObjectLocks;
}

/** What the server says to somebody who wants to use an Object. */
export type Interaction =
  | { readonly granted: true }
  | { readonly granted: false; readonly reason: InteractRefusal; readonly holderId: string | undefined };

const granted: Interaction = { granted: true };
const denied = (reason: InteractRefusal, holderId?: string): Interaction => ({
  granted: false,
  reason,
  holderId,
});

/** Gives a person an Object or a seat, if it is free. @param id of either */
export function beginToUse(scene: ObjectScene, avatar: Avatar, lockId: string, nowMs: number): Interaction {
  const { world, locks } = scene;
  const seat = world.space.seat(lockId);
  if (seat !== undefined) return reserveSeat(scene, avatar, seat, nowMs);
  const object = world.space.object(lockId);
  const use = object && purposeOf(object);
  if (object === undefined || use === undefined) return denied('nothing-to-use');
  const reason = whyNotFromHere(world, avatar, object);
  if (reason !== undefined) return denied(reason);
  if (use.kind === 'board' && !world.zoneOf(avatar).info.rules.whiteboard) return denied('not-allowed');
  const { personId } = avatar.person;
  if (isForOne(object)) {
    if (locks.isHeldAgainst(personId, object.id, nowMs)) {
      return denied('occupied', locks.holderOf(object.id, nowMs));
    }
    if (avatar.using !== object.id) endUse(scene, avatar);
    locks.take(personId, object.id);
    avatar.using = object.id;
  }
  if (object.type === 'CoffeeMachine') takeCup(world, avatar, nowMs);
  return granted;
}

/** Who was at a CoffeeMachine has a cup in hand for a while. */
function takeCup(world: LiveWorld, avatar: Avatar, nowMs: number): void {
  const hadOne = avatar.cupUntilMs !== undefined;
  avatar.cupUntilMs = nowMs + world.limits.cupMs;
  if (!hadOne) world.zoneOf(avatar).tellThose(() => true, peerChangeOf(avatar), world.framing);
}

/** Puts away the cups of those who have had theirs for long enough. */
export function putCupsAway(world: LiveWorld, nowMs: number): void {
  for (const avatar of world.people.values()) {
    if (avatar.cupUntilMs === undefined || nowMs < avatar.cupUntilMs) continue;
    avatar.cupUntilMs = undefined;
    world.zoneOf(avatar).tellThose(() => true, peerChangeOf(avatar), world.framing);
  }
}

/** Gives back what somebody uses, if they use anything. */
export function endUse({ locks }: ObjectScene, avatar: Avatar): void {
  if (avatar.using === undefined) return;
  const { using } = avatar;
  avatar.using = undefined;
  locks.release(avatar.person.personId, using);
}

/** Somebody has come to another place, sat down or stood up: what is out of reach now is free for others. */
export function endUseOutOfReach(scene: ObjectScene, avatar: Avatar): void {
  const { world } = scene;
  const object = avatar.using === undefined ? undefined : world.space.object(avatar.using);
  if (object !== undefined && whyNotFromHere(world, avatar, object) !== undefined) endUse(scene, avatar);
}

/** Somebody is back in the World: what was kept for them is theirs again, where they can still reach it. */
export function resumeUse({ world, locks }: ObjectScene, avatar: Avatar): void {
  const { personId } = avatar.person;
  for (const lockId of locks.heldBy(personId)) {
    if (lockId === avatar.seat?.id) continue;
    const object = world.space.object(lockId);
    const isSeat = world.space.seat(lockId) !== undefined;
    if (isSeat || object === undefined || whyNotFromHere(world, avatar, object) !== undefined) {
      locks.release(personId, lockId);
      continue;
    }
    locks.take(personId, lockId);
    avatar.using = lockId;
  }
}

/** Reserves a seat for a moment; sitting down takes it for good. */
function reserveSeat({ world, locks }: ObjectScene, avatar: Avatar, seat: Seat, nowMs: number): Interaction {
  const { personId } = avatar.person;
  const { limits } = world;
  if (avatar.seat?.id === seat.id) return granted;
  if (distance(avatar.position, seat.position) > seatReachTiles) return denied('out-of-reach');
  if (locks.isHeldAgainst(personId, seat.id, nowMs))
    return denied('occupied', locks.holderOf(seat.id, nowMs));
  for (const lockId of locks.heldBy(personId)) {
    if (lockId !== avatar.seat?.id && lockId !== avatar.using) locks.release(personId, lockId);
  }
  locks.take(personId, seat.id, nowMs + limits.seatReservedMs);
  return granted;
}

function whyNotFromHere(world: LiveWorld, avatar: Avatar, object: WorldObject): InteractRefusal | undefined {
  const { space } = world;
  if (needsSeat(object)) {
    const { seat } = avatar;
    return seat !== undefined && isSeatToUse(space, object, seat) ? undefined : 'not-seated';
  }
  if (zoneIdOfObject(space, object) !== avatar.zoneId) return 'out-of-reach';
  return isInReach(object, avatar.position) ? undefined : 'out-of-reach';
}
