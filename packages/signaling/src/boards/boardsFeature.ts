import type { Avatar, Recipient } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import { Interval } from '../timing/interval.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { WorldFeature, WorldMessage } from '../worlds/worldFeature.ts';
import { answerBoards, tellOfUntaken } from './answerBoards.ts';
import type { BoardMessage } from './answerBoards.ts';
import { Boards } from './boards.ts';
import type { SharedBoards } from './boards.ts';

/** Whiteboards. */
export class BoardsFeature implements WorldFeature {
  readonly name = 'boards';
  readonly boards: Boards;
  readonly #world: LiveWorld;
  readonly #review: Interval;

  constructor(world: LiveWorld, shared: SharedBoards) {
    this.#world = world;
    const { worldId, framing, limits } = world;
    const zone = (zoneId: string) => world.zone(zoneId);
    this.boards = new Boards({
      ...limits,
      worldId,
      get space() {
        return world.space;
      },
      zone,
      framing,
      shared,
    });
    this.#review = new Interval(limits.doorStatesMs);
  }

  answer(avatar: Avatar, message: BoardMessage, answers: Answers, nowMs: number): void {
    answerBoards({ world: this.#world, boards: this.boards }, avatar, message, answers, nowMs);
  }

  /** Another connection has none open yet. */
  greet(avatar: Avatar): void {
    this.boards.closeAll(avatar);
  }

  leftZone(avatar: Avatar, from: ZonePresence): void {
    this.boards.leftZone(avatar, from);
  }

  emptied(zone: ZonePresence): void {
    this.boards.emptied(zone);
  }

  untaken(message: WorldMessage, recipient: Pick<Recipient, 'send'>): void {
    tellOfUntaken(message, recipient);
  }

  worldChanged(): void {
    this.boards.worldChanged();
  }

  advance(nowMs: number): void {
    if (this.#review.take(nowMs)) this.boards.advance(nowMs);
  }

  async save(): Promise<void> {
    this.boards.save();
  }

  closing(): void {
    this.boards.closing();
  }
}
