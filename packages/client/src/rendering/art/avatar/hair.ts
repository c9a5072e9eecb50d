import type { AvatarLook } from '@atrium/protocol';
import { ellipse, ribbon, smoothLine, type Point } from '../curves.ts';
import { mix, shade } from '../palette.ts';
import type { AvatarColours } from './avatarColours.ts';
import type { Brush } from './brush.ts';
import { coveringOutline, edgeThrough, type Covering } from './hairCap.ts';
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
    edge: locks(
      edgeThrough([
        [0, 0.42],
        [45, 0.36],
        [66, 0.1],
        [80, -0.2],
        [100, -0.2],
        [120, -0.5],
        [180, -0.62],
      ]),
      0.16,
      22,
      180,
    ),
    sides: 2,
    top: 3.2,
    bumps: 1.5,
  },
  bob: {
    edge: edgeThrough([
      [0, 0.36],
      [30, 0.34],
      [48, 0.18],
      [60, -0.72],
      [80, -0.86],
      [180, -0.92],
    ]),
    sides: 1.3,
    top: 1.7,
    flare: 1.8,
    hangs: true,
  },
  long: {
    edge: edgeThrough([
      [0, 0.56],
      [22, 0.44],
      [46, 0.08],
      [62, -0.5],
      [76, -1.7],
      [110, -2],
      [180, -2.15],
    ]),
    sides: 1,
    top: 1.6,
    flare: 0.6,
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
    edge: locks(
      edgeThrough([
        [0, 0.44],
        [40, 0.38],
        [62, 0.14],
        [78, -0.3],
        [100, -0.42],
        [130, -0.62],
        [180, -0.72],
      ]),
      0.08,
      18,
      70,
    ),
    sides: 4.6,
    top: 5.2,
    bumps: 0.7,
  },
  hijab: {
    edge: edgeThrough([
      [0, 0.62],
      [22, 0.56],
      [40, 0.3],
      [52, -0.3],
      [60, -0.95],
      [90, -1.3],
      [180, -1.5],
    ]),
    sides: 1,
    top: 1.3,
    flare: 0.8,
    hangs: true,
  },
};

export function coveringOf(style: HairStyle): Covering | undefined {
  return style === 'none' ? undefined : coverings[style];
}

function paintBun(brush: Brush, head: Head, colours: AvatarColours): void {
  const centre = head.place(180, 0.78, 1.12);
  const ball = ellipse({ x: centre.x, y: centre.y - 2.6 }, 4.7, 4.4);
  brush.part(ball, colours.hair, { shadeWidth: 1.6 });
  brush.line(
    smoothLine([-1.8, 0, 1.8].map((x) => ({ x: centre.x + x, y: centre.y + 0.4 - Math.abs(x) * 0.25 }))),
    shade(colours.hair, 0.7),
    0.9,
  );
}

/** What hangs behind the head of someone who looks towards the viewer: painted before the body. */
export function paintHairBehind(brush: Brush, head: Head, style: HairStyle, colours: AvatarColours): void {
  const covering = coveringOf(style);
  if (covering === undefined || head.turn.cos < -0.3) return;
  if (style === 'bun') paintBun(brush, head, colours);
  if (covering.hangs !== true) return;
  const behind: Covering = { ...covering, edge: () => covering.edge(150) };
  brush.part(coveringOutline(head, behind), shade(colours.hair, 0.8), { shadeWidth: 0 });
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
      low + 0.14,
      distance,
    );
    const visible = head.hang(degrees, 0).depth;
    if (visible > 0.35) brush.line(line, dark, 0.8, 0.8);
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

/** The hair or cloth on the head, painted after the face. */
export function paintHair(brush: Brush, head: Head, style: HairStyle, colours: AvatarColours): void {
  const covering = coveringOf(style);
  if (covering === undefined) {
    paintShine(brush, head, { edge: () => 0, sides: -0.5, top: -0.5 }, { ...colours, hair: colours.skin });
    return;
  }
  brush.part(coveringOutline(head, covering), colours.hair, { shadeWidth: style === 'afro' ? 4 : 2.6 });
  paintStrands(brush, head, style, covering, colours);
  paintShine(brush, head, covering, colours);
  if (style === 'bun' && head.turn.cos < -0.3) paintBun(brush, head, colours);
}
