import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Settling, WorldFeature } from '../worlds/worldFeature.ts';
import { answerMedia } from './answerMedia.ts';
import type { MediaMessage } from './answerMedia.ts';
import type { SharedMedia } from './worldMedia.ts';
import { WorldMedia } from './worldMedia.ts';

/** Talking: who is connected with whom, and over what. */
export class MediaFeature implements WorldFeature {
  readonly name = 'media';
  readonly media: WorldMedia;

  constructor(world: LiveWorld, shared: SharedMedia) {
    this.media = new WorldMedia(world, shared);
  }

  answer(avatar: Avatar, message: MediaMessage, answers: Answers): void {
    answerMedia(this.media, avatar, message, answers);
  }

  entered(avatar: Avatar): void {
    this.media.placed(avatar);
    this.media.stopListening(avatar.person.personId);
  }

  cameBack({ person }: Avatar): void {
    this.media.stopListening(person.personId);
  }

  detached({ person }: Avatar): void {
    this.media.stopListening(person.personId);
  }

  changedZone(avatar: Avatar, from: ZonePresence, to: ZonePresence): void {
    this.media.zoneChanged(avatar, from, to);
  }

  worldChanged(): void {
    this.media.worldChanged();
  }

  settled(avatar: Avatar, { from, to, isSilenced }: Settling): void {
    if (from !== to) this.media.zoneChanged(avatar, from, to);
    if (isSilenced) this.media.silence(avatar);
  }

  accessChanged({ person }: Avatar): void {
    this.media.left(person.personId);
  }

  /** Nobody hears who is not seen. Where all are lost at once, their Clients keep their links and bring them back. */
  left({ person }: Avatar): void {
    this.media.left(person.personId);
  }

  blocksChanged(avatar: Avatar): void {
    this.media.blocksChanged(avatar);
  }

  advance(nowMs: number): void {
    this.media.advance(nowMs);
  }

  closing(): void {
    this.media.close();
  }
}
