import { distance, walkSpeedTilesPerSecond } from '@atrium/world';
import type { AvatarState, Facing, Position } from '@atrium/world';

/** Where somebody was at a moment. */
export interface Sample {
  /** On the server's clock, in ms. */
  readonly timeMs: number;
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly state: AvatarState;
}

/** Where somebody is drawn. */
export type Picture = Omit<Sample, 'timeMs'>;

/** Beyond the last sample, somebody who walks is drawn walking on for so long at most. */
const longestExtrapolationMs = 100;
/** Who has stood still and walks again did so an interval ago, not since the last sample. */
const startLeadMs = 70;
/** What was drawn wrongly is made good within this time. */
const errorBlendMs = 120;
/** Farther than this nothing glides. */
export const longestGlideTiles = 2;
/** Speed is measured over so long. */
const velocityWindowMs = 20;
const keptSamples = 64;

/** The samples of one person, played out in their own time. */
export class Track {
  #samples: Sample[];
  #error: Position = { x: 0, y: 0 };
  #errorUntilMs = Number.NEGATIVE_INFINITY;

  constructor(first: Sample) {
    this.#samples = [first];
  }

  /** The latest that is known. */
  get latest(): Sample | undefined {
    return this.#samples.at(-1);
  }

  /** Forgets everything and stands at a place. */
  restart(sample: Sample): void {
    this.#samples = [sample];
    this.#errorUntilMs = Number.NEGATIVE_INFINITY;
  }

  /**
   * Takes in what has just arrived. Frames come in order, so it is the latest whatever its time says: times are rounded,
   * and that of a first sample is a guess.
   *
   * @param playedMs the moment that is being drawn, on the server's clock
   */
  add(arrived: Sample, playedMs: number): void {
    const last = this.latest;
    const sample = { ...arrived, timeMs: Math.max(arrived.timeMs, last?.timeMs ?? arrived.timeMs) };
    const drawn = this.at(playedMs);
    if (last?.timeMs === sample.timeMs) this.#samples.pop();
    else if (last !== undefined && last.state !== 'walking' && sample.timeMs - last.timeMs > startLeadMs) {
      this.#samples.push({ ...last, timeMs: sample.timeMs - startLeadMs });
    }
    this.#samples.push(sample);
    while (this.#samples.length > keptSamples || (this.#samples[1]?.timeMs ?? Infinity) < playedMs) {
      this.#samples.shift();
    }
    this.#keepPictureFrom(drawn, playedMs);
  }

  /** What is drawn at a moment of the server's clock, in ms. */
  at(playedMs: number): Picture {
    const picture = this.#place(playedMs);
    const part = Math.max(0, (this.#errorUntilMs - playedMs) / errorBlendMs);
    if (part === 0) return picture;
    const { x, y } = this.#error;
    return { ...picture, x: picture.x + x * Math.min(1, part), y: picture.y + y * Math.min(1, part) };
  }

  /** From this moment on, in ms on the server's clock, the picture stays as it is. */
  get settledAtMs(): number {
    const last = this.latest;
    if (last === undefined) return Number.NEGATIVE_INFINITY;
    const endMs = last.state === 'walking' ? last.timeMs + longestExtrapolationMs : last.timeMs;
    return Math.max(endMs, this.#errorUntilMs);
  }

  /** Tiles per second at a moment. */
  velocityAt(playedMs: number): Position {
    const now = this.at(playedMs);
    const before = this.at(playedMs - velocityWindowMs);
    const perSecond = 1000 / velocityWindowMs;
    return limitSpeed({ x: (now.x - before.x) * perSecond, y: (now.y - before.y) * perSecond });
  }

  #place(playedMs: number): Picture {
    const next = this.#samples.findIndex((sample) => sample.timeMs > playedMs);
    const after = this.#samples[next];
    const before = this.#samples[next === -1 ? this.#samples.length - 1 : next - 1];
    if (before === undefined) return after ?? { x: 0, y: 0, facing: 'S', state: 'idle' };
    if (after === undefined) return this.#beyondLast(before, playedMs);
    const part = (playedMs - before.timeMs) / (after.timeMs - before.timeMs);
    const moves = before.x !== after.x || before.y !== after.y;
    return {
      x: before.x + (after.x - before.x) * part,
      y: before.y + (after.y - before.y) * part,
      facing: moves ? after.facing : before.facing,
      state: moves ? 'walking' : before.state,
    };
  }

  #beyondLast(last: Sample, playedMs: number): Picture {
    const previous = this.#samples.at(-2);
    const beyondMs = playedMs - last.timeMs;
    if (last.state !== 'walking') return last;
    const state = beyondMs > longestExtrapolationMs ? 'idle' : 'walking';
    if (previous === undefined || last.timeMs <= previous.timeMs) return { ...last, state };
    const perSecond = 1000 / (last.timeMs - previous.timeMs);
    const velocity = limitSpeed({
      x: (last.x - previous.x) * perSecond,
      y: (last.y - previous.y) * perSecond,
    });
    const seconds = Math.min(longestExtrapolationMs, Math.max(0, beyondMs)) / 1000;
    return { ...last, state, x: last.x + velocity.x * seconds, y: last.y + velocity.y * seconds };
  }

  /** New knowledge changes the place; the picture follows without a jump. */
  #keepPictureFrom(drawn: Picture, playedMs: number): void {
    this.#errorUntilMs = Number.NEGATIVE_INFINITY;
    const now = this.at(playedMs);
    const away = distance(drawn, now);
    if (away < 1e-6 || away > longestGlideTiles) return;
    this.#error = { x: drawn.x - now.x, y: drawn.y - now.y };
    this.#errorUntilMs = playedMs + errorBlendMs;
  }
}

function limitSpeed(velocity: Position): Position {
  const speed = Math.hypot(velocity.x, velocity.y);
  if (speed <= walkSpeedTilesPerSecond) return velocity;
  const part = walkSpeedTilesPerSecond / speed;
  return { x: velocity.x * part, y: velocity.y * part };
}
