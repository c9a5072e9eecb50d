import { requestIdOf } from '@atrium/protocol';
import type { ClientMessage } from '@atrium/protocol';
import type { Avatar } from '../presence/avatar.ts';
import type { Answers } from '../worlds/answers.ts';
import { answerSfu } from './answerSfu.ts';
import type { SfuRequest } from './answerSfu.ts';
import type { MediaMember } from './mediaMember.ts';
import type { WorldMedia } from './worldMedia.ts';

/** Everything that a Client may say about media. */
export type MediaMessage = Extract<ClientMessage, { type: `${'media' | 'sfu'}.${string}` }>;

/** Does what a message about media asks for, if it may be. */
export function answerMedia(
  media: WorldMedia,
  avatar: Avatar,
  message: MediaMessage,
  answers: Answers,
): void {
  if (message.type === 'media.state') {
    answers.send({ type: 'media.state.ok', id: message.id });
    return media.stateChanged(avatar, message);
  }
  const member = media.member(avatar.person.personId);
  if (member?.listens !== true) {
    return answers.refuse('link_unknown', requestIdOf(message));
  }
  switch (message.type) {
    case 'media.signal':
      if (!media.relaySignal(member, message)) answers.refuse('link_unknown');
      return;
    case 'media.live':
      return media.live(member, message.linkIds);
    case 'media.report':
      return media.report(member, message);
    case 'sfu.join':
    case 'sfu.ready':
    case 'sfu.connect':
    case 'sfu.restartIce':
    case 'sfu.produce':
    case 'sfu.unproduce':
    case 'sfu.consume':
    case 'sfu.view':
      return askSfu(media, member, message, answers);
  }
}

function askSfu(media: WorldMedia, member: MediaMember, request: SfuRequest, answers: Answers): void {
  const zone = media.zoneOf(member);
  if (zone !== undefined) return void answerSfu(zone, member, request, answers);
  answers.refuse('sfu_unavailable', requestIdOf(request));
}
