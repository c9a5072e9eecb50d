import type { ArmPose, AvatarPose } from './avatarPose.ts';
import { body, depthOf, type BodyPoint, type Turn } from './turn.ts';

export interface LimbJoints {
  readonly from: BodyPoint;
  readonly joint: BodyPoint;
  readonly to: BodyPoint;
  /** How far towards the viewer, in px; nearer limbs are painted later. */
  readonly depth: number;
  /** Of an arm: whether the hand is above the shoulder. */
  readonly isRaised?: boolean;
  readonly holdsCup?: boolean;
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
  /** How far all above the hips is moved to the Avatar's own left. */
  readonly lean: number;
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

/** Where elbow and hand of a raised or busy arm are, for the right arm; of the left one, `left` is mirrored. */
interface ArmShape {
  readonly joint: BodyPoint;
  readonly to: BodyPoint;
}
const restingOnThigh: ArmShape = { joint: body(-8.4, 1, 18.5), to: body(-5.2, 7, 14.8) };
const hanging: ArmShape = { joint: body(-8.5, -0.48, 22), to: body(-7.9, 0.4, 16.4) };
const holdingCup: ArmShape = { joint: body(-8.6, 1.2, 21.2), to: body(-5.6, 6.4, 24.4) };
const raised = (outwards: number): ArmShape => ({
  joint: body(-10.6, 1.5, 31.5),
  to: body(-12 - outwards, 3 + outwards, 38.5),
});
const swungUp: ArmShape = { joint: body(-10.4, 1.5, 29), to: body(-12, 2, 36) };
const swungAside: ArmShape = { joint: body(-10.6, 1, 23.5), to: body(-13.4, 3, 27) };
const typingHand = (isDown: boolean): ArmShape => ({
  joint: body(-8.6, 2.5, 18.6),
  to: body(-4.2, 9.5, isDown ? 19.4 : 21.2),
});

/** A hand that meets that of somebody ahead, beside the head where one is seen from behind. */
function highFive({ sin, cos }: Turn): ArmShape {
  if (Math.abs(sin) < 0.1) return { joint: body(-11.5, 7, 31.5), to: body(-16.5, 15, cos < 0 ? 42 : 36) };
  if (cos < -0.1) return { joint: body(-9.5, 8, 31.5), to: body(-8, 17.6, 41) };
  return { joint: body(-5, 9.5, 30), to: body(-0.5, 17.6, 38) };
}

/** With which arm an Avatar does what needs one: the hand is then seen, and two hands meet. */
function busySide({ sin, cos }: Turn, arms: ArmPose): -1 | 1 {
  const isSeenFromTheLeft = sin > 0.9;
  const meetsBesideHeads = arms === 'highFive' && (cos > 0.9 || (cos < -0.1 && sin > 0.1));
  return isSeenFromTheLeft || meetsBesideHeads ? 1 : -1;
}

/** What an arm does besides hanging, swinging and lying on a thigh. */
function busyArm(turn: Turn, isRight: boolean, arms: ArmPose): ArmShape | undefined {
  switch (arms) {
    case 'rest':
      return undefined;
    case 'cup':
      return isRight ? holdingCup : undefined;
    case 'typing0':
      return typingHand(isRight);
    case 'typing1':
      return typingHand(!isRight);
    case 'wave0':
      return isRight ? raised(-0.6) : undefined;
    case 'wave1':
      return isRight ? raised(3.2) : undefined;
    case 'highFive':
      return isRight ? highFive(turn) : undefined;
    case 'dance0':
      return isRight ? swungUp : swungAside;
    case 'dance2':
      return isRight ? swungAside : swungUp;
    case 'dance1':
      return swungAside;
  }
}

function arm(turn: Turn, side: -1 | 1, pose: AvatarPose, lift: number): LimbJoints {
  const from = body(side * 6.6, 0, shoulderHeight + lift - 1.5);
  const place = ({ left, forward, up }: BodyPoint, by: number): BodyPoint =>
    body(-side * left, forward, up + by);
  const arms = pose.arms ?? 'rest';
  const isRight = side === busySide(turn, arms);
  const busy = busyArm(turn, isRight, arms);
  if (busy !== undefined || pose.kind !== 'walking') {
    // What a hand does on a desk or a thigh does not move with the breath.
    const isOnSeat =
      pose.kind === 'sitting' && (busy === undefined || pose.arms?.startsWith('typing') === true);
    const shape = busy ?? (pose.kind === 'sitting' ? restingOnThigh : hanging);
    const by = isOnSeat ? 0 : lift;
    const forward = busy === undefined ? (pose.kind === 'sitting' ? 3 : 0.4) : shape.to.forward;
    return {
      from,
      joint: place(shape.joint, by),
      to: place(shape.to, by),
      depth: depthOf(turn, { left: side * 8, forward }),
      isRaised: shape.to.up > shoulderHeight,
      holdsCup: isRight && pose.arms === 'cup',
    };
  }
  const phase = swingOf(pose) + (side === 1 ? 0 : Math.PI);
  const forward = Math.sin(phase) * armSwing;
  const rise = Math.abs(Math.sin(phase)) * (forward > 0 ? 1.6 : 0.5);
  return {
    from,
    joint: body(side * 8.5, forward * 0.3 - 0.6, 22 + lift),
    to: body(side * 7.9, forward, 16.4 + lift + rise),
    depth: depthOf(turn, { left: side * 8, forward }),
  };
}

/** How far a dancer is raised, and to which side they lean. */
const dancing: Partial<Record<ArmPose, { readonly lift: number; readonly lean: number }>> = {
  dance0: { lift: -0.8, lean: -1.6 },
  dance1: { lift: 1.6, lean: 0 },
  dance2: { lift: -0.8, lean: 1.6 },
};

export function skeletonOf(turn: Turn, pose: AvatarPose): Skeleton {
  const phase = swingOf(pose);
  const isSitting = pose.kind === 'sitting';
  const isWalking = pose.kind === 'walking';
  const dance = dancing[pose.arms ?? 'rest'];
  const bounce = isWalking ? Math.cos(phase) ** 2 * 1.5 - 0.4 : (dance?.lift ?? 0);
  const breath = !isWalking && pose.breath === 1 ? 0.7 : 0;
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
    sway: isWalking ? Math.sin(phase) * 1.2 : 0,
    lean: dance?.lean ?? (isWalking ? 0 : (pose.lean ?? 0)),
  };
}
