import type { SharedBoards } from './boards/boards.ts';
import { BoardsFeature } from './boards/boardsFeature.ts';
import { BuildingFeature } from './building/buildingFeature.ts';
import { DoorsFeature } from './doors/doorsFeature.ts';
import { MediaFeature } from './media/mediaFeature.ts';
import type { SharedMedia } from './media/worldMedia.ts';
import type { Moderation } from './moderation/moderation.ts';
import { ModerationFeature } from './moderation/moderationFeature.ts';
import { ObjectsFeature } from './objects/objectsFeature.ts';
import type { DoorLocks } from './ports/doorLocks.ts';
import type { WorldEditors } from './ports/worldEditors.ts';
import type { Avatar } from './presence/avatar.ts';
import { TogetherFeature } from './together/togetherFeature.ts';
import type { Answers } from './worlds/answers.ts';
import type { LiveWorld } from './worlds/liveWorld.ts';
import type { WorldFeature, WorldFeatures, WorldMessage } from './worlds/worldFeature.ts';

/** What the features of all Worlds of a server share. */
export interface SharedByFeatures {
  readonly media: SharedMedia;
  readonly moderation: Moderation;
  readonly doorLocks: DoorLocks;
  readonly boards: SharedBoards;
  readonly editors: WorldEditors;
}

/** All features of one World. The one place that knows them all: where one needs another, it is handed a function here. */
export class Features implements WorldFeatures {
  readonly objects: ObjectsFeature;
  readonly boards: BoardsFeature;
  readonly doors: DoorsFeature;
  readonly together: TogetherFeature;
  readonly media: MediaFeature;
  readonly moderation: ModerationFeature;
  readonly building: BuildingFeature;
  readonly all: readonly WorldFeature[];

  constructor(world: LiveWorld, shared: SharedByFeatures) {
    const { doorLocks, boards, moderation } = shared;
    this.objects = new ObjectsFeature(world);
    this.boards = new BoardsFeature(world, boards);
    this.doors = new DoorsFeature(world, doorLocks, (fact) => moderation.record(fact));
    this.together = new TogetherFeature(world);
    this.media = new MediaFeature(world, shared.media);
    const setMuted = (personId: string, isMuted: boolean) => this.media.media.setMuted(personId, isMuted);
    this.moderation = new ModerationFeature(world, moderation, setMuted, shared.media.nowMs);
    this.building = new BuildingFeature(world, shared.editors, shared.media.nowMs);
    const { objects, together, media, building } = this;
    this.all = [objects, this.boards, this.doors, together, media, this.moderation, building];
  }

  answer(avatar: Avatar, message: WorldMessage, answers: Answers, nowMs: number): void {
    switch (message.type) {
      case 'knock':
      case 'knock.withdraw':
      case 'knock.answer':
      case 'door.hold':
      case 'door.lock':
      case 'room.askToLeave':
        return this.doors.answer(avatar, message, answers, nowMs);
      case 'interact':
      case 'interact.end':
        return this.objects.answer(avatar, message, answers, nowMs);
      case 'board.open':
      case 'board.more':
      case 'board.close':
      case 'board.update':
      case 'board.cursor':
        return this.boards.answer(avatar, message, answers, nowMs);
      case 'chat.send':
      case 'reaction':
      case 'wave':
      case 'dance':
      case 'status.set':
      case 'hand.raise':
      case 'call':
      case 'call.answer':
      case 'blocks.set':
        return this.together.answer(avatar, message, answers, nowMs);
      case 'moderation.mute':
      case 'moderation.removeFromZone':
      case 'moderation.kick':
      case 'moderation.ban':
      case 'report':
        return this.moderation.answer(avatar, message, answers, nowMs);
      default:
        return this.media.answer(avatar, message, answers);
    }
  }
}

/** A World with all its features. */
export type FeaturedWorld = LiveWorld<Features>;
