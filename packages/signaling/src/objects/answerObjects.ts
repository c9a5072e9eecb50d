import type { ClientMessage } from '@atrium/protocol';
import { someoneOf } from '../presence/avatar.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { Answers } from '../worlds/answers.ts';
import type { ObjectScene } from './objectUsing.ts';
import { beginToUse, endUse } from './objectUsing.ts';

/** Everything that a Client may say about Objects and seats. */
export type ObjectMessage = Extract<ClientMessage, { type: 'interact' | 'interact.end' }>;

/** Does what a message about an Object asks for, if it may be. */
export function answerObjects(
  scene: ObjectScene,
  avatar: Avatar,
  message: ObjectMessage,
  answers: Answers,
  nowMs: number,
): void {
  const { id, objectId } = message;
  if (message.type === 'interact.end') {
    if (avatar.using === objectId) endUse(scene, avatar);
    // A seat that one sits on is given back by standing up.
    else if (avatar.seat?.id !== objectId) scene.locks.release(avatar.person.personId, objectId);
    return answers.send({ type: 'interact.end.ok', id });
  }
  const interaction = beginToUse(scene, avatar, objectId, nowMs);
  if (interaction.granted) return answers.send({ type: 'interact.ok', id, granted: true });
  const { reason, holderId } = interaction;
  const person = holderId === undefined ? undefined : scene.world.personOf(holderId, nowMs);
  const holder = person && someoneOf(person);
  answers.send({ type: 'interact.ok', id, granted: false, reason, holder });
}
