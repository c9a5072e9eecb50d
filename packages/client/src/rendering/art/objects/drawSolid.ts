import { flatten } from '../curves.ts';
import { light, mix, outlineOf, shade, type Colour } from '../palette.ts';
import type { Pen } from '../pen.ts';
import { isCut, touchesCut, type Column } from './clipping.ts';
import {
  brightnessOfNormal,
  isSeen,
  middleOf,
  onScreen,
  outwardNormal,
  type Direction,
} from './isometric.ts';
import type { Face, Place, Solid } from './solid.ts';

/** Widths of lines in px; half of the outline is covered by the fill. */
const outlineWidth = 1.5;
const edgeWidth = 0.7;
/** Below this cosine between two faces their common edge shows as a bright line. */
const sharpEdgeCosine = 0.8;

interface SeenFace {
  readonly face: Face;
  readonly normal: Direction;
  readonly fill: Colour;
}

interface Edge {
  readonly from: Place;
  readonly to: Place;
  readonly normals: Direction[];
}

const keyOf = ({ x, y, z }: Place): string =>
  `${Math.round(x * 1e4)} ${Math.round(y * 1e4)} ${Math.round(z * 1e3)}`;

function edgesOf(faces: readonly SeenFace[]): Edge[] {
  const edges = new Map<string, Edge>();
  for (const { face, normal } of faces) {
    face.corners.forEach((from, index) => {
      const to = face.corners[(index + 1) % face.corners.length] ?? from;
      const [first, second] = [keyOf(from), keyOf(to)];
      if (first === second) return;
      const key = first < second ? `${first}|${second}` : `${second}|${first}`;
      const edge = edges.get(key);
      if (edge === undefined) edges.set(key, { from, to, normals: [normal] });
      else edge.normals.push(normal);
    });
  }
  return [...edges.values()];
}

const isSharp = ([a, b]: readonly Direction[]): boolean =>
  a !== undefined && b !== undefined && a.x * b.x + a.y * b.y + a.z * b.z < sharpEdgeCosine;

interface LineStyle {
  readonly color: Colour;
  readonly width: number;
  readonly alpha: number;
}

function strokeEdges(pen: Pen, edges: readonly Edge[], cap: 'round' | 'butt', style: LineStyle): void {
  if (edges.length === 0) return;
  for (const { from, to } of edges) pen.poly(flatten([onScreen(from), onScreen(to)]), false);
  pen.stroke({ ...style, cap, join: 'round' });
}

/** The line around a solid. Where the solid was cut it ends flat: a round end would show on the neighbouring slice. */
function strokeOutline(pen: Pen, edges: readonly Edge[], column: Column, style: LineStyle): void {
  const isBesideCut = ({ from, to }: Edge): boolean => touchesCut(from, column) || touchesCut(to, column);
  strokeEdges(pen, edges.filter(isBesideCut), 'butt', style);
  strokeEdges(
    pen,
    edges.filter((edge) => !isBesideCut(edge)),
    'round',
    style,
  );
}

/** Draws a convex solid, or the part of one that `clipSolid` left in a column. */
export function drawSolid(pen: Pen, solid: Solid, whole: Solid, column: Column): void {
  const middle = middleOf(whole.faces.flatMap((face) => face.corners));
  const seen = solid.faces.flatMap((face): SeenFace[] => {
    const normal = outwardNormal(face.corners, middle);
    const fill = solid.glows ? solid.colour : shade(solid.colour, brightnessOfNormal(normal));
    return isSeen(normal) ? [{ face, normal, fill }] : [];
  });
  const edges = edgesOf(seen).filter((edge) => !isCut(edge.from, edge.to, column));
  const { alpha } = solid;
  const outline = edges.filter((edge) => edge.normals.length === 1);
  strokeOutline(pen, outline, column, { color: outlineOf(solid.colour), width: outlineWidth, alpha });
  const inner = edges.filter((edge) => edge.normals.length > 1);
  // Below the faces, so that the background does not shine through between their smoothed edges.
  if (alpha === 1)
    strokeEdges(pen, inner, 'butt', { color: shade(solid.colour, light.left), width: 1, alpha });
  for (const { face, fill, normal } of seen) {
    pen.poly(flatten(face.corners.map(onScreen)));
    pen.fill({ color: fill, alpha });
    for (const inlay of face.inlays) {
      const colour = inlay.glows ? inlay.colour : shade(inlay.colour, brightnessOfNormal(normal));
      pen.poly(flatten(inlay.outline.map(onScreen)));
      pen.fill({ color: colour, alpha: inlay.alpha });
    }
  }
  const bright = inner.filter((edge) => isSharp(edge.normals));
  strokeEdges(pen, bright, 'butt', {
    color: mix(solid.colour, 0xffffff, 0.5),
    width: edgeWidth,
    alpha: 0.55 * alpha,
  });
}
