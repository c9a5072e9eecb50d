import type { ClientMessage, ClientMessageOf, ServerMessageOf } from '@atrium/protocol';
import { someoneOf } from '../presence/avatar.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Calls } from './calls.ts';
import { isBlockedBetween } from '../presence/blocking.ts';

/** Everything that a Client may say to the people around. */
export type TogetherMessage = Extract<
  ClientMessage,
  {
    type: 'chat.send' | 'reaction' | 'status.set' | 'hand.raise' | 'call' | 'call.answer' | 'blocks.set';
  }
>;

/** What an answer about the people around works with. */
export interface TogetherScene {
  readonly world: LiveWorld;
  readonly calls: Calls;
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

/** Nothing of a chat is kept: whoever is not there does not read it. */
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

function raiseHand(
  world: LiveWorld,
  avatar: Avatar,
  { id, raised }: ClientMessageOf<'hand.raise'>,
  answers: Answers,
): void {
  const zone = world.zoneOf(avatar);
  if (raised && zone.info.type !== 'MeetingRoom') return answers.refuse('not_here', id);
  // Whoever has raised theirs keeps their turn.
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

function tellChange(world: LiveWorld, { networkId, status, hand, zoneNumber }: Avatar): void {
  world.zones[zoneNumber]?.tellThose(
    () => true,
    { type: 'peer.changed', networkId, status, hand },
    world.framing,
  );
}
