import type { ArmPose } from '../art/index.ts';
import type { ShownSigns } from '../../presence/signBook.ts';

/** What somebody does for the others to see, from a moment on. */
export type Gesture = NonNullable<ShownSigns['gesture']>;

/** How long a gesture takes, in ms, and how long each of its pictures stays. A dance goes on until it is ended. */
const durationMs = { wave: 1_800, highFive: 1_300, dance: Infinity } as const;
const pictureMs = { wave: 200, highFive: Infinity, dance: 250 } as const;
const pictures: Readonly<Record<Gesture['kind'], readonly ArmPose[]>> = {
  wave: ['wave1', 'wave0'],
  highFive: ['highFive'],
  dance: ['dance0', 'dance1', 'dance2', 'dance1'],
};

/** The arms of somebody who makes a gesture, and in how many ms they look different; `undefined` when it is over. */
export function gestureAt(
  { kind, sinceMs }: Gesture,
  nowMs: number,
  isStill: boolean,
): { readonly arms: ArmPose; readonly changesInMs: number } | undefined {
  const ageMs = Math.max(0, nowMs - sinceMs);
  const leftMs = durationMs[kind] - ageMs;
  if (leftMs <= 0) return undefined;
  const steps = pictures[kind];
  const picture = isStill ? 0 : Math.floor(ageMs / pictureMs[kind]);
  const changesInMs = isStill ? leftMs : Math.min(leftMs, (picture + 1) * pictureMs[kind] - ageMs);
  return { arms: steps[picture % steps.length] ?? 'rest', changesInMs };
}
