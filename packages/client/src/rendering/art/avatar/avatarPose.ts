export const walkFrames = [0, 1, 2, 3, 4, 5, 6, 7] as const;
type WalkFrame = (typeof walkFrames)[number];

/** What the arms of an Avatar do that does not walk. */
const armPoses = [
  'rest',
  'cup',
  'typing0',
  'typing1',
  'wave0',
  'wave1',
  'highFive',
  'dance0',
  'dance1',
  'dance2',
] as const;
export type ArmPose = (typeof armPoses)[number];

/** How an Avatar looks that stands or sits, and how it differs from one moment to the next. What is left out is at rest. */
export interface RestingPose {
  readonly kind: 'idle' | 'sitting';
  /** Whether shoulders and head are raised by a breath. */
  readonly breath?: 0 | 1;
  readonly eyesAreClosed?: boolean;
  /** How far the head is turned from the body, in eighths of a circle, in the order of the facings. */
  readonly head?: -1 | 0 | 1;
  /** To which of its sides it leans: 1 is its left. */
  readonly lean?: -1 | 0 | 1;
  readonly arms?: ArmPose;
}

/** What the body of an Avatar does in one picture. */
export type AvatarPose =
  | RestingPose
  | { readonly kind: 'walking'; readonly frame: WalkFrame; readonly arms?: 'cup' };

/** Every way in which the body moves: what the eyes and the head do comes on top. */
export const avatarPoses: readonly AvatarPose[] = [
  { kind: 'idle' },
  { kind: 'idle', breath: 1 },
  { kind: 'idle', lean: 1 },
  { kind: 'idle', lean: -1 },
  ...armPoses.slice(1).map((arms) => ({ kind: 'idle', arms }) as const),
  ...walkFrames.map((frame) => ({ kind: 'walking', frame }) as const),
  { kind: 'walking', frame: 0, arms: 'cup' },
  { kind: 'sitting' },
  { kind: 'sitting', breath: 1 },
  { kind: 'sitting', arms: 'cup' },
  { kind: 'sitting', arms: 'typing0' },
  { kind: 'sitting', arms: 'typing1' },
];

/** A number for each pose, from 0 on: what is painted of a pose is kept under it. */
export function numberOfPose(pose: AvatarPose): number {
  if (pose.kind === 'walking') return pose.frame + (pose.arms === 'cup' ? walkFrames.length : 0);
  const { kind, breath = 0, eyesAreClosed = false, head = 0, lean = 0, arms = 'rest' } = pose;
  let number = kind === 'sitting' ? 1 : 0;
  number = number * 2 + breath;
  number = number * 2 + (eyesAreClosed ? 1 : 0);
  number = number * 3 + head + 1;
  number = number * 3 + lean + 1;
  return walkFrames.length * 2 + number * armPoses.length + armPoses.indexOf(arms);
}

/** Poses have numbers below this. */
export const poseNumbers = walkFrames.length * 2 + 2 * 2 * 2 * 3 * 3 * armPoses.length;
