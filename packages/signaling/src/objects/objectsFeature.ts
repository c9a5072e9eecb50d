import type { Seat, SpaceChange, WorldObject, WorldSpace } from '@atrium/world';
import { isForOne, purposeOf, zoneIdOfObject } from '@atrium/world';
import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import { Interval } from '../timing/interval.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Settling, WorldFeature } from '../worlds/worldFeature.ts';
import { answerObjects } from './answerObjects.ts';
import type { ObjectMessage } from './answerObjects.ts';
import { ObjectLocks } from './objectLocks.ts';
import { endUseOutOfReach, putCupsAway, resumeUse } from './objectUsing.ts';

/** Objects and seats that are for one person at a time. */
export class ObjectsFeature implements WorldFeature {
  readonly name = 'objects';
  readonly locks: ObjectLocks;
  readonly #world: LiveWorld;
  readonly #review: Interval;

  constructor(world: LiveWorld) {
    this.#world = world;
    this.locks = new ObjectLocks(
      (lockId) => zoneIdOfLock(world.space, lockId),
      (zoneId, message) => world.zone(zoneId)?.tellThose(() => true, message, world.framing),
    );
    this.#review = new Interval(world.limits.doorStatesMs);
  }

  answer(avatar: Avatar, message: ObjectMessage, answers: Answers, nowMs: number): void {
    answerObjects(this.#scene, avatar, message, answers, nowMs);
  }

  isSeatHeldAgainst(personId: string, { id }: Seat, nowMs: number): boolean {
    return this.locks.isHeldAgainst(personId, id, nowMs);
  }

  entered(avatar: Avatar): void {
    if (avatar.seat !== undefined) this.locks.take(avatar.person.personId, avatar.seat.id);
    resumeUse(this.#scene, avatar);
  }

  moved(avatar: Avatar): void {
    endUseOutOfReach(this.#scene, avatar);
  }

  seatChanged({ person: { personId }, seat }: Avatar, before: Seat | undefined): void {
    if (before !== undefined) this.locks.release(personId, before.id);
    if (seat !== undefined) this.locks.take(personId, seat.id);
  }

  showZone({ recipient }: Avatar, zone: ZonePresence, nowMs: number): void {
    const held = this.locks.statesIn(zone.info.id, nowMs);
    if (held !== undefined) recipient.send(held);
  }

  left({ person: { personId } }: Avatar, keptUntilMs: number | undefined): void {
    if (keptUntilMs === undefined) this.locks.releaseAll(personId);
    else this.locks.keepAll(personId, keptUntilMs);
  }

  /** What is gone, is in another Zone, or is for another number of people, is held by nobody any more. */
  worldChanged({ before, after }: SpaceChange): void {
    const isKept = (lockId: string) => {
      const [was, is] = [objectOfLock(before, lockId), objectOfLock(after, lockId)];
      return (
        was !== undefined &&
        is !== undefined &&
        isForOne(was) === isForOne(is) &&
        (purposeOf(was)?.kind === 'sit') === (purposeOf(is)?.kind === 'sit') &&
        zoneIdOfLock(before, lockId) === zoneIdOfLock(after, lockId)
      );
    };
    for (const avatar of this.#world.people.values()) {
      if (avatar.using !== undefined && !isKept(avatar.using)) avatar.using = undefined;
    }
    this.locks.endAll(
      (lockId) => !isKept(lockId),
      (lockId) => zoneIdOfLock(before, lockId),
    );
  }

  /** Who came along with a seat has it, whatever Zone it is in now. */
  settled({ person: { personId }, seat }: Avatar, _: Settling, nowMs: number): void {
    if (seat !== undefined && this.locks.holderOf(seat.id, nowMs) !== personId)
      this.locks.take(personId, seat.id);
  }

  advance(nowMs: number): void {
    if (!this.#review.take(nowMs)) return;
    this.locks.expire(nowMs);
    putCupsAway(this.#world, nowMs);
  }

  get #scene() {
    return { world: this.#world, locks: this.locks };
  }
}

/** The Object that somebody holds, or holds a seat of. */
function objectOfLock(space: WorldSpace, lockId: string): WorldObject | undefined {
  return space.object(space.seat(lockId)?.objectId ?? lockId);
}

function zoneIdOfLock(space: WorldSpace, lockId: string): string {
  const seat = space.seat(lockId);
  if (seat !== undefined) return space.zones.at(seat.position).id;
  const object = space.object(lockId);
  return object === undefined ? space.zones.ground.id : zoneIdOfObject(space, object);
}
