import type { ClientMessageOf, ModerationAction } from '@atrium/protocol';
import { hasRight, roles } from '@atrium/world';
import type { Right } from '@atrium/world';
import { removeFromZone } from '../movement/removeFromZone.ts';
import { someoneOf } from '../presence/avatar.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Moderation } from './moderation.ts';

/** What moderation works with. */
export interface ModerationScene {
  readonly world: LiveWorld;
  readonly moderation: Moderation;
  /** Takes a person's microphone away from all others, or gives it back. */
  readonly setMuted: (personId: string, isMuted: boolean) => void;
}

export type ModerationMessage =
  | ClientMessageOf<'moderation.mute'>
  | ClientMessageOf<'moderation.removeFromZone'>
  | ClientMessageOf<'moderation.kick'>
  | ClientMessageOf<'moderation.ban'>
  | ClientMessageOf<'report'>;

const hourMs = 3_600_000;

const rightTo: Readonly<Record<ModerationMessage['type'], Right>> = {
  'moderation.mute': 'mute',
  'moderation.removeFromZone': 'removeFromZone',
  'moderation.kick': 'kick',
  'moderation.ban': 'ban',
  report: 'report',
};

/**
 * What people do about somebody who misbehaves. It is administrative: no rule of a Zone is asked or changed. Everything
 * is written down, and the person concerned is told.
 */
export function answerModeration(
  scene: ModerationScene,
  avatar: Avatar,
  message: ModerationMessage,
  answers: Answers,
  nowMs: number,
): void {
  const { world, moderation, setMuted } = scene;
  const { id, personId } = message;
  if (!hasRight(avatar.person.role, rightTo[message.type])) return answers.refuse('not_allowed', id);
  const person = world.people.get(personId);
  if (person === undefined) return answers.refuse('person_unknown', id);
  if (message.type === 'report') return report(scene, avatar, person, message, answers, nowMs);
  if (!mayModerate(avatar, person)) return answers.refuse('target_protected', id);
  switch (message.type) {
    case 'moderation.mute': {
      const { muted, reason } = message;
      setMuted(personId, muted);
      tell(person, muted ? 'mute' : 'unmute', avatar, reason);
      record(scene, avatar, person, muted ? 'mute' : 'unmute', reason);
      const kept = muted
        ? moderation.keep(world.worldId, { kind: 'mute', personId })
        : moderation.keepUnmuted(world.worldId, personId);
      return void answerWhenKept(kept, answers, 'moderation.mute.ok', id);
    }
    case 'moderation.removeFromZone':
      return removePerson(scene, avatar, person, message, answers, nowMs);
    case 'moderation.kick': {
      const { reason } = message;
      const untilMs = nowMs + world.limits.exclusionMs;
      moderation.exclusions.exclude(personId, world.worldId, undefined, untilMs, nowMs);
      tell(person, 'kick', avatar, reason);
      record(scene, avatar, person, 'kick', reason);
      person.recipient.evict('kicked');
      const exclusion = {
        kind: 'exclusion',
        personId,
        zoneId: undefined,
        forMs: world.limits.exclusionMs,
      } as const;
      return void answerWhenKept(
        moderation.keep(world.worldId, exclusion),
        answers,
        'moderation.kick.ok',
        id,
      );
    }
    case 'moderation.ban':
      return ban(scene, avatar, person, message, answers);
  }
}

/** Nobody moderates themselves, or somebody with more rights. */
function mayModerate(actor: Avatar, person: Avatar): boolean {
  return actor !== person && roles.indexOf(actor.person.role) <= roles.indexOf(person.person.role);
}

function removePerson(
  scene: ModerationScene,
  actor: Avatar,
  person: Avatar,
  { id, reason }: ClientMessageOf<'moderation.removeFromZone'>,
  answers: Answers,
  nowMs: number,
): void {
  const { world, moderation } = scene;
  const zoneId = person.zoneId;
  // Of the groundZone there is no outside; out of the World is another matter.
  if (zoneId === world.space.zones.ground.id) return answers.refuse('not_here', id);
  const untilMs = nowMs + world.limits.exclusionMs;
  if (!removeFromZone(world, person, nowMs)) return answers.refuse('not_here', id);
  moderation.exclusions.exclude(person.person.personId, world.worldId, zoneId, untilMs, nowMs);
  tell(person, 'removeFromZone', actor, reason);
  record(scene, actor, person, 'removeFromZone', reason, zoneId);
  const { personId } = person.person;
  const exclusion = { kind: 'exclusion', personId, zoneId, forMs: world.limits.exclusionMs } as const;
  const kept = moderation.keep(world.worldId, exclusion);
  void answerWhenKept(kept, answers, 'moderation.removeFromZone.ok', id);
}

function ban(
  { world, moderation }: ModerationScene,
  actor: Avatar,
  person: Avatar,
  { id, reason, hours, withAddress }: ClientMessageOf<'moderation.ban'>,
  answers: Answers,
): void {
  const { recipient } = person;
  const address = withAddress ? recipient.connection.remoteAddress : undefined;
  if (address !== undefined && address === actor.recipient.connection.remoteAddress) {
    // They sit in the same office: the Admin would be out, too.
    return answers.refuse('target_protected', id);
  }
  const forMs = hours === null ? undefined : hours * hourMs;
  const order = {
    workspaceId: world.workspaceId,
    actor: someoneOf(actor.person),
    person: someoneOf(person.person),
    reason,
    address,
    forMs,
  };
  tell(person, 'ban', actor, reason);
  // Out at once; that they stay out has to be kept first.
  const kept = moderation.ban(order);
  recipient.evict('banned');
  void answerWhenKept(kept, answers, 'moderation.ban.ok', id);
}

function report(
  { world, moderation }: ModerationScene,
  reporter: Avatar,
  person: Avatar,
  { id, text, chat }: ClientMessageOf<'report'>,
  answers: Answers,
  nowMs: number,
): void {
  if (!moderation.reports.take(reporter.person.personId, nowMs)) return answers.refuse('rate_limited', id);
  const { workspaceId, worldId } = world;
  const where = { workspaceId, worldId, zoneId: reporter.zoneId };
  const told = {
    ...where,
    reporter: someoneOf(reporter.person),
    person: someoneOf(person.person),
    text,
    chat,
  };
  void answerWhenKept(moderation.records.report(told), answers, 'report.ok', id);
}

async function answerWhenKept(
  kept: Promise<void>,
  answers: Answers,
  type: 'report.ok' | `moderation.${'mute' | 'removeFromZone' | 'kick' | 'ban'}.ok`,
  id: number,
): Promise<void> {
  try {
    await kept;
    answers.send({ type, id });
  } catch (cause) {
    answers.fail('keeping what was said of somebody', cause, id);
  }
}

function tell(person: Avatar, action: ModerationAction, actor: Avatar, reason: string | undefined): void {
  const { recipient } = person;
  if (!recipient.listening) return;
  recipient.send({ type: 'moderation.told', action, by: actor.person.name, reason: reason ?? null });
}

function record(
  { world, moderation }: ModerationScene,
  actor: Avatar,
  person: Avatar,
  action: ModerationAction,
  reason: string | undefined,
  zoneId: string = person.zoneId,
): void {
  const { workspaceId, worldId } = world;
  moderation.record({
    workspaceId,
    worldId,
    zoneId,
    actor: someoneOf(actor.person),
    person: someoneOf(person.person),
    action,
    reason,
  });
}
