import type { ClientMessage } from '@atrium/protocol';
import { answerBoards } from '../boards/answerBoards.ts';
import { answerDoors } from '../doors/answerDoors.ts';
import { answerMedia } from '../media/answerMedia.ts';
import { answerModeration } from '../moderation/answerModeration.ts';
import { answerObjects } from '../objects/answerObjects.ts';
import type { Avatar } from '../presence/avatar.ts';
import { answerTogether } from '../together/answerTogether.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Answers } from '../worlds/answers.ts';

/** What a session itself answers. */
export type SessionMessage = Extract<ClientMessage, { type: 'hello' | 'ping' | 'people.list' | 'leave' }>;
/** What somebody in a World says about it and to others. */
export type WorldMessage = Exclude<ClientMessage, SessionMessage>;

export function isSessionMessage(message: ClientMessage): message is SessionMessage {
  switch (message.type) {
    case 'hello':
    case 'ping':
    case 'people.list':
    case 'leave':
      return true;
    default:
      return false;
  }
}

/** Does what somebody in a World asks for, if it may be. */
export function answerMessage(
  world: LiveWorld,
  avatar: Avatar,
  message: WorldMessage,
  answers: Answers,
  nowMs: number,
): void {
  switch (message.type) {
    case 'knock':
    case 'knock.withdraw':
    case 'knock.answer':
    case 'door.hold':
    case 'door.lock':
    case 'room.askToLeave':
      return answerDoors(world, avatar, message, answers, nowMs);
    case 'interact':
    case 'interact.end':
      return answerObjects(world, avatar, message, answers, nowMs);
    case 'board.open':
    case 'board.more':
    case 'board.close':
    case 'board.update':
    case 'board.cursor':
      return answerBoards(world, avatar, message, answers, nowMs);
    case 'chat.send':
    case 'reaction':
    case 'status.set':
    case 'hand.raise':
    case 'call':
    case 'call.answer':
    case 'blocks.set':
      return answerTogether(world, avatar, message, answers, nowMs);
    case 'moderation.mute':
    case 'moderation.removeFromZone':
    case 'moderation.kick':
    case 'moderation.ban':
    case 'report':
      return answerModeration(world, avatar, message, answers, nowMs);
    default:
      return answerMedia(world, avatar, message, answers);
  }
}
