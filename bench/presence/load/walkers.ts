import type { Position } from '@atrium/world';
import type { Participant } from './dialects/dialect.ts';
import type { SentMoves } from './sentMoves.ts';
import { atStart, placeOf, startFrom, stepWalk, type Walk, type Walker } from './walk.ts';

/** How often the load looks for whose turn it is, in ms. */
const paceMs = 2;
/** A Client takes steps at 60 Hz and sends after a frame: what it sends was so 0 to 16 ms ago. */
const agesMs = 17;
/** Turns that are made up for after a stall; what was missed before them is left out, as by a Client that hung. */
const mostTurnsLate = 4;
/** Spreads people who come one after the other evenly over a tick. */
const goldenRatio = (Math.sqrt(5) - 1) / 2;

interface Mover {
  readonly participant: Participant;
  /** When in each interval it is their turn: 0 to 1. */
  readonly phase: number;
  walker: Walker;
  /** In tiles. */
  start: Position;
}

/** Sends everybody's MoveIntents, each person at a moment of their own within the interval. */
export class Walkers {
  readonly #movers: Mover[];
  readonly #sentMoves: SentMoves;
  readonly #intervalMs: number;
  #walk: Walk = 'straight';
  #moving: Mover[] = [];
  #timer: NodeJS.Timeout | undefined;
  #startedAt = 0;
  #turn = 0;
  /** MoveIntents sent since the start. */
  moves = 0;

  constructor(participants: readonly Participant[], sentMoves: SentMoves, intervalMs: number) {
    this.#sentMoves = sentMoves;
    this.#intervalMs = intervalMs;
    this.#movers = participants.map((participant, order) => ({
      participant,
      phase: (order * goldenRatio) % 1,
      walker: atStart,
      start: participant.start,
    }));
  }

  /** @param share 0 to 1: of each Zone, how many walk */
  start(walk: Walk, share: number): void {
    this.stop();
    this.#walk = walk;
    const zones = new Set(this.#movers.map(({ participant }) => participant.person.zone)).size;
    // People are ordered by place, then Zone: the first so many are the same share of each Zone.
    const perZone = Math.round((this.#movers.length / zones) * share);
    this.#moving = this.#movers.slice(0, perZone * zones).sort((a, b) => a.phase - b.phase);
    this.#startedAt = performance.now();
    this.#turn = 0;
    this.#timer = setInterval(() => this.#sendDue(), paceMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const mover of this.#moving) this.#send(mover, false);
    this.#moving = [];
  }

  #sendDue(): void {
    const now = performance.now();
    const dueRounds = (now - this.#startedAt) / this.#intervalMs;
    const lateRounds = dueRounds - this.#turn / this.#moving.length;
    if (lateRounds > mostTurnsLate) this.#startedAt += (lateRounds - mostTurnsLate) * this.#intervalMs;
    for (;;) {
      const mover = this.#moving[this.#turn % this.#moving.length];
      if (mover === undefined) return;
      const round = Math.floor(this.#turn / this.#moving.length);
      if (this.#startedAt + (round + mover.phase) * this.#intervalMs > now) return;
      mover.walker = stepWalk(mover.walker, this.#walk);
      this.#send(mover, true);
      this.#turn++;
    }
  }

  #send(mover: Mover, isWalking: boolean): void {
    const { participant, walker } = mover;
    const { person } = participant;
    const corrected = participant.takeCorrection?.();
    if (corrected !== undefined) mover.start = startFrom(corrected, walker);
    const ageMs = this.moves % agesMs;
    const step = { ...placeOf(mover.start, walker, this.#walk), ageMs };
    if (isWalking) this.#sentMoves.sent(person.index, step.x, step.y, performance.now());
    participant.move(step, isWalking);
    this.moves++;
  }
}
