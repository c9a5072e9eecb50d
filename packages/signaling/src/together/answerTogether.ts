import type { ClientMessage, ClientMessageOf, ServerMessageOf } from '@atrium/protocol';
import { peerChangeOf, someoneOf } from '../presence/avatar.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Calls } from './calls.ts';
import type { Waves } from './waves.ts';
import { isBlockedBetween } from '../presence/blocking.ts';

/** Everything that a Client may say to the people around. */
export type TogetherMessage = Extract<
  ClientMessage,
  {
    type:
      | 'chat.send'
      | 'reaction'
      | 'wave'
      | 'dance'
      | 'status.set'
      | 'hand.raise'
      | 'call'
      | 'call.answer'
      | 'blocks.set';
  }
>;

/** What an answer about the people around works with. */
export interface TogetherScene {
  readonly world: LiveWorld;
  readonly calls: Calls;
  readonly waves: Waves;
}

/** Does what a message to other people asks for, if it may be. */
export function answerTogether(
  scene: TogetherScene,
  avatar: Avatar,
  message: TogetherMessage,
  answers: Answers,
  nowMs: number,
): void {
  const { world, calls } = scene;
  switch (message.type) {
    case 'chat.send':
      return sendChat(world, avatar, message, answers, nowMs);
    case 'reaction':
      return react(world, avatar, message, answers, nowMs);
    case 'wave':
      return wave(scene, avatar, message, answers, nowMs);
    case 'dance':
      return dance(world, avatar, message, answers, nowMs);
    case 'status.set':
      avatar.status = message.status;
      tellChange(world, avatar);
      return answers.send({ type: 'status.set.ok', id: message.id });
    case 'hand.raise':
      return raiseHand(world, avatar, message, answers);
    case 'call':
      return call(scene, avatar, message, answers, nowMs);
    case 'call.answer':
      if (!calls.answer(avatar, message.callId, message.accept)) {
        return answers.refuse('call_unknown', message.id);
      }
      return answers.send({ type: 'call.answer.ok', id: message.id });
    case 'blocks.set':
      avatar.blocked = new Set(message.personIds);
      world.hooks.blocksChanged(avatar);
      return answers.send({ type: 'blocks.set.ok', id: message.id });
  }
}

/** Chat is not stored: only people who are there read it. */
function sendChat(
  world: LiveWorld,
  avatar: Avatar,
  { id, text, to }: ClientMessageOf<'chat.send'>,
  answers: Answers,
  nowMs: number,
): void {
  if (!avatar.attention.chats.take(nowMs)) return answers.refuse('rate_limited', id);
  const message: ServerMessageOf<'chat.message'> = {
    type: 'chat.message',
    from: someoneOf(avatar.person),
    scope: to === undefined ? 'zone' : 'direct',
    text,
  };
  if (to === undefined) {
    const isFor = (member: Avatar) => member !== avatar && !isBlockedBetween(member, avatar);
    world.zoneOf(avatar).tellThose(isFor, message, world.framing);
    return answers.send({ type: 'chat.send.ok', id });
  }
  const recipient = world.people.get(to);
  if (recipient === undefined || recipient === avatar) return answers.refuse('person_unknown', id);
  if (!isBlockedBetween(recipient, avatar)) recipient.recipient.send(message);
  answers.send({ type: 'chat.send.ok', id });
}

function react(
  world: LiveWorld,
  avatar: Avatar,
  { reaction }: ClientMessageOf<'reaction'>,
  answers: Answers,
  nowMs: number,
): void {
  if (!avatar.attention.reactions.take(nowMs)) return answers.refuse('rate_limited');
  const { personId } = avatar.person;
  const isFor = (member: Avatar) => member !== avatar && !isBlockedBetween(member, avatar);
  world.zoneOf(avatar).tellThose(isFor, { type: 'reaction', personId, reaction }, world.framing);
}

/** Everybody in the Zone sees it, but those who are blocked or have blocked one of the two. */
function wave(
  { world, waves }: TogetherScene,
  avatar: Avatar,
  { id, personId }: ClientMessageOf<'wave'>,
  answers: Answers,
  nowMs: number,
): void {
  const to = world.people.get(personId);
  if (to === undefined || to === avatar || to.zoneId !== avatar.zoneId)
    return answers.refuse('person_unknown', id);
  if (!avatar.attention.gestures.take(nowMs)) return answers.refuse('rate_limited', id);
  answers.send({ type: 'wave.ok', id });
  const isMutual = !isBlockedBetween(avatar, to) && waves.wave(avatar, to, nowMs);
  const sees = (member: Avatar, other: Avatar) => member === other || !isBlockedBetween(member, other);
  const fromId = avatar.person.personId;
  world
    .zoneOf(avatar)
    .tellThose(
      (member) => sees(member, avatar) && (!isMutual || sees(member, to)),
      isMutual
        ? { type: 'highFive', personIds: [fromId, personId] }
        : { type: 'waved', personId: fromId, to: personId },
      world.framing,
    );
}

/** Stopping is never refused: nobody dances on against their will. */
function dance(
  world: LiveWorld,
  avatar: Avatar,
  { dancing }: ClientMessageOf<'dance'>,
  answers: Answers,
  nowMs: number,
): void {
  if (dancing === avatar.dancing) return;
  if (dancing && !avatar.attention.gestures.take(nowMs)) return answers.refuse('rate_limited');
  avatar.dancing = dancing;
  tellChange(world, avatar);
}

function raiseHand(
  world: LiveWorld,
  avatar: Avatar,
  { id, raised }: ClientMessageOf<'hand.raise'>,
  answers: Answers,
): void {
  const zone = world.zoneOf(avatar);
  if (raised && zone.info.type !== 'MeetingRoom') return answers.refuse('not_here', id);
  // A raised hand keeps its turn.
  if (raised) avatar.hand ??= zone.nextHand();
  else avatar.hand = null;
  tellChange(world, avatar);
  answers.send({ type: 'hand.raise.ok', id });
}

function call(
  { world, calls }: TogetherScene,
  avatar: Avatar,
  { id, personId }: ClientMessageOf<'call'>,
  answers: Answers,
  nowMs: number,
): void {
  const called = world.people.get(personId);
  if (called === undefined || called === avatar) return answers.refuse('person_unknown', id);
  if (!avatar.attention.calls.take(nowMs)) return answers.refuse('rate_limited', id);
  answers.send({ type: 'call.ok', id, callId: calls.call(avatar, called, nowMs) });
}

function tellChange(world: LiveWorld, avatar: Avatar): void {
  world.zoneOf(avatar).tellThose(() => true, peerChangeOf(avatar), world.framing);
}
