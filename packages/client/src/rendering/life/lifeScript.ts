import { distance, facings, facingTowards } from '@atrium/world';
import type { Facing, Position } from '@atrium/world';
import type { RestingPose } from '../art/index.ts';

/** One picture of what lives at rest stays so long, in ms: 8 a second. */
export const beatMs = 125;
/** From one burst to the next, in beats: 6 s. */
const burstEveryBeats = 48;
/** Within its 6 s a burst begins up to so many beats late. */
const latestStartBeats = 8;
/** Pictures of a burst: with its pauses that is less than one a second on average, however many people are in view. */
const burstBeats = 5;
/** People begin at one of the first beats of a burst, so that not everybody blinks at once. */
const personBeats = 4;

/** The pictures of an Object that moves in a burst, one for each of its first beats. */
export const motionSteps: readonly number[] = [1, 2, 3, 4];
/** In which share of the bursts an Object moves. */
const motionShare = 0.3;

/** How near somebody who speaks has to be for others to look at them, in tiles. */
const attentionTiles = 6;

/** Where everything that lives at rest is at a moment. */
export interface LifeMoment {
  /** Number of the last burst that has begun. */
  readonly burst: number;
  /** Beats since it began. */
  readonly beat: number;
}

/** @param nowMs on a clock that only goes forward */
export function lifeMomentAt(nowMs: number): LifeMoment {
  const beats = Math.floor(nowMs / beatMs);
  const slot = Math.floor(beats / burstEveryBeats);
  const burst = beats >= firstBeatOf(slot) ? slot : slot - 1;
  return { burst, beat: beats - firstBeatOf(burst) };
}

function firstBeatOf(burst: number): number {
  return burst * burstEveryBeats + Math.floor(chance(burst, 0) * latestStartBeats);
}

/** The beat of a burst at which somebody begins. */
function ownBeat(seed: number, burst: number): number {
  return Math.floor(chance(seed, burst) * personBeats);
}

/** When what rests looks different next, on the same clock, in ms. */
export function nextChangeMs({ seed, types }: Pick<Resting, 'seed' | 'types'>, moment: LifeMoment): number {
  const { burst, beat } = moment;
  const own = ownBeat(seed, burst);
  if (beat <= own || (types && beat < burstBeats)) {
    const next = types || beat === own ? beat + 1 : own;
    return (firstBeatOf(burst) + next) * beatMs;
  }
  const next = types ? 0 : ownBeat(seed, burst + 1);
  return (firstBeatOf(burst + 1) + next) * beatMs;
}

/** What somebody does while at rest. */
export interface Resting {
  /** Belongs to the person. */
  readonly seed: number;
  readonly isSitting: boolean;
  /** Whether they sit at a Computer. */
  readonly types: boolean;
  readonly hasCup: boolean;
}

/** How somebody at rest looks at a moment: they blink, breathe, shift their weight, look around and type. */
export function restingPoseAt({ seed, isSitting, types, hasCup }: Resting, moment: LifeMoment): RestingPose {
  const { burst, beat } = moment;
  const own = beat - ownBeat(seed, burst);
  // Everything but a blink and a keystroke stays from one burst to the next.
  const turn = own >= 0 ? burst : burst - 1;
  const isTyping = types && chance(seed, turn + 3) < 0.75;
  const glance = chance(seed, Math.floor(turn / 2) + 5);
  const lean = chance(seed, Math.floor(turn / 3) + 7);
  return {
    kind: isSitting ? 'sitting' : 'idle',
    breath: turn % 2 === 0 ? 0 : 1,
    eyesAreClosed: own === 0,
    head: isTyping || glance > 0.24 ? 0 : glance < 0.12 ? -1 : 1,
    lean: isSitting || lean > 0.6 ? 0 : lean < 0.3 ? -1 : 1,
    arms: isTyping ? typingAt(beat) : hasCup ? 'cup' : 'rest',
  };
}

function typingAt(beat: number): 'typing0' | 'typing1' {
  return beat < burstBeats && beat % 2 === 1 ? 'typing1' : 'typing0';
}

/** Which of its pictures an Object shows that moves now and then; 0 while it rests. */
export function motionStepAt(seed: number, { burst, beat }: LifeMoment): number {
  return movesIn(seed, burst) ? (motionSteps[beat] ?? 0) : 0;
}

/** When such an Object looks different next, on the same clock, in ms. */
export function nextMotionMs(seed: number, { burst, beat }: LifeMoment): number {
  if (movesIn(seed, burst) && beat < motionSteps.length) return (firstBeatOf(burst) + beat + 1) * beatMs;
  let next = burst + 1;
  while (!movesIn(seed, next)) next++;
  return firstBeatOf(next) * beatMs;
}

function movesIn(seed: number, burst: number): boolean {
  return chance(seed, burst + 11) < motionShare;
}

/** Whom somebody looks at: the nearest of those who speak, if one is near. */
export function nearestSpeaker(from: Position, speakers: readonly Position[]): Position | undefined {
  let nearest: Position | undefined;
  for (const speaker of speakers) {
    const tiles = distance(from, speaker);
    if (tiles === 0 || tiles > attentionTiles) continue;
    if (nearest === undefined || tiles < distance(from, nearest)) nearest = speaker;
  }
  return nearest;
}

/** How somebody turns to look at a place: the head by an eighth of a circle at most, the body by the rest where it may. */
export function turnTowards(
  facing: Facing,
  from: Position,
  to: Position,
  bodyMayTurn: boolean,
): { readonly facing: Facing; readonly head: -1 | 0 | 1 } {
  const goal = facingTowards(to.x - from.x, to.y - from.y) ?? facing;
  const ahead = (facings.indexOf(goal) - facings.indexOf(facing) + facings.length) % facings.length;
  const eighths = ahead > facings.length / 2 ? ahead - facings.length : ahead;
  const head = eighths > 0 ? 1 : eighths < 0 ? -1 : 0;
  if (!bodyMayTurn) return { facing, head };
  const index = (facings.indexOf(goal) - head + facings.length) % facings.length;
  return { facing: facings[index] ?? facing, head };
}

/** The seed of somebody, from what identifies them. */
export function seedOf(personId: string): number {
  let seed = 0;
  for (const letter of personId) seed = (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return seed;
}

/** A number from 0 to 1 (excluded) that belongs to a seed and a turn. */
function chance(seed: number, turn: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b1, 0x85ebca6b) ^ Math.imul(turn + 1, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
