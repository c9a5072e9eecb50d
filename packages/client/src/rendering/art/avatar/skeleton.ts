import type { AvatarPose } from './avatarPose.ts';
import { body, depthOf, type BodyPoint, type Turn } from './turn.ts';

export interface LimbJoints {
  readonly from: BodyPoint;
  readonly joint: BodyPoint;
  readonly to: BodyPoint;
  /** How far towards the viewer, in px; nearer limbs are painted later. */
  readonly depth: number;
}

/** Where the parts of the body are. All numbers in px at zoom 1. */
export interface Skeleton {
  /** How much everything above the hips is raised by the bounce, or lowered by sitting. */
  readonly lift: number;
  /** How much shoulders and head are raised by a breath. */
  readonly breath: number;
  readonly legs: readonly LimbJoints[];
  readonly arms: readonly LimbJoints[];
  readonly isSitting: boolean;
  /** How far a skirt swings forward. */
  readonly sway: number;
}

export const hipHeight = 13;
const shoulderHeight = 28.2;
export const neckHeight = 30.5;
export const headCentre = 41.4;

const strideLength = 7.2;
const armSwing = 5.6;
const sides = [-1, 1] as const;

function swingOf(pose: AvatarPose): number {
  return pose.kind === 'walking' ? (pose.frame / 8) * 2 * Math.PI : 0;
}

function standingLeg(turn: Turn, side: -1 | 1, pose: AvatarPose, lift: number): LimbJoints {
  const phase = swingOf(pose) + (side === 1 ? Math.PI : 0);
  const isWalking = pose.kind === 'walking';
  const forward = isWalking ? Math.sin(phase) * strideLength : 0;
  const raised = isWalking ? Math.max(0, Math.cos(phase)) * 3.2 : 0;
  const joint = body(side * 3.3, forward * 0.5 + raised * 0.55, (hipHeight + 1.6) / 2 + raised * 0.7);
  const to = body(side * 3.4, forward, 1.9 + raised);
  return {
    from: body(side * 3.1, 0, hipHeight + lift),
    joint,
    to,
    depth: depthOf(turn, { left: side, forward }),
  };
}

function sittingLeg(turn: Turn, side: -1 | 1): LimbJoints {
  const from = body(side * 3.3, -1, 11);
  const joint = body(side * 3.8, 9.5, 11.5);
  const to = body(side * 3.8, 10.5, 2.2);
  return { from, joint, to, depth: depthOf(turn, { left: side * 4, forward: 4 }) };
}

function arm(turn: Turn, side: -1 | 1, pose: AvatarPose, lift: number): LimbJoints {
  const shoulder = body(side * 6.6, 0, shoulderHeight + lift - 1.5);
  if (pose.kind === 'sitting') {
    const to = body(side * 5.2, 7, 14.8);
    return {
      from: shoulder,
      joint: body(side * 8.4, 1, 18.5),
      to,
      depth: depthOf(turn, { left: side * 8, forward: 3 }),
    };
  }
  const phase = swingOf(pose) + (side === 1 ? 0 : Math.PI);
  const forward = pose.kind === 'walking' ? Math.sin(phase) * armSwing : 0.4;
  const rise = pose.kind === 'walking' ? Math.abs(Math.sin(phase)) * (forward > 0 ? 1.6 : 0.5) : 0;
  const to = body(side * 7.9, forward, 16.4 + lift + rise);
  const joint = body(side * 8.5, forward * 0.3 - 0.6, 22 + lift);
  return { from: shoulder, joint, to, depth: depthOf(turn, { left: side * 8, forward }) };
}

export function skeletonOf(turn: Turn, pose: AvatarPose): Skeleton {
  const phase = swingOf(pose);
  const isSitting = pose.kind === 'sitting';
  const bounce = pose.kind === 'walking' ? Math.cos(phase) ** 2 * 1.5 - 0.4 : 0;
  const breath = pose.kind === 'idle' && pose.breath === 1 ? 0.7 : 0;
  const lift = isSitting ? -3.5 : bounce;
  const legs = sides.map((side) =>
    isSitting ? sittingLeg(turn, side) : standingLeg(turn, side, pose, lift),
  );
  const arms = sides.map((side) => arm(turn, side, pose, lift + breath));
  const byDepth = (a: LimbJoints, b: LimbJoints): number => a.depth - b.depth;
  return {
    lift,
    breath,
    legs: legs.sort(byDepth),
    arms: arms.sort(byDepth),
    isSitting,
    sway: pose.kind === 'walking' ? Math.sin(phase) * 1.2 : 0,
  };
}
