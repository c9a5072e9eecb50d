import type { AvatarLook } from '@atrium/protocol';
import type { Facing } from '@atrium/world';
import { at, ellipse, flatten } from '../curves.ts';
import { avatarShadowAlpha, shadowColour } from '../palette.ts';
import type { Pen } from '../pen.ts';
import { shiftedPen } from '../shiftedPen.ts';
import { paintFacewear, paintHeadwear, paintScarf } from './accessories.ts';
import { coloursOf } from './avatarColours.ts';
import type { AvatarPose } from './avatarPose.ts';
import { createBrush, type Brush } from './brush.ts';
import { paintCollar, paintHijabWrap, paintTorso, sleeveOf } from './clothing.ts';
import { paintHead } from './face.ts';
import { coveringOf, paintHair, paintHairBehind } from './hair.ts';
import { createHead } from './headShape.ts';
import { paintArm, paintCup, paintLegs } from './limbs.ts';
import { hipHeight, skeletonOf, type LimbJoints } from './skeleton.ts';
import { createTorso } from './torso.ts';
import { body, halfWidth, headTurnOf, project, turnOf } from './turn.ts';

function paintHips(brush: Brush, width: number, lift: number, colour: number): void {
  brush.part(ellipse(at(0, -hipHeight - lift + 0.2), width, 3.2, 2.6), colour, { shadeWidth: 1.6 });
}

/**
 * Draws an Avatar, about 24 px wide and 52 px high at zoom 1, without its shadow. The origin is the centre of its feet; of
 * someone seated, the floor below the middle of the seat.
 */
export function drawAvatar(pen: Pen, look: AvatarLook, facing: Facing, pose: AvatarPose): void {
  const turn = turnOf(facing);
  const colours = coloursOf(look);
  const skeleton = skeletonOf(turn, pose);
  const headTurn = pose.kind === 'walking' ? turn : headTurnOf(turn, pose.head ?? 0);
  const areEyesClosed = pose.kind !== 'walking' && pose.eyesAreClosed === true;
  const torso = createTorso(turn, skeleton);
  const head = createHead(headTurn, skeleton.lift + skeleton.breath);
  const sleeve = sleeveOf(look.clothing);
  const facesAway = turn.cos < -0.2;
  const below = createBrush(pen, turn.mirrored);
  const leant = project(turn, body(skeleton.lean, 0, 0));
  const above =
    skeleton.lean === 0
      ? below
      : createBrush(shiftedPen(pen, turn.mirrored ? -leant.x : leant.x, leant.y), turn.mirrored);
  // Of someone seated and seen from behind, the arms lie on the far side of the body.
  const isBehind = (arm: LimbJoints): boolean => (skeleton.isSitting && facesAway) || arm.depth < -0.6;
  // A raised arm on the near side is in front of the head.
  const isInFront = (arm: LimbJoints): boolean => arm.isRaised === true && arm.depth > 2;
  const paintArms = (which: (arm: LimbJoints) => boolean): void => {
    for (const arm of skeleton.arms) {
      if (!which(arm)) continue;
      paintArm(above, turn, arm, sleeve, colours);
      if (arm.holdsCup === true) paintCup(above, turn, arm);
    }
  };

  paintHairBehind(above, head, look, colours);
  paintArms(isBehind);
  if (!skeleton.isSitting || facesAway) paintLegs(below, turn, skeleton, colours);
  paintHips(below, halfWidth(turn, 6.3, 4.9), skeleton.lift, colours.trousers);
  if (skeleton.isSitting && !facesAway) paintLegs(below, turn, skeleton, colours);
  paintTorso(above, torso, skeleton, look.clothing, colours);
  paintArms((arm) => !isBehind(arm) && !isInFront(arm));
  paintCollar(above, torso, look.clothing, colours);
  if (look.hairStyle === 'hijab') paintHijabWrap(above, torso, colours);
  if (look.accessory === 'scarf') paintScarf(above, torso, colours);
  paintHead(above, head, colours, {
    hasEars: coveringOf(look.hairStyle)?.hangs !== true,
    areEyesClosed,
  });
  paintFacewear(above, head, look, colours);
  paintHair(above, head, look, colours);
  paintHeadwear(above, head, look, colours);
  paintArms((arm) => !isBehind(arm) && isInFront(arm));
}

/** The shadow of an Avatar on the floor, with the same origin. */
export function drawAvatarShadow(pen: Pen): void {
  pen.poly(flatten(ellipse(at(3, 2), 12, 6)));
  pen.fill({ color: shadowColour, alpha: avatarShadowAlpha });
}
