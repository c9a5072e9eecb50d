import type { DoorShown } from '@atrium/protocol';
import {
  distance,
  distanceToRectangle,
  isInReach,
  isSeatToUse,
  needsSeat,
  zoneIdOfObject,
} from '@atrium/world';
import type { Avatar } from '../presence/avatar.ts';
import type { FeaturedWorld } from '../features.ts';
import type { FakeClient } from './fakeClient.ts';

/** How late something may end that is looked at now and then, in ms. */
const graceMs = 300;

/** Looks at the Doors, knocks, seats and Objects of a World, and throws where something is as it must not be. */
export class RoomInvariants {
  /** Since when people who knock have been seen to be gone. */
  readonly #goneSinceMs = new Map<string, number>();

  check(world: FeaturedWorld, personIds: readonly string[], nowMs: number): void {
    checkLocks(world, nowMs);
    for (const avatar of world.people.values()) checkHoldings(world, avatar, nowMs);
    for (const personId of personIds) this.#checkKnock(world, personId, nowMs);
    for (const { id, leadsToZone } of world.space.world.doors) {
      const { held } = world.features.doors.doors.state(id);
      if (held !== null && world.zone(leadsToZone)?.peopleWithin === 0) fail(`nobody holds ${id} ${held}`);
    }
    checkPasses(world, personIds, nowMs);
  }

  #checkKnock(world: FeaturedWorld, personId: string, nowMs: number): void {
    const knock = world.features.doors.knocks.of(personId);
    const avatar = world.people.get(personId);
    if (knock === undefined || avatar !== undefined) this.#goneSinceMs.delete(personId);
    if (knock === undefined) return;
    const door = world.space.door(knock.doorId);
    const zone = world.zone(door?.leadsToZone ?? '');
    if (door === undefined || zone === undefined) return fail('somebody knocks at no Door');
    if (zone.peopleWithin === 0) fail(`${personId} knocks at ${door.id}, and nobody is there`);
    if (avatar === undefined) {
      const sinceMs = this.#goneSinceMs.get(personId) ?? nowMs;
      this.#goneSinceMs.set(personId, sinceMs);
      if (nowMs - sinceMs > 10_000 + graceMs) fail(`${personId} knocks and is long gone`);
      return;
    }
    if (world.zoneOf(avatar).chain.includes(zone)) fail(`${personId} knocks from inside`);
    if (distanceToRectangle(door.bounds, avatar.position) > 3) fail(`${personId} knocks from far away`);
  }
}

function checkLocks(world: FeaturedWorld, nowMs: number): void {
  const seen = new Set<string>();
  for (const [lockId, { personId, untilMs }] of world.features.objects.locks.entries()) {
    if (seen.has(lockId)) fail(`${lockId} is held twice`);
    seen.add(lockId);
    const holder = world.people.get(personId);
    if (untilMs === Infinity) {
      if (holder === undefined) return fail(`${personId} holds ${lockId} for ever and is gone`);
      if (holder.seat?.id !== lockId && holder.using !== lockId) fail(`${personId} does not use ${lockId}`);
      continue;
    }
    // Kept for somebody who may come back, or for somebody who is about to sit down.
    if (untilMs > nowMs + (holder === undefined ? 10_000 : 5_000)) fail(`${lockId} is kept for too long`);
    if (untilMs <= nowMs - graceMs) fail(`${lockId} should be free by now`);
    if (holder !== undefined && world.space.seat(lockId) === undefined) fail(`${lockId} is reserved`);
  }
}

/** A person who sits on or uses something has it, is there, and is the only one. */
function checkHoldings(world: FeaturedWorld, avatar: Avatar, nowMs: number): void {
  const { seat, using, person } = avatar;
  if ((seat !== undefined) !== (avatar.state === 'sitting')) fail(`${person.name} sits on nothing`);
  if (seat !== undefined && distance(seat.position, avatar.position) > 0.05)
    fail(`${person.name} sits elsewhere`);
  for (const lockId of [seat?.id, using]) {
    if (lockId !== undefined && world.features.objects.locks.holderOf(lockId, nowMs) !== person.personId) {
      fail(`${person.name} does not hold ${lockId}`);
    }
  }
  const object = using === undefined ? undefined : world.space.object(using);
  if (using !== undefined && object === undefined) fail(`${person.name} uses what is not there`);
  if (object === undefined) return;
  const isThere = needsSeat(object)
    ? seat !== undefined && isSeatToUse(world.space, object, seat)
    : isInReach(object, avatar.position) && zoneIdOfObject(world.space, object) === avatar.zoneId;
  if (!isThere) fail(`${person.name} uses ${object.id} from too far away`);
}

function checkPasses(world: FeaturedWorld, personIds: readonly string[], nowMs: number): void {
  for (const personId of personIds) {
    for (const doorId of world.features.doors.doors.passes.doorsOf(personId)) {
      const zone = world.zone(world.space.door(doorId)?.leadsToZone ?? '');
      if (
        zone !== undefined &&
        world.features.doors.doors.passes.leftMs(personId, doorId, zone, nowMs) > 30_000
      ) {
        fail(`${personId} may go through ${doorId} for too long`);
      }
    }
  }
}

/** When nobody has done anything for more than a minute, nothing of what was to pass is left. */
export function checkAllHasPassed(world: FeaturedWorld, personIds: readonly string[]): void {
  for (const personId of personIds) {
    if (world.features.doors.doors.passes.doorsOf(personId).length > 0) fail(`${personId} still has a pass`);
    if (world.features.doors.knocks.of(personId) !== undefined) fail(`${personId} still knocks`);
  }
  for (const [lockId, { untilMs }] of world.features.objects.locks.entries()) {
    if (untilMs !== Infinity) fail(`${lockId} is still kept`);
  }
}

/** Whether a Client that has been told everything believes what is, of Doors, Objects and the people around. */
export function checkRoomBelief(client: FakeClient, world: FeaturedWorld, nowMs: number): void {
  const self = world.people.get(client.last('hello.ok')?.personId ?? '');
  if (self === undefined) return fail('a Client is connected whose Avatar is gone');
  const doors = world.space.world.doors.map(({ id }) => id);
  const shown = (doorId: string): DoorShown => {
    const { locked, held } = world.features.doors.doors.state(doorId);
    return { locked, held, inUse: world.gates.isHeld(doorId, nowMs) };
  };
  const others = world.zoneOf(self).members.filter((member) => member !== self);
  const truth = {
    doors: doors.map(shown),
    // What has ended at this very moment is told at the next look.
    holders: Object.entries(
      world.features.objects.locks.statesIn(self.zoneId, nowMs - graceMs)?.objects ?? {},
    ).sort(),
    peers: others.map(({ networkId, status, hand }) => `${networkId} ${status} ${hand}`).sort(),
  };
  const atRest: DoorShown = { locked: false, held: null, inUse: false };
  const belief = {
    doors: doors.map((doorId) => client.doors.get(doorId) ?? atRest),
    holders: [...client.holders].sort(),
    peers: [...client.peers.values()]
      .map(({ networkId, status, hand }) => `${networkId} ${status} ${hand}`)
      .sort(),
  };
  if (JSON.stringify(belief) !== JSON.stringify(truth)) {
    fail(`a Client believes ${JSON.stringify(belief)}\nbut the truth is ${JSON.stringify(truth)}`);
  }
}

function fail(what: string): never {
  throw new Error(`Broken: ${what}.`);
}
