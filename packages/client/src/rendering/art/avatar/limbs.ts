import { ellipse, limb, ribbon, smoothLine, at, type Point } from '../curves.ts';
import { materials, shade } from '../palette.ts';
import type { AvatarColours } from './avatarColours.ts';
import type { Brush } from './brush.ts';
import type { LimbJoints, Skeleton } from './skeleton.ts';
import { body, project, type Turn } from './turn.ts';

const between = (a: Point, b: Point, share: number): Point =>
  at(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share);

function paintShoe(brush: Brush, turn: Turn, leg: LimbJoints, colours: AvatarColours): void {
  const { left, forward, up } = leg.to;
  const heel = project(turn, body(left, forward - 0.9, up));
  const toe = project(turn, body(left, forward + 2.5, up - 0.1));
  const sole = [at(heel.x, heel.y + 0.75), at(toe.x, toe.y + 0.75)];
  brush.part(
    ribbon(sole, () => 2.15),
    colours.sole,
    { shadeWidth: 0 },
  );
  brush.part(
    ribbon([heel, toe], () => 2.1),
    colours.shoe,
    { shadeWidth: 0.9, outlined: false },
  );
}

/** Whether someone seated is seen so much from behind that the legs below the knees are hidden. */
const shinsAreHidden = (turn: Turn, skeleton: Skeleton): boolean => skeleton.isSitting && turn.cos < -0.2;

export function paintLegs(brush: Brush, turn: Turn, skeleton: Skeleton, colours: AvatarColours): void {
  for (const leg of skeleton.legs) {
    const hip = project(turn, leg.from);
    const knee = project(turn, leg.joint);
    const ankle = project(turn, leg.to);
    if (shinsAreHidden(turn, skeleton)) {
      brush.part(
        ribbon([hip, knee], () => 2.9),
        colours.trousers,
        { shadeWidth: 1.2 },
      );
      continue;
    }
    paintShoe(brush, turn, leg, colours);
    if (skeleton.isSitting) {
      brush.part(
        ribbon([knee, at(ankle.x, ankle.y - 1)], (t) => 2.9 - t * 0.6),
        colours.trousers,
        { shadeWidth: 1.2 },
      );
      brush.part(
        ribbon([hip, knee], () => 3),
        colours.trousers,
        { shadeWidth: 1.2 },
      );
    } else {
      brush.part(limb(hip, knee, at(ankle.x, ankle.y - 0.6), [3, 2.7, 2.35]), colours.trousers, {
        shadeWidth: 1.3,
      });
    }
  }
}

export interface Sleeve {
  /** How much of the arm it covers, 0 to 1. */
  readonly length: number;
  /** How much wider than the arm it is, in px. */
  readonly width: number;
  readonly cuff: boolean;
}

function armCurve(turn: Turn, joints: LimbJoints): Point[] {
  const [shoulder, elbow, hand] = [
    project(turn, joints.from),
    project(turn, joints.joint),
    project(turn, joints.to),
  ];
  return smoothLine([shoulder, between(shoulder, elbow, 0.55), elbow, hand], 4);
}

export function paintArm(
  brush: Brush,
  turn: Turn,
  joints: LimbJoints,
  sleeve: Sleeve,
  colours: AvatarColours,
): void {
  const line = armCurve(turn, joints);
  const hand = line[line.length - 1] ?? at(0, 0);
  brush.part(
    ribbon(line, (t) => 2.3 - t * 0.35),
    colours.skin,
    { shadeWidth: 1 },
  );
  brush.part(ellipse(hand, 2.15, 2.25), colours.skin, { shadeWidth: 0.9, outlined: false });
  const covered = line.slice(0, Math.max(3, Math.round(sleeve.length * (line.length - 1)) + 1));
  brush.part(
    ribbon(covered, (t) => 2.6 + sleeve.width - t * 0.25),
    colours.clothing,
    { shadeWidth: 1.3 },
  );
  const [wrist, before] = [covered[covered.length - 1], covered[covered.length - 3]];
  if (!sleeve.cuff || wrist === undefined || before === undefined) return;
  const length = Math.hypot(wrist.x - before.x, wrist.y - before.y) || 1;
  const [nx, ny] = [(before.y - wrist.y) / length, (wrist.x - before.x) / length];
  const reach = 2.1 + sleeve.width;
  const edge = [
    at(wrist.x - nx * reach, wrist.y - ny * reach),
    at(wrist.x + nx * reach, wrist.y + ny * reach),
  ];
  brush.line(edge, shade(colours.clothing, 0.74), 0.9);
}

/** A cup in the hand at the end of an arm. */
export function paintCup(brush: Brush, turn: Turn, { to }: LimbJoints): void {
  const hand = project(turn, body(to.left, to.forward + 1.6, to.up));
  const top = at(hand.x, hand.y - 4.4);
  brush.part(
    ribbon([at(hand.x, hand.y + 1.6), top], (t) => 2.5 + t * 0.6),
    0xf5efe4,
    { shadeWidth: 1.4 },
  );
  brush.patch(ellipse(top, 2.5, 1.1), materials.coffee);
}
