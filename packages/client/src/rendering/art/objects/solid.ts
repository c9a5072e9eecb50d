import type { Point } from '../curves.ts';
import type { Colour } from '../palette.ts';
import type { Pen } from '../pen.ts';

/** A place in an Object: x and y in tiles from the corner of its footprint with the smallest x and y, z in px upwards. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Something painted on a face: a drawer, a key, a book. */
export interface Inlay {
  readonly outline: readonly Place[];
  readonly colour: Colour;
  readonly alpha: number;
  /** Whether it is lit like the face it is on; what glows is not. */
  readonly glows: boolean;
}

/** A flat side of a solid; its corners run clockwise on the screen where it is seen. */
export interface Face {
  readonly corners: readonly Place[];
  readonly inlays: readonly Inlay[];
}

/** A convex body of one colour. */
export interface Solid {
  readonly kind: 'solid';
  readonly faces: readonly Face[];
  readonly colour: Colour;
  readonly alpha: number;
  /** Not lit: the same colour on every side. */
  readonly glows: boolean;
}

/** Something drawn flat towards the viewer, like leaves, at one place. */
interface Figure {
  readonly kind: 'figure';
  readonly place: Place;
  /** What it takes up around its place: half of its width in tiles, and its height in px. */
  readonly reach: number;
  readonly height: number;
  /** Draws with the origin at the place on the screen. */
  draw(pen: Pen): void;
}

export type Part = Solid | Figure;

export type Side = 'front' | 'back' | 'left' | 'right' | 'top';

/** An inlay in the coordinates of a side: along x or y in tiles, then up in px (on top: x and y in tiles). */
export interface SideInlay {
  readonly side: Side;
  readonly corners: readonly (readonly [number, number])[];
  readonly colour: Colour;
  readonly alpha?: number;
  readonly glows?: boolean;
}

/** A rectangle on a side, from one corner to the opposite one. */
export function panel(
  side: Side,
  [u0, v0]: readonly [number, number],
  [u1, v1]: readonly [number, number],
  colour: Colour,
  options: { readonly alpha?: number; readonly glows?: boolean } = {},
): SideInlay {
  const corners = [
    [u0, v0],
    [u1, v0],
    [u1, v1],
    [u0, v1],
  ] as const;
  return { side, corners, colour, ...options };
}

export interface SolidOptions {
  readonly inlays?: readonly SideInlay[];
  readonly alpha?: number;
  readonly glows?: boolean;
}

/** A closed outline at one height: x and y in tiles, running from +x over +y as angles on the Map do. */
export interface Ring {
  readonly outline: readonly Point[];
  readonly z: number;
}

function solidOf(faces: readonly Face[], colour: Colour, { alpha = 1, glows = false }: SolidOptions): Solid {
  return { kind: 'solid', faces, colour, alpha, glows };
}

/** A body through rings of equally many points, lowest first, closed on top. Must be convex. */
export function loft(rings: readonly Ring[], colour: Colour, options: SolidOptions = {}): Solid {
  const faces: Face[] = [];
  for (let level = 0; level + 1 < rings.length; level++) {
    const [lower, upper] = [rings[level], rings[level + 1]];
    if (lower === undefined || upper === undefined) continue;
    lower.outline.forEach((from, index) => {
      const next = (index + 1) % lower.outline.length;
      const [to, above, aboveNext] = [lower.outline[next], upper.outline[index], upper.outline[next]];
      if (to === undefined || above === undefined || aboveNext === undefined) return;
      const corners = [
        { ...from, z: lower.z },
        { ...above, z: upper.z },
        { ...aboveNext, z: upper.z },
        { ...to, z: lower.z },
      ];
      faces.push({ corners, inlays: [] });
    });
  }
  const top = rings[rings.length - 1];
  if (top !== undefined)
    faces.push({ corners: top.outline.map((point) => ({ ...point, z: top.z })), inlays: [] });
  return solidOf(faces, colour, options);
}

/** The corners of a box: from the smallest x, y (tiles) and z (px) to the largest. */
export interface Extent {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly z: readonly [number, number];
}

/** An upright box; its inlays lie on its sides as named at rotation 0 (front: +y, right: +x). */
export function box({ x, y, z }: Extent, colour: Colour, options: SolidOptions = {}): Solid {
  const [[x0, x1], [y0, y1], [z0, z1]] = [x, y, z];
  const place: Readonly<Record<Side, (u: number, v: number) => Place>> = {
    front: (u, v) => ({ x: u, y: y1, z: v }),
    back: (u, v) => ({ x: u, y: y0, z: v }),
    left: (u, v) => ({ x: x0, y: u, z: v }),
    right: (u, v) => ({ x: x1, y: u, z: v }),
    top: (u, v) => ({ x: u, y: v, z: z1 }),
  };
  const face = (side: Side, from: readonly [number, number], to: readonly [number, number]): Face => ({
    corners: [
      place[side](from[0], from[1]),
      place[side](from[0], to[1]),
      place[side](to[0], to[1]),
      place[side](to[0], from[1]),
    ],
    inlays: (options.inlays ?? [])
      .filter((inlay) => inlay.side === side)
      .map(({ corners, colour: fill, alpha = 1, glows = false }) => ({
        outline: corners.map(([u, v]) => place[side](u, v)),
        colour: fill,
        alpha,
        glows,
      })),
  });
  const faces = [
    face('back', [x1, z0], [x0, z1]),
    face('left', [y0, z0], [y1, z1]),
    face('front', [x0, z0], [x1, z1]),
    face('right', [y1, z0], [y0, z1]),
    face('top', [x0, y1], [x1, y0]),
  ];
  return solidOf(faces, colour, options);
}

/** A rectangle with round corners, in tiles. */
export function roundedOutline(
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
  radius: number,
  steps = 3,
): Point[] {
  const corner = (cx: number, cy: number, from: number): Point[] =>
    Array.from({ length: steps + 1 }, (_, step) => {
      const angle = from + (step / steps) * (Math.PI / 2);
      return { x: cx + radius * Math.cos(angle), y: cy + radius * Math.sin(angle) };
    });
  return [
    ...corner(x1 - radius, y1 - radius, 0),
    ...corner(x0 + radius, y1 - radius, Math.PI / 2),
    ...corner(x0 + radius, y0 + radius, Math.PI),
    ...corner(x1 - radius, y0 + radius, Math.PI * 1.5),
  ];
}

export function circleOutline(x: number, y: number, radius: number, steps = 16): Point[] {
  return Array.from({ length: steps }, (_, step) => {
    const angle = (step / steps) * 2 * Math.PI;
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
  });
}

/** A soft block: round corners, and a round upper edge of `softness` px. */
export function pillow({ x, y, z }: Extent, radius: number, softness: number, colour: Colour): Solid {
  const inset = softness / 40;
  const ring = (share: number, height: number): Ring => ({
    outline: roundedOutline(
      [x[0] + inset * share, x[1] - inset * share],
      [y[0] + inset * share, y[1] - inset * share],
      Math.max(0.01, radius - inset * share),
    ),
    z: height,
  });
  return loft(
    [ring(0, z[0]), ring(0, z[1] - softness), ring(0.3, z[1] - softness * 0.3), ring(1, z[1])],
    colour,
  );
}

/** An upright post with round cross-section that may narrow upwards; radii in tiles. */
export function post(
  [x, y]: readonly [number, number],
  [z0, z1]: readonly [number, number],
  radius: number,
  upperRadius: number,
  colour: Colour,
  options: SolidOptions = {},
): Solid {
  return loft(
    [
      { outline: circleOutline(x, y, radius), z: z0 },
      { outline: circleOutline(x, y, upperRadius), z: z1 },
    ],
    colour,
    options,
  );
}

/** A body with the same convex cross-section all along an axis: (y, z) along x, (x, z) along y; tiles and px. */
export function extrude(
  axis: 'x' | 'y',
  [from, to]: readonly [number, number],
  section: readonly (readonly [number, number])[],
  colour: Colour,
): Solid {
  const at = (along: number): Place[] =>
    section.map(([across, z]) => (axis === 'x' ? { x: along, y: across, z } : { x: across, y: along, z }));
  const [near, far] = [at(to), at(from)];
  const faces: Face[] = [near, far].map((corners) => ({ corners, inlays: [] }));
  near.forEach((corner, index) => {
    const next = (index + 1) % near.length;
    const [nearNext, farHere, farNext] = [near[next], far[index], far[next]];
    if (nearNext === undefined || farHere === undefined || farNext === undefined) return;
    faces.push({ corners: [corner, farHere, farNext, nearNext], inlays: [] });
  });
  return solidOf(faces, colour, {});
}

/** A rectangle with two round upper corners, for `extrude`: (x or y in tiles, z in px), radius in px. */
export function archSection(
  [u0, u1]: readonly [number, number],
  [z0, z1]: readonly [number, number],
  radius: number,
): (readonly [number, number])[] {
  const across = radius / 40;
  const arc = (centre: number, from: number): (readonly [number, number])[] =>
    [0, 1, 2, 3].map((step) => {
      const angle = from + (step / 3) * (Math.PI / 2);
      return [centre + across * Math.cos(angle), z1 - radius + radius * Math.sin(angle)] as const;
    });
  return [[u0, z0], [u1, z0], ...arc(u1 - across, 0), ...arc(u0 + across, Math.PI / 2)];
}
