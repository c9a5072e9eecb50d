import type { AvatarLook } from '@atrium/protocol';
import { at, ellipse, moved, ribbon, scalloped, smoothLine, type Point } from '../curves.ts';
import { mix, shade } from '../palette.ts';
import type { AvatarColours } from './avatarColours.ts';
import type { Brush } from './brush.ts';
import { coveringEdge, coveringOutline, edgeThrough, type Covering } from './hairCap.ts';
import { headAcross, headTall, type Head } from './headShape.ts';

type HairStyle = AvatarLook['hairStyle'];

/** Teeth along a fringe: locks of hair of `depth` heights. */
const locks = (edge: (degrees: number) => number, depth: number, every: number, until: number) => {
  return (degrees: number): number => {
    const turned = Math.abs(((((degrees + 180) % 360) + 360) % 360) - 180);
    const share = Math.abs(((((turned / every) % 1) + 1) % 1) - 0.5) * 2;
    return edge(degrees) - (turned < until ? depth * share : 0);
  };
};

const coverings: Readonly<Record<Exclude<HairStyle, 'none'>, Covering>> = {
  short: {
    edge: locks(
      edgeThrough([
        [0, 0.5],
        [40, 0.46],
        [62, 0.3],
        [76, -0.12],
        [92, -0.12],
        [102, -0.1],
        [125, -0.5],
        [180, -0.66],
      ]),
      0.13,
      19,
      52,
    ),
    sides: 0.7,
    top: 1.6,
  },
  curly: {
    edge: edgeThrough([
      [0, 0.34],
      [45, 0.3],
      [64, 0.1],
      [80, -0.22],
      [100, -0.22],
      [120, -0.5],
      [180, -0.6],
    ]),
    sides: 1.6,
    top: 2.6,
  },
  bob: {
    edge: edgeThrough([
      [0, 0.36],
      [30, 0.34],
      [52, 0.16],
      [67, -0.7],
      [84, -0.9],
      [180, -0.98],
    ]),
    sides: 1.3,
    top: 1.7,
    flare: 2.6,
    hangs: true,
  },
  long: {
    edge: edgeThrough([
      [0, 0.58],
      [22, 0.46],
      [52, 0.08],
      [70, -0.6],
      [84, -1.55],
      [110, -1.8],
      [180, -2],
    ]),
    sides: 1,
    top: 1.6,
    flare: -0.6,
    hangs: true,
  },
  bun: {
    edge: edgeThrough([
      [0, 0.6],
      [35, 0.52],
      [62, 0.22],
      [80, -0.2],
      [95, -0.24],
      [120, -0.52],
      [180, -0.62],
    ]),
    sides: 0.6,
    top: 1.2,
  },
  afro: {
    edge: edgeThrough([
      [0, 0.4],
      [40, 0.38],
      [64, 0.24],
      [80, -0.12],
      [100, -0.3],
      [125, -0.56],
      [180, -0.66],
    ]),
    sides: 1,
    top: 2,
  },
  hijab: {
    edge: edgeThrough([
      [0, 0.62],
      [24, 0.56],
      [46, 0.3],
      [60, -0.3],
      [70, -0.9],
      [95, -1.25],
      [180, -1.45],
    ]),
    sides: 1,
    top: 1.3,
    flare: 1.2,
    hangs: true,
  },
};

export function coveringOf(style: HairStyle): Covering | undefined {
  return style === 'none' ? undefined : coverings[style];
}

function paintBun(brush: Brush, head: Head, colours: AvatarColours, isPressed: boolean): void {
  const centre = isPressed ? head.place(180, -0.25, 1.12) : head.place(180, 0.78, 1.12);
  const ball = ellipse({ x: centre.x, y: centre.y - 2.6 }, 4.7, 4.4);
  brush.part(ball, colours.hair, { shadeWidth: 1.6 });
  brush.line(
    smoothLine([-1.8, 0, 1.8].map((x) => ({ x: centre.x + x, y: centre.y + 0.4 - Math.abs(x) * 0.25 }))),
    shade(colours.hair, 0.7),
    0.9,
  );
}

/** The outer ball of an afro, flatter under a cap; seen from the side it lies more behind the face. */
function afroBall(head: Head, isPressed: boolean): Point[] {
  const centre = at(head.centre.x + head.turn.sin * 3, head.centre.y - (isPressed ? -0.4 : 3.1));
  return scalloped(ellipse(centre, isPressed ? 13.4 : 14.2, isPressed ? 9.6 : 13.2, 2.15), 5, 0.75);
}

/** What hangs behind the head of someone who looks towards the viewer: painted before the body. */
export function paintHairBehind(brush: Brush, head: Head, look: AvatarLook, colours: AvatarColours): void {
  const style = look.hairStyle;
  const isPressed = look.accessory === 'cap';
  const covering = coveringOf(style);
  if (covering === undefined || head.turn.cos < -0.3) return;
  if (style === 'bun') paintBun(brush, head, colours, isPressed);
  if (style === 'afro') brush.part(afroBall(head, isPressed), colours.hair, { shadeWidth: 4 });
  if (covering.hangs !== true || head.turn.cos < 0.3) return;
  // Turned to a side, most of it lies on the other one.
  const aside = head.turn.sin * 1.6;
  const behind: Covering = {
    ...covering,
    sides: covering.sides - aside,
    edge: () => covering.edge(150) + 0.06,
  };
  const outline = moved(coveringOutline(head, behind), aside * 0.9, 0);
  brush.part(outline, shade(colours.hair, 0.8), { shadeWidth: 0 });
}

function strand(head: Head, degrees: number, from: number, to: number, distance: number): Point[] {
  const heights = [0, 0.33, 0.66, 1].map((share) => from + (to - from) * share);
  return smoothLine(heights.map((height) => head.hang(degrees, height, distance)));
}

function paintStrands(
  brush: Brush,
  head: Head,
  style: HairStyle,
  covering: Covering,
  colours: AvatarColours,
): void {
  if (style === 'afro' || style === 'curly') return;
  const dark = shade(colours.hair, 0.74);
  const distance = 1 + covering.sides / headAcross;
  const lines =
    style === 'long' || style === 'bob'
      ? [96, 128, 160, -160, -128, -96]
      : style === 'hijab'
        ? [70, -70, 150, -150]
        : [150, -150];
  for (const degrees of lines) {
    const low = covering.edge(degrees);
    const line = strand(
      head,
      degrees,
      style === 'short' || style === 'bun' ? low + 0.35 : 0.1,
      low + 0.26,
      distance,
    );
    const visible = head.hang(degrees, 0).depth;
    if (visible > 0.5) brush.line(line, dark, 0.8, 0.8);
  }
}

/** The light on top of the hair, always on the left of the screen. */
function paintShine(brush: Brush, head: Head, covering: Covering, colours: AvatarColours): void {
  const centreX = head.turn.mirrored ? -head.centre.x : head.centre.x;
  const radiusX = (headAcross + covering.sides) * 0.7;
  const radiusY = (headTall + covering.top) * 0.72;
  const line = Array.from({ length: 9 }, (_, index) => {
    const angle = ((205 + index * 7) * Math.PI) / 180;
    return { x: centreX + radiusX * Math.cos(angle), y: head.centre.y + radiusY * Math.sin(angle) };
  });
  brush.gleam(
    ribbon(line, (t) => 1.1 * Math.sin(Math.PI * (0.1 + 0.8 * t))),
    mix(colours.hair, 0xffffff, 0.4),
    0.75,
  );
}

function paintAfro(
  brush: Brush,
  head: Head,
  covering: Covering,
  colours: AvatarColours,
  isPressed: boolean,
): void {
  if (head.turn.cos < -0.3) {
    brush.part(afroBall(head, isPressed), colours.hair, { shadeWidth: 4 });
    return;
  }
  // The hair on the face's side; the ball behind has its outline already.
  const hairline = coveringEdge(head, covering);
  brush.line(hairline, shade(colours.hair, 0.55), 1.6);
  brush.part(coveringOutline(head, covering), colours.hair, { shadeWidth: 0, outlined: false });
}

/** The hair or cloth on the head, painted after the face. */
export function paintHair(brush: Brush, head: Head, look: AvatarLook, colours: AvatarColours): void {
  const style = look.hairStyle;
  const isPressed = look.accessory === 'cap';
  const covering = coveringOf(style);
  if (covering === undefined) {
    paintShine(brush, head, { edge: () => 0, sides: -0.5, top: -0.5 }, { ...colours, hair: colours.skin });
    return;
  }
  const outline = coveringOutline(
    head,
    isPressed ? { ...covering, top: Math.min(covering.top, 0.6) } : covering,
  );
  if (style === 'afro') paintAfro(brush, head, covering, colours, isPressed);
  else if (style === 'curly') brush.part(scalloped(outline, 4.4, 1.3), colours.hair, { shadeWidth: 3 });
  else brush.part(outline, colours.hair, { shadeWidth: 2.6 });
  paintStrands(brush, head, style, covering, colours);
  paintShine(brush, head, covering, colours);
  if (style === 'bun' && head.turn.cos < -0.3) paintBun(brush, head, colours, isPressed);
}
