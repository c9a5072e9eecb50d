import type { AvatarLook } from '@atrium/protocol';
import { at, clipToConvex, convexHull, ellipse, ribbon, smoothLine, type Point } from '../curves.ts';
import { brightnessOf, materials, shade } from '../palette.ts';
import type { AvatarColours } from './avatarColours.ts';
import type { Brush } from './brush.ts';
import { coveringOf } from './hair.ts';
import { coveringOutline, edgeThrough } from './hairCap.ts';
import { headAcross, headOutline, headTall, type Head, type HeadPoint } from './headShape.ts';
import type { Torso } from './torso.ts';

function paintGlasses(brush: Brush, head: Head, colours: AvatarColours): void {
  // Dark frames would be lost on dark skin.
  const frame = brightnessOf(colours.skin) < 0.5 ? 0xe0b566 : 0x3b3440;
  const bridge = [-9, 0, 9]
    .map((degrees) => head.place(degrees, -0.13, 1.03))
    .filter((place) => place.depth > 0);
  if (bridge.length > 1) brush.line(bridge, frame, 0.9);
  for (const side of [-1, 1]) {
    const lens = head.place(side * 26, -0.16, 1.03);
    const temple = [40, 62, 88]
      .map((degrees) => head.place(side * degrees, -0.1, 1.03))
      .filter((place) => place.depth > 0.05);
    if (temple.length > 1) brush.line(temple, frame, 0.9);
    if (lens.depth < 0.12) continue;
    const rim = ellipse(lens, 3.1 * Math.max(0.4, lens.depth), 2.8, 2.6);
    brush.patch(rim, 0xeaf5fa, 0.1);
    brush.line([...rim, rim[0] ?? lens], frame, 1);
  }
}

function paintBeard(brush: Brush, head: Head, colours: AvatarColours): void {
  const upper = edgeThrough([
    [0, -0.36],
    [16, -0.44],
    [40, -0.6],
    [62, -0.42],
    [84, -0.08],
    [100, -0.1],
  ]);
  if (head.turn.cos < -0.2) return;
  const curve: HeadPoint[] = [];
  for (let degrees = -96; degrees <= 96; degrees += 6) {
    const place = head.place(degrees, upper(degrees), 1.03);
    if (place.depth > -0.05) curve.push(place);
  }
  const ends = (side: -1 | 1): Point[] => {
    const last = curve[side === 1 ? curve.length - 1 : 0];
    if (last === undefined) return [];
    // At the outline of the head it ends there; on the side towards the viewer, along the jaw.
    if (last.depth < 0.3) return [at(head.centre.x + (last.x > head.centre.x ? 20 : -20), last.y)];
    return (
      [
        [92, -0.4],
        [78, -0.72],
        [60, -1],
      ] as const
    ).map(([degrees, height]) => head.place(side * degrees, height, 1.03));
  };
  const far = head.centre.y + 24;
  const region = [
    ...curve,
    ...ends(1),
    at(head.centre.x + 14, far),
    at(head.centre.x - 14, far),
    ...ends(-1).reverse(),
  ];
  brush.part(clipToConvex(region, headOutline(head, 0.9)), colours.hair, { shadeWidth: 2 });
  const smile = [-11, 0, 11]
    .map((degrees) => head.place(degrees, -0.6 + Math.abs(degrees) * 0.004, 1.02))
    .filter((place) => place.depth > 0.05);
  if (smile.length > 1) brush.line(smoothLine(smile), shade(colours.skin, 0.95), 1.1);
}

function paintHeadphones(brush: Brush, head: Head, look: AvatarLook, colours: AvatarColours): void {
  const covering = coveringOf(look.hairStyle);
  const top = (covering?.top ?? 0) + 0.9;
  const sides = Math.min(covering?.sides ?? 0, 2) + 0.6;
  const band: Point[] = [];
  for (let step = 0; step <= 22; step++) {
    const angle = Math.PI * (step / 22);
    const across = Math.cos(angle) * (headAcross + sides);
    const up = Math.sin(angle) * (headTall + top);
    band.push(at(head.centre.x + across * head.turn.cos, head.centre.y - up + across * head.turn.sin * 0.16));
  }
  brush.line(band, shade(colours.accent, 0.55), 3.2);
  brush.line(band, colours.accent, 1.8);
  for (const degrees of [-90, 90]) {
    const cup = head.place(degrees, -0.1, 1 + (sides + 0.4) / headAcross);
    if (cup.depth < -0.2) continue;
    const narrow = 2.1 + 1.8 * Math.max(0, cup.depth);
    brush.part(ellipse(cup, narrow, 3.9, 2.4), materials.graphite, { shadeWidth: 1 });
    brush.part(ellipse(cup, narrow * 0.62, 2.5, 2.4), colours.accent, { shadeWidth: 0.8, outlined: false });
  }
}

function paintCap(brush: Brush, head: Head, look: AvatarLook, colours: AvatarColours): void {
  const covering = coveringOf(look.hairStyle);
  const sides = Math.min(covering?.sides ?? 0.2, 1.6) + 0.5;
  const crown = {
    edge: edgeThrough([
      [0, 0.42],
      [90, 0.34],
      [180, 0.3],
    ]),
    sides,
    top: Math.min(covering?.top ?? 0.8, 2) + 0.5,
  };
  const brim = [-62, -45, -22, 0, 22, 45, 62];
  const distance = 1 + sides / headAcross;
  const inner = brim.map((degrees) => head.place(degrees, 0.4, distance));
  const outer = brim.map((degrees) => {
    const reach = 0.62 * Math.cos((degrees * Math.PI) / 132);
    const edge = head.place(degrees * 0.85, 0.4, distance + reach);
    return at(edge.x, edge.y + 1.2 + reach * 2.4 + (distance + reach - 1) * 3.2);
  });
  brush.part(convexHull([...inner, ...outer]), shade(colours.accent, 0.86), { shadeWidth: 1.2 });
  brush.part(coveringOutline(head, crown), colours.accent, { shadeWidth: 3 });
  const button = head.place(0, 1, 1 + crown.top / headTall);
  brush.patch(ellipse(button, 1.3, 0.9), shade(colours.accent, 0.72));
}

/** A scarf around the neck: painted after the torso and before the head. */
export function paintScarf(brush: Brush, torso: Torso, colours: AvatarColours): void {
  const tailX = torso.place(torso.turn.cos > -0.2 ? 24 : 156, 0.9);
  if (tailX.depth > 0.1) {
    const tail = [
      at(tailX.x, torso.y(0.92)),
      at(tailX.x + 0.4, torso.y(0.66)),
      at(tailX.x - 0.2, torso.y(0.4)),
    ];
    brush.part(
      ribbon(smoothLine(tail), (t) => 2 + t * 0.5, 1),
      shade(colours.accent, 0.92),
      { shadeWidth: 1 },
    );
    brush.line(
      [at(tailX.x - 1.8, torso.y(0.47)), at(tailX.x + 2, torso.y(0.47))],
      shade(colours.accent, 0.65),
      0.9,
    );
  }
  const ring = ellipse(at(-torso.turn.sin * 0.6, torso.y(0.97)), torso.width * 0.88, 3.4, 2.6);
  brush.part(ring, colours.accent, { shadeWidth: 1.8 });
}

/** What is worn on the head, painted last. */
export function paintHeadwear(brush: Brush, head: Head, look: AvatarLook, colours: AvatarColours): void {
  if (look.accessory === 'headphones') paintHeadphones(brush, head, look, colours);
  if (look.accessory === 'cap') paintCap(brush, head, look, colours);
}

/** What is worn on the face: painted before the hair. */
export function paintFacewear(brush: Brush, head: Head, look: AvatarLook, colours: AvatarColours): void {
  if (look.accessory === 'beard') paintBeard(brush, head, colours);
  if (look.accessory === 'glasses') paintGlasses(brush, head, colours);
}
