import type { Facing } from '@atrium/world';
import type { ArmPose } from '../art/index.ts';
import { highFiveMs } from '../../presence/signBook.ts';
import type { ShownSigns } from '../../presence/signBook.ts';

/** What somebody does for the others to see, from a moment on. */
export type Gesture = NonNullable<ShownSigns['gesture']>;

/** How long a gesture takes, in ms, and how long each of its pictures stays. A dance goes on until it is ended. */
const durationMs = { wave: 1_800, highFive: highFiveMs, dance: Infinity } as const;
const pictureMs = { wave: 200, highFive: Infinity, dance: 250 } as const;
const pictures: Readonly<Record<Gesture['kind'], readonly ArmPose[]>> = {
  wave: ['wave1', 'wave0'],
  highFive: ['highFive'],
  dance: ['dance0', 'dance1', 'dance2', 'dance1'],
};

/** Who dances turns to the viewer, from side to side. */
const danceFacings: readonly Facing[] = ['SW', 'S', 'SE', 'S'];

/** What the body of somebody does who makes a gesture, at one moment. */
export interface GestureMoment {
  readonly arms: ArmPose;
  /** Left out where they go on looking where they look. */
  readonly facing?: Facing;
  readonly changesInMs: number;
}

/** @returns `undefined` when it is over */
export function gestureAt(
  { kind, sinceMs }: Gesture,
  nowMs: number,
  isStill: boolean,
): GestureMoment | undefined {
  const ageMs = Math.max(0, nowMs - sinceMs);
  const leftMs = durationMs[kind] - ageMs;
  if (leftMs <= 0) return undefined;
  const steps = pictures[kind];
  const picture = isStill ? 0 : Math.floor(ageMs / pictureMs[kind]);
  const changesInMs = isStill ? leftMs : Math.min(leftMs, (picture + 1) * pictureMs[kind] - ageMs);
  const arms = steps[picture % steps.length] ?? 'rest';
  if (kind !== 'dance') return { arms, changesInMs };
  return { arms, facing: danceFacings[picture % danceFacings.length] ?? 'S', changesInMs };
}
