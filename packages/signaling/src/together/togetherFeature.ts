import { peerChangeOf } from '../presence/avatar.ts';
import type { Avatar } from '../presence/avatar.ts';
import { Interval } from '../timing/interval.ts';
import type { Answers } from '../worlds/answers.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { WorldFeature } from '../worlds/worldFeature.ts';
import { answerTogether } from './answerTogether.ts';
import type { TogetherMessage } from './answerTogether.ts';
import { Calls } from './calls.ts';
import { Waves } from './waves.ts';

/** Chat, reactions, gestures, status, hands, calls and blocking. */
export class TogetherFeature implements WorldFeature {
  readonly name = 'together';
  readonly calls: Calls;
  readonly #waves = new Waves();
  readonly #world: LiveWorld;
  readonly #review: Interval;

  constructor(world: LiveWorld) {
    this.#world = world;
    const { people, ids, limits } = world;
    this.calls = new Calls({ people, newId: () => ids.newId(), callMs: limits.callMs });
    this.#review = new Interval(limits.doorStatesMs);
  }

  answer(avatar: Avatar, message: TogetherMessage, answers: Answers, nowMs: number): void {
    answerTogether(
      { world: this.#world, calls: this.calls, waves: this.#waves },
      avatar,
      message,
      answers,
      nowMs,
    );
  }

  greet(avatar: Avatar): void {
    if (avatar.hand !== null || avatar.cupUntilMs !== undefined) avatar.recipient.send(peerChangeOf(avatar));
    this.calls.resumed(avatar);
  }

  moved(avatar: Avatar): void {
    this.#endDance(avatar);
  }

  /** A key that was held down before is not held in the new tab. */
  cameBack(avatar: Avatar): void {
    this.#endDance(avatar);
  }

  detached(avatar: Avatar): void {
    this.#endDance(avatar);
  }

  left(avatar: Avatar): void {
    this.#waves.left(avatar);
    this.calls.leftWorld(avatar);
  }

  #endDance(avatar: Avatar): void {
    if (!avatar.dancing) return;
    avatar.dancing = false;
    const world = this.#world;
    world.zoneOf(avatar).tellThose(() => true, peerChangeOf(avatar), world.framing);
  }

  advance(nowMs: number): void {
    if (this.#review.take(nowMs)) this.calls.advance(nowMs);
  }
}
