import type { AvatarLook } from '@atrium/protocol';
import { at, ellipse, ribbon, smoothLine, smoothLoop, type Point } from '../curves.ts';
import { brightnessOf, mix, shade } from '../palette.ts';
import type { AvatarColours } from './avatarColours.ts';
import type { Brush } from './brush.ts';
import type { Sleeve } from './limbs.ts';
import type { Skeleton } from './skeleton.ts';
import { torsoOutline, type Torso, type TorsoPoint } from './torso.ts';

type Clothing = AvatarLook['clothing'];

const sleeves: Readonly<Record<Clothing, Sleeve>> = {
  tshirt: { length: 0.48, width: 0.2, cuff: false },
  shirt: { length: 0.8, width: 0, cuff: true },
  hoodie: { length: 0.82, width: 0.35, cuff: true },
  jacket: { length: 0.8, width: 0.3, cuff: false },
  dress: { length: 0.36, width: 0.3, cuff: false },
};

export function sleeveOf(clothing: Clothing): Sleeve {
  return sleeves[clothing];
}

const visible = (points: readonly TorsoPoint[], least = 0.02): TorsoPoint[] =>
  points.filter((point) => point.depth >= least);

function paintSeam(
  brush: Brush,
  torso: Torso,
  degrees: number,
  from: number,
  to: number,
  colours: AvatarColours,
  width = 0.8,
): void {
  const line = visible([from, (from + to) / 2, to].map((height) => torso.place(degrees, height)));
  if (line.length > 1) brush.line(line, colours.clothingDetail, width);
}

/** The neckline of a collarless top. */
function paintNeckline(brush: Brush, torso: Torso, colours: AvatarColours, low: number): void {
  const points = [-48, -28, 0, 28, 48].map((degrees) => {
    const place = torso.place(degrees, 0.94 - low * Math.cos((degrees * Math.PI) / 110));
    return { ...place, x: place.x * 0.78 };
  });
  const line = visible(points, -0.05);
  if (line.length > 2) brush.line(smoothLine(line), colours.clothingDetail, 1);
}

function paintShirtFront(brush: Brush, torso: Torso, colours: AvatarColours): void {
  paintSeam(brush, torso, 0, 0.84, 0.02, colours);
  const button =
    brightnessOf(colours.clothing) > 0.75 ? colours.clothingDetail : mix(colours.clothing, 0xffffff, 0.65);
  for (const height of [0.64, 0.42, 0.2]) {
    const place = torso.place(0, height);
    if (place.depth > 0.1) brush.patch(ellipse({ x: place.x + 0.1, y: place.y }, 0.62, 0.62, 2, 10), button);
  }
}

function paintPocket(brush: Brush, torso: Torso, colours: AvatarColours): void {
  const corners = [
    [-42, 0.1],
    [-28, 0.38],
    [28, 0.38],
    [42, 0.1],
  ] as const;
  const line = visible(corners.map(([degrees, height]) => torso.place(degrees, height)));
  if (line.length > 1) brush.line(line, colours.clothingDetail, 0.8);
}

/** The opening of a jacket, with what is worn below. */
function paintJacketFront(brush: Brush, torso: Torso, colours: AvatarColours): void {
  const inner = brightnessOf(colours.clothing) > 0.8 ? 0x6d8fb5 : 0xf4f0e8;
  const left = visible(
    [0.98, 0.6, 0.3, -0.02].map((height) => torso.place(-30 + height * 6, height)),
    -0.2,
  );
  const right = visible(
    [0.98, 0.6, 0.3, -0.02].map((height) => torso.place(30 - height * 6, height)),
    -0.2,
  );
  if (left.length < 2 || right.length < 2) return;
  const opening: Point[] = [...left, ...right.reverse()];
  brush.patch(opening, inner);
  for (const side of [-1, 1]) {
    const lapel = [
      [12, 1.0],
      [27, 0.74],
      [37, 0.8],
      [34, 0.99],
    ] as const;
    const shape = lapel.map(([degrees, height]) => torso.place(side * degrees, height));
    if (visible(shape, 0).length === shape.length)
      brush.part(shape, mix(colours.clothing, 0xffffff, 0.12), { shadeWidth: 0 });
    paintSeam(brush, torso, side * 27, 0.72, 0, colours, 0.9);
  }
}

function paintSkirt(brush: Brush, torso: Torso, skeleton: Skeleton, colours: AvatarColours): void {
  const width = torso.width;
  const sway = -skeleton.sway * torso.turn.sin;
  if (skeleton.isSitting) {
    const { sin, cos } = torso.turn;
    // Spread over the thighs; of someone seen from behind, only around the hips.
    const lap = at(-sin * (cos < -0.2 ? 3 : 6), torso.y(0.12) + Math.max(0, cos) * 5);
    const [wide, wider] = cos < -0.2 ? [6, 5.4] : [5.6, 6.4];
    const outline = ribbon([at(sin, torso.y(0.2)), lap], (t) => wide + t * (wider - wide));
    brush.part(outline, colours.clothing, { shadeWidth: 1.8 });
    return;
  }
  const hem = torso.y(0) + 7;
  const half = [
    at(width * 0.9, torso.y(0.42)),
    at(width * 1.08, torso.y(0.1)),
    at(width * 1.36 + sway, hem - 0.8),
    at(width * 0.75 + sway, hem + 0.7),
  ];
  const other = half
    .map((point) => at(-point.x + sway * 2 * (point.y > torso.y(0) ? 1 : 0), point.y))
    .reverse();
  brush.part(smoothLoop([...half, at(sway, hem + 1), ...other], 4), colours.clothing, { shadeWidth: 2.2 });
  for (const x of [-0.45, 0.4]) {
    brush.line(
      [at(width * x * 0.8, torso.y(0.12)), at(width * x * 1.35 + sway, hem - 0.6)],
      colours.clothingDetail,
      0.8,
      0.7,
    );
  }
}

/** What is worn on the torso, without sleeves and without what lies around the neck. */
export function paintTorso(
  brush: Brush,
  torso: Torso,
  skeleton: Skeleton,
  clothing: Clothing,
  colours: AvatarColours,
): void {
  const [hem, flare] =
    clothing === 'jacket'
      ? [-0.12, 0.7]
      : clothing === 'hoodie'
        ? [-0.03, 0.5]
        : clothing === 'dress'
          ? [0.3, -0.6]
          : [0, 0];
  const outline = torsoOutline(torso, skeleton.isSitting ? Math.max(hem, 0) : hem, flare);
  brush.part(outline, colours.clothing, { shadeWidth: 2.6 });
  if (clothing === 'dress') {
    paintSkirt(brush, torso, skeleton, colours);
    brush.line(
      [
        at(-torso.width * 0.9, torso.y(0.36)),
        at(0, torso.y(0.33) + torso.turn.cos),
        at(torso.width * 0.9, torso.y(0.36)),
      ],
      colours.clothingDetail,
      1.1,
    );
    paintNeckline(brush, torso, colours, 0.1);
  }
  if (clothing === 'tshirt') paintNeckline(brush, torso, colours, 0.07);
  if (clothing === 'shirt') paintShirtFront(brush, torso, colours);
  if (clothing === 'jacket') {
    paintJacketFront(brush, torso, colours);
    paintSeam(brush, torso, 180, 0.3, -0.1, colours);
  }
  if (clothing === 'hoodie') {
    paintPocket(brush, torso, colours);
    for (const degrees of [-12, 12]) {
      const string = visible(
        [0.92, 0.64].map((height) => torso.place(degrees, height)),
        0.4,
      );
      if (string.length > 1) brush.line(string, mix(colours.clothing, 0xffffff, 0.75), 0.9);
    }
  }
}

function paintCollarFlap(brush: Brush, torso: Torso, side: -1 | 1, colours: AvatarColours): void {
  const shape = (
    [
      [2, 0.9],
      [20, 0.78],
      [46, 0.93],
      [60, 1.05],
      [20, 1.06],
    ] as const
  ).map(([degrees, height]) => {
    const place = torso.place(side * degrees, height);
    return { ...place, x: place.x * 0.85 };
  });
  if (visible(shape, -0.1).length < shape.length) return;
  brush.part(shape, mix(colours.clothing, 0xffffff, 0.3), { shadeWidth: 0 });
}

/** Collar or hood: lies over the shoulders and below the head. */
export function paintCollar(brush: Brush, torso: Torso, clothing: Clothing, colours: AvatarColours): void {
  const { sin, cos } = torso.turn;
  const neck = at(-sin * 0.5, torso.y(1));
  brush.part(ellipse({ x: neck.x, y: neck.y + 0.4 }, 3, 2.6), shade(colours.skin, 0.84), { shadeWidth: 0 });
  if (clothing === 'shirt') {
    if (cos < 0.3)
      brush.part(ellipse({ x: neck.x, y: neck.y + 0.6 }, 4.2, 2), mix(colours.clothing, 0xffffff, 0.3), {
        shadeWidth: 0.8,
      });
    for (const side of [-1, 1] as const) paintCollarFlap(brush, torso, side, colours);
  }
  if (clothing === 'jacket' && cos < 0.3)
    brush.part(ellipse({ x: neck.x, y: neck.y + 0.7 }, 4.4, 2), mix(colours.clothing, 0xffffff, 0.12), {
      shadeWidth: 0.8,
    });
  if (clothing !== 'hoodie') return;
  const back = { x: neck.x + sin * 3.6, y: neck.y + 1.4 - cos * 1.2 };
  const hood =
    cos > 0.3
      ? ellipse({ x: back.x, y: neck.y + 0.8 }, 7.2, 3.2)
      : ellipse({ x: back.x, y: back.y + 1.2 - cos * 1.2 }, 6.6 - sin, 3.6 - cos * 1.4);
  brush.part(hood, shade(colours.clothing, 0.92), { shadeWidth: 1.4 });
  if (cos > 0.3) brush.patch(ellipse({ x: neck.x, y: neck.y + 0.7 }, 3.6, 1.6), colours.clothingDetail);
}

/** The part of a hijab that lies around neck and shoulders. */
export function paintHijabWrap(brush: Brush, torso: Torso, colours: AvatarColours): void {
  const wrap = ellipse(at(-torso.turn.sin * 0.4, torso.y(0.9)), torso.width * 1.02, 4.6, 2.3);
  brush.part(wrap, shade(colours.hair, 0.94), { shadeWidth: 2 });
}
