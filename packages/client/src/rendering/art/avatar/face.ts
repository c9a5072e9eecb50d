import { ellipse, smoothLine, type Point } from '../curves.ts';
import { brightnessOf, mix } from '../palette.ts';
import type { AvatarColours } from './avatarColours.ts';
import type { Brush } from './brush.ts';
import { headOutline, type Head, type HeadPoint } from './headShape.ts';

const eyeDegrees = 25;
const eyeHeight = -0.16;

function paintEar(brush: Brush, head: Head, degrees: number, colours: AvatarColours): void {
  const ear = head.place(degrees, -0.2, 1.03);
  if (ear.depth < -0.35) return;
  const narrow = 1.5 + 0.7 * Math.max(0, ear.depth);
  brush.part(ellipse(ear, narrow, 2.5), colours.skin, { shadeWidth: 0.8 });
  if (ear.depth > 0.4) brush.patch(ellipse(ear, narrow * 0.45, 1.3), colours.skinLine, 0.45);
}

function paintEye(
  brush: Brush,
  head: Head,
  degrees: number,
  colours: AvatarColours,
  isClosed: boolean,
): void {
  const eye = head.place(degrees, eyeHeight);
  if (eye.depth < 0.2) return;
  if (isClosed) {
    const lid = [-8, -3, 3, 8].map((offset) =>
      head.place(degrees + offset, eyeHeight - 0.05 - (Math.abs(offset) < 5 ? 0.05 : 0)),
    );
    brush.line(smoothLine(lid), colours.eye, 1);
  } else paintOpenEye(brush, head, eye, colours);
  // Higher towards the nose: a friendly look.
  const brow = (
    [
      [-8, 0.35],
      [1, 0.385],
      [10, 0.315],
    ] as const
  ).map(([offset, rise]) => head.place(degrees + Math.sign(degrees) * offset, eyeHeight + rise));
  brush.line(smoothLine(brow), colours.brow, 0.95);
}

function paintOpenEye(brush: Brush, head: Head, eye: HeadPoint, colours: AvatarColours): void {
  const narrow = Math.max(0.55, eye.depth ** 0.7);
  if (brightnessOf(colours.skin) < 0.5) {
    brush.patch(ellipse(eye, 1.95 * narrow, 2.4, 2.2), mix(colours.skin, 0xffffff, 0.34));
  }
  brush.patch(ellipse(eye, 1.45 * narrow, 2.05, 2.2), colours.eye);
  brush.gleam(
    ellipse({ x: (head.turn.mirrored ? -eye.x : eye.x) - 0.4 * narrow, y: eye.y - 0.8 }, 0.5, 0.6),
    0xffffff,
    0.9,
  );
}

function paintMouth(brush: Brush, head: Head, colours: AvatarColours): void {
  if (head.place(0, -0.5).depth < -0.05) return;
  const smile: Point[] = [-15, -10, -5, 0, 5, 10, 15]
    .map((degrees) => head.place(degrees, -0.64 + 0.13 * (degrees / 15) ** 2))
    .filter((point) => point.depth > 0.03);
  if (smile.length > 1) brush.line(smoothLine(smile), colours.skinLine, 1);
}

/** Head without hair: ears unless they are covered, face outline, and the face where it is seen. */
export function paintHead(
  brush: Brush,
  head: Head,
  colours: AvatarColours,
  { hasEars, areEyesClosed }: { readonly hasEars: boolean; readonly areEyesClosed: boolean },
): void {
  const ears = hasEars ? [-92, 92] : [];
  for (const degrees of ears) if (head.place(degrees, 0).depth < 0.3) paintEar(brush, head, degrees, colours);
  const nose = head.place(0, -0.3, 1.03);
  const isProfile = Math.abs(nose.depth) < 0.3;
  if (isProfile) brush.part(ellipse(nose, 1.5, 1.5), colours.skin, { shadeWidth: 0 });
  brush.part(headOutline(head), colours.skin, { shadeWidth: 3 });
  if (isProfile) brush.patch(ellipse({ x: nose.x + 1.2, y: nose.y }, 1.9, 1.6), colours.skin);
  for (const degrees of ears)
    if (head.place(degrees, 0).depth >= 0.3) paintEar(brush, head, degrees, colours);
  for (const degrees of [-44, 44]) {
    const cheek = head.place(degrees, -0.46, 0.97);
    if (cheek.depth > 0.25) brush.patch(ellipse(cheek, 2.1 * cheek.depth ** 0.6, 1.35), colours.blush, 0.55);
  }
  for (const degrees of [-eyeDegrees, eyeDegrees]) paintEye(brush, head, degrees, colours, areEyesClosed);
  if (nose.depth > 0.3) {
    const tip = head.place(0, -0.34, 1);
    brush.patch(ellipse(tip, 1.15, 0.75), mix(colours.skin, colours.skinLine, 0.38));
  }
  paintMouth(brush, head, colours);
}
