import type { AvatarLook } from '@atrium/protocol';
import type { Facing } from '@atrium/world';
import { at, ellipse, flatten } from '../curves.ts';
import { avatarShadowAlpha, shadowColour } from '../palette.ts';
import type { Pen } from '../pen.ts';
import { paintFacewear, paintHeadwear, paintScarf } from './accessories.ts';
import { coloursOf } from './avatarColours.ts';
import type { AvatarPose } from './avatarPose.ts';
import { createBrush, type Brush } from './brush.ts';
import { paintCollar, paintHijabWrap, paintTorso, sleeveOf } from './clothing.ts';
import { paintHead } from './face.ts';
import { coveringOf, paintHair, paintHairBehind } from './hair.ts';
import { createHead } from './headShape.ts';
import { paintArm, paintLegs } from './limbs.ts';
import { hipHeight, skeletonOf, type LimbJoints } from './skeleton.ts';
import { createTorso } from './torso.ts';
import { halfWidth, turnOf } from './turn.ts';

function paintHips(brush: Brush, width: number, lift: number, colour: number): void {
  brush.part(ellipse(at(0, -hipHeight - lift + 0.2), width, 3.2, 2.6), colour, { shadeWidth: 1.6 });
}

/**
 * Draws an Avatar, about 24 px wide and 52 px high at zoom 1, without its shadow. The origin is the centre of its feet; of
 * someone seated, the floor below the middle of the seat.
 */
export function drawAvatar(pen: Pen, look: AvatarLook, facing: Facing, pose: AvatarPose): void {
  const turn = turnOf(facing);
  const brush = createBrush(pen, turn.mirrored);
  const colours = coloursOf(look);
  const skeleton = skeletonOf(turn, pose);
  const torso = createTorso(turn, skeleton);
  const head = createHead(turn, skeleton.lift + skeleton.breath);
  const sleeve = sleeveOf(look.clothing);
  const facesAway = turn.cos < -0.2;
  // Of someone seated and seen from behind, the arms lie on the far side of the body.
  const isBehind = (arm: LimbJoints): boolean => (skeleton.isSitting && facesAway) || arm.depth < -0.6;

  paintHairBehind(brush, head, look, colours);
  for (const arm of skeleton.arms) if (isBehind(arm)) paintArm(brush, turn, arm, sleeve, colours);
  if (!skeleton.isSitting || facesAway) paintLegs(brush, turn, skeleton, colours);
  paintHips(brush, halfWidth(turn, 6.3, 4.9), skeleton.lift, colours.trousers);
  if (skeleton.isSitting && !facesAway) paintLegs(brush, turn, skeleton, colours);
  paintTorso(brush, torso, skeleton, look.clothing, colours);
  for (const arm of skeleton.arms) if (!isBehind(arm)) paintArm(brush, turn, arm, sleeve, colours);
  paintCollar(brush, torso, look.clothing, colours);
  if (look.hairStyle === 'hijab') paintHijabWrap(brush, torso, colours);
  if (look.accessory === 'scarf') paintScarf(brush, torso, colours);
  paintHead(brush, head, colours, coveringOf(look.hairStyle)?.hangs !== true);
  paintFacewear(brush, head, look, colours);
  paintHair(brush, head, look, colours);
  paintHeadwear(brush, head, look, colours);
}

/** The shadow of an Avatar on the floor, with the same origin. */
export function drawAvatarShadow(pen: Pen): void {
  pen.poly(flatten(ellipse(at(3, 2), 12, 6)));
  pen.fill({ color: shadowColour, alpha: avatarShadowAlpha });
}
