import type { ClientMessage, ClientMessageOf } from '@atrium/protocol';
import type { Door } from '@atrium/world';
import { canHoldDoor, hasRight, mayKnock } from '@atrium/world';
import type { Answers } from '../worlds/answers.ts';
import type { ModerationFact } from '../ports/moderationRecords.ts';
import { someoneOf } from '../presence/avatar.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Knocks } from './knocks.ts';
import type { WorldDoors } from './worldDoors.ts';

/** Everything that a Client may say about Doors. */
export type DoorMessage = Extract<
  ClientMessage,
  { type: 'knock' | `${'knock' | 'door' | 'room'}.${string}` }
>;

/** What an answer about a Door works with. */
export interface DoorScene {
  readonly world: LiveWorld;
  readonly doors: WorldDoors;
  readonly knocks: Knocks;
  /** Resolves once the locks of the Doors would be found after a crash. */
  readonly keepLocks: () => Promise<void>;
  /** Writes down that an Admin has locked or unlocked a Door. */
  readonly record: (fact: ModerationFact) => void;
}

/** Does what a message about a Door asks for, if it may be. */
export function answerDoors(
  scene: DoorScene,
  avatar: Avatar,
  message: DoorMessage,
  answers: Answers,
  nowMs: number,
): void {
  switch (message.type) {
    case 'knock':
      return knock(scene, avatar, message, answers, nowMs);
    case 'knock.withdraw':
      scene.knocks.withdraw(avatar.person.personId);
      return answers.send({ type: 'knock.withdraw.ok', id: message.id });
    case 'knock.answer':
      if (!scene.knocks.answer(avatar, message.knockId, message.allow, nowMs)) {
        return answers.refuse('knock_unknown', message.id);
      }
      return answers.send({ type: 'knock.answer.ok', id: message.id });
    case 'door.hold':
      return hold(scene, avatar, message, answers);
    case 'door.lock':
      return void lock(scene, avatar, message, answers);
    case 'room.askToLeave':
      return askToLeave(scene.world, avatar, message, answers, nowMs);
  }
}

function knock(
  { world, doors, knocks }: DoorScene,
  avatar: Avatar,
  { id, doorId }: ClientMessageOf<'knock'>,
  answers: Answers,
  nowMs: number,
): void {
  const door = world.space.door(doorId);
  if (door === undefined) return answers.refuse('door_unknown', id);
  if (isInside(world, avatar, door) || !doors.isClosedTo(avatar.person, door, nowMs)) {
    return answers.send({ type: 'knock.ok', id, outcome: 'open' });
  }
  if (!knocks.isInReach(avatar, door)) return answers.refuse('too_far_away', id);
  const { personId, role } = avatar.person;
  const state = doors.state(doorId);
  if (!mayKnock(door.access, role, state))
    return answers.refuse(state.locked ? 'door_locked' : 'not_allowed', id);
  if (knocks.of(personId)?.doorId === doorId)
    return answers.send({ type: 'knock.ok', id, outcome: 'waiting' });
  if (knocks.isResting(personId, doorId, nowMs) || !avatar.attention.knocks.take(nowMs)) {
    return answers.refuse('rate_limited', id);
  }
  answers.send({ type: 'knock.ok', id, outcome: knocks.knock(avatar, door, nowMs) });
}

function hold(
  { world, doors, knocks }: DoorScene,
  avatar: Avatar,
  { id, doorId, held }: ClientMessageOf<'door.hold'>,
  answers: Answers,
): void {
  const door = world.space.door(doorId);
  if (door === undefined) return answers.refuse('door_unknown', id);
  if (!isInside(world, avatar, door)) return answers.refuse('not_inside', id);
  if (!canHoldDoor(door.access, held)) return answers.refuse('not_here', id);
  doors.hold(doorId, held);
  knocks.doorChanged(door, avatar);
  answers.send({ type: 'door.hold.ok', id });
}

/**
 * Takes effect at once, and is answered when it is stored, so that it survives a restart. If it cannot be stored,
 * it is as before.
 */
async function lock(
  { world, doors, knocks, keepLocks, record }: DoorScene,
  avatar: Avatar,
  { id, doorId, locked }: ClientMessageOf<'door.lock'>,
  answers: Answers,
): Promise<void> {
  if (!hasRight(avatar.person.role, 'lockDoors')) return answers.refuse('not_allowed', id);
  const door = world.space.door(doorId);
  if (door === undefined) return answers.refuse('door_unknown', id);
  const isNew = doors.state(doorId).locked !== locked;
  doors.setLocked(doorId, locked);
  try {
    await keepLocks();
    if (isNew) {
      knocks.doorChanged(door, avatar);
      const { workspaceId, worldId } = world;
      const actor = someoneOf(avatar.person);
      const action = locked ? 'lockDoor' : 'unlockDoor';
      const where = { workspaceId, worldId, zoneId: door.leadsToZone };
      record({
        ...where,
        actor,
        person: { personId: doorId, name: doorId },
        action,
        reason: undefined,
      });
    }
    answers.send({ type: 'door.lock.ok', id });
  } catch (cause) {
    if (isNew) doors.setLocked(doorId, !locked);
    answers.fail('keeping the locks of Doors', cause, id);
  }
}

/** Only among people in the same room; an open place is left to everybody. */
function askToLeave(
  world: LiveWorld,
  avatar: Avatar,
  { id, personId }: ClientMessageOf<'room.askToLeave'>,
  answers: Answers,
  nowMs: number,
): void {
  const zone = world.zoneOf(avatar);
  if (!zone.chain.some((link) => world.doorsTo(link).length > 0)) return answers.refuse('not_here', id);
  const asked = world.people.get(personId);
  if (asked === undefined || asked === avatar || world.zoneOf(asked) !== zone) {
    return answers.refuse('person_unknown', id);
  }
  if (!avatar.attention.askings.take(nowMs)) return answers.refuse('rate_limited', id);
  const by = someoneOf(avatar.person);
  if (!asked.blocked.has(by.personId)) {
    asked.recipient.send({ type: 'room.askedToLeave', zoneId: zone.info.id, by });
  }
  answers.send({ type: 'room.askToLeave.ok', id });
}

function isInside(world: LiveWorld, avatar: Avatar, { leadsToZone }: Door): boolean {
  return world.zoneOf(avatar).chain.some(({ info }) => info.id === leadsToZone);
}
