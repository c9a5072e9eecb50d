import type { Avatar } from '../presence/avatar.ts';
import { Interval } from '../timing/interval.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { WorldFeature } from '../worlds/worldFeature.ts';
import { answerTogether } from './answerTogether.ts';
import type { TogetherMessage } from './answerTogether.ts';
import { Calls } from './calls.ts';

/** Chat, reactions, status, hands, calls and blocking. */
export class TogetherFeature implements WorldFeature {
  readonly name = 'together';
  readonly calls: Calls;
  readonly #world: LiveWorld;
  readonly #review: Interval;

  constructor(world: LiveWorld) {
    this.#world = world;
    const { people, ids, limits } = world;
    this.calls = new Calls({ people, newId: () => ids.newId(), callMs: limits.callMs });
    this.#review = new Interval(limits.doorStatesMs);
  }

  answer(avatar: Avatar, message: TogetherMessage, answers: Answers, nowMs: number): void {
    answerTogether({ world: this.#world, calls: this.calls }, avatar, message, answers, nowMs);
  }

  greet(avatar: Avatar): void {
    const { networkId, status, hand, recipient } = avatar;
    if (hand !== null) recipient.send({ type: 'peer.changed', networkId, status, hand });
    this.calls.resumed(avatar);
  }

  left(avatar: Avatar): void {
    this.calls.leftWorld(avatar);
  }

  advance(nowMs: number): void {
    if (this.#review.take(nowMs)) this.calls.advance(nowMs);
  }
}
