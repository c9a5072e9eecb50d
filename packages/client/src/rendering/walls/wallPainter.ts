import { css, shade } from '../colours/colour.ts';
import { light, palette } from '../colours/palette.ts';
import { screenX, screenY } from '../iso/projection.ts';
import { side } from './wallRuns.ts';
import { wallHeightPx } from './wallVisibility.ts';
import type { WallKind } from '../floor/floorPlan.ts';

type Context = CanvasRenderingContext2D;

/** Everything that decides what a tile of wall looks like: equal shapes share one picture. */
export interface WallShape {
  readonly kind: WallKind;
  /** Sides it joins to, see `side`. */
  readonly joins: number;
  /** Sides on which windows or glass go on. */
  readonly continues: number;
  /** Height of the solid part in px. */
  readonly solid: number;
  /** How much of the glass above shows, 0 to 1. */
  readonly glass: number;
}

/** Where a slab of wall begins and ends across its tile, in tiles. */
const slab = { low: 0.3, high: 0.7 } as const;
const pane = { low: 0.44, high: 0.56 } as const;
/** Pieces of one wall reach this far into their neighbour, so that no joint shows. In tiles. */
const overlapTiles = 0.015;
const glassAlpha = 0.25;

interface Cell {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
  /** Which of the faces that look at the viewer are open to the air. */
  readonly right: boolean;
  readonly left: boolean;
}

/** The parts of a slab in drawing order: the far arms, the middle, the near arms. */
function cellsOf(joins: number, low: number, high: number, overlap: number): readonly Cell[] {
  const has = (bit: number): boolean => (joins & bit) !== 0;
  const cells: Cell[] = [];
  if (has(side.N))
    cells.push({ u0: low, u1: high, v0: -overlap, v1: low + overlap, right: true, left: false });
  if (has(side.W))
    cells.push({ u0: -overlap, u1: low + overlap, v0: low, v1: high, right: false, left: true });
  cells.push({ u0: low, u1: high, v0: low, v1: high, right: !has(side.E), left: !has(side.S) });
  if (has(side.E))
    cells.push({ u0: high - overlap, u1: 1 + overlap, v0: low, v1: high, right: true, left: true });
  if (has(side.S))
    cells.push({ u0: low, u1: high, v0: high - overlap, v1: 1 + overlap, right: true, left: true });
  return cells;
}

function quad(context: Context, points: readonly (readonly [number, number, number])[]): void {
  context.beginPath();
  for (const [index, [u, v, z]] of points.entries()) {
    if (index === 0) context.moveTo(screenX(u, v), screenY(u, v, z));
    else context.lineTo(screenX(u, v), screenY(u, v, z));
  }
  context.closePath();
}

/** Paint of a face: a touch lighter at the top, as where daylight comes from above. */
function facePaint(
  context: Context,
  colour: number,
  u: number,
  v: number,
  bottom: number,
  top: number,
): CanvasGradient {
  const y = screenY(u, v);
  const gradient = context.createLinearGradient(0, y - bottom, 0, y - Math.max(top, bottom + 1));
  gradient.addColorStop(0, css(shade(colour, 0.955)));
  gradient.addColorStop(1, css(colour));
  return gradient;
}

function paintRightFace(
  context: Context,
  u: number,
  v0: number,
  v1: number,
  bottom: number,
  top: number,
  fill: string | CanvasGradient,
): void {
  quad(context, [
    [u, v0, bottom],
    [u, v1, bottom],
    [u, v1, top],
    [u, v0, top],
  ]);
  context.fillStyle = fill;
  context.fill();
}

function paintLeftFace(
  context: Context,
  v: number,
  u0: number,
  u1: number,
  bottom: number,
  top: number,
  fill: string | CanvasGradient,
): void {
  quad(context, [
    [u0, v, bottom],
    [u1, v, bottom],
    [u1, v, top],
    [u0, v, top],
  ]);
  context.fillStyle = fill;
  context.fill();
}

function paintTop(context: Context, cell: Cell, z: number, fill: string): void {
  quad(context, [
    [cell.u0, cell.v0, z],
    [cell.u1, cell.v0, z],
    [cell.u1, cell.v1, z],
    [cell.u0, cell.v1, z],
  ]);
  context.fillStyle = fill;
  context.fill();
}

const skirtingPx = 5;

function paintSkirting(context: Context, cell: Cell, colour: number): void {
  if (cell.right)
    paintRightFace(context, cell.u1, cell.v0, cell.v1, 0, skirtingPx, css(shade(colour, light.right * 0.93)));
  if (cell.left)
    paintLeftFace(context, cell.v1, cell.u0, cell.u1, 0, skirtingPx, css(shade(colour, light.left * 0.93)));
}

/** Edges of the top, where it meets a face or the air, drawn as fine lines. */
function paintTopEdges(
  context: Context,
  joins: number,
  low: number,
  high: number,
  z: number,
  stroke: string,
): void {
  const has = (bit: number): boolean => (joins & bit) !== 0;
  const at = (u: number, v: number): readonly [number, number] => [screenX(u, v), screenY(u, v, z)];
  const segments: (readonly [number, number, number, number])[] = [];
  if (has(side.N)) segments.push([low, 0, low, low], [high, 0, high, low]);
  else segments.push([low, low, high, low]);
  if (has(side.S)) segments.push([low, high, low, 1], [high, high, high, 1]);
  else segments.push([low, high, high, high]);
  if (has(side.W)) segments.push([0, low, low, low], [0, high, low, high]);
  else segments.push([low, low, low, high]);
  if (has(side.E)) segments.push([high, low, 1, low], [high, high, 1, high]);
  else segments.push([high, low, high, high]);
  context.strokeStyle = stroke;
  context.lineWidth = 0.8;
  context.beginPath();
  for (const [u0, v0, u1, v1] of segments) {
    context.moveTo(...at(u0, v0));
    context.lineTo(...at(u1, v1));
  }
  context.stroke();
}

function paintSolid(context: Context, shape: WallShape, low: number, high: number): void {
  const { solid, joins } = shape;
  const colour = palette.wall;
  for (const cell of cellsOf(joins, low, high, overlapTiles)) {
    if (cell.right) {
      const paint = facePaint(
        context,
        shade(colour, light.right),
        cell.u1,
        (cell.v0 + cell.v1) / 2,
        0,
        solid,
      );
      paintRightFace(context, cell.u1, cell.v0, cell.v1, 0, solid, paint);
    }
    if (cell.left) {
      const paint = facePaint(context, shade(colour, light.left), (cell.u0 + cell.u1) / 2, cell.v1, 0, solid);
      paintLeftFace(context, cell.v1, cell.u0, cell.u1, 0, solid, paint);
    }
    if (solid > skirtingPx * 2) paintSkirting(context, cell, colour);
    paintTop(context, cell, solid, css(shade(colour, light.top)));
  }
  paintTopEdges(context, joins, low, high, solid, css(shade(colour, light.outline), 0.28));
}

/** Bottom and top of a window, and the width of its frame, in px. */
const window = { sill: 20, head: 53, frame: 2.4 } as const;
/** How far a window's end keeps from the edge of its tile, in tiles. */
const windowReveal = 0.14;

type Point = readonly [number, number, number];

/** One window pane on a face; `place` gives the point at a distance along the face (tiles) and a height. */
function paintWindow(
  context: Context,
  from: number,
  to: number,
  place: (along: number, z: number) => Point,
  openStart: boolean,
  openEnd: boolean,
): void {
  const start = openStart ? from : from + windowReveal;
  const end = openEnd ? to : to - windowReveal;
  const inset = window.frame / 34;
  const strip = (a: number, b: number, low: number, high: number, fill: string): void => {
    quad(context, [place(a, low), place(b, low), place(b, high), place(a, high)]);
    context.fillStyle = fill;
    context.fill();
  };
  strip(start, end, window.sill, window.head, css(palette.windowFrame));
  const glassStart = openStart ? start : start + inset;
  const glassEnd = openEnd ? end : end - inset;
  const glassLow = window.sill + window.frame;
  const glassHigh = window.head - window.frame;
  strip(glassStart, glassEnd, glassLow, glassHigh, css(palette.windowShade));
  const middle = (glassStart + glassEnd) / 2;
  strip(glassStart, middle, glassLow, glassHigh, css(palette.windowLight));
  const slant = (glassEnd - glassStart) * 0.16;
  quad(context, [
    place(middle - slant * 1.4, glassLow),
    place(middle - slant * 0.5, glassLow),
    place(middle + slant * 1.2, glassHigh),
    place(middle + slant * 0.3, glassHigh),
  ]);
  context.fillStyle = css(0xffffff, 0.3);
  context.fill();
  if (openEnd) strip(end - inset / 2, end + inset / 2, window.sill, window.head, css(palette.windowFrame));
  strip(
    start - (openStart ? 0 : 0.03),
    end + (openEnd ? 0 : 0.03),
    window.sill - 2.5,
    window.sill,
    css(shade(palette.wall, 0.95)),
  );
}

function paintWindows(context: Context, shape: WallShape): void {
  const { joins, continues } = shape;
  const along = (joins & (side.E | side.W)) !== 0;
  const across = (joins & (side.N | side.S)) !== 0;
  if (along && (joins & side.S) === 0) {
    paintWindow(
      context,
      0,
      1,
      (u, z) => [u, slab.high, z],
      (continues & side.W) !== 0,
      (continues & side.E) !== 0,
    );
  }
  if (across && (joins & side.E) === 0) {
    paintWindow(
      context,
      0,
      1,
      (v, z) => [slab.high, v, z],
      (continues & side.N) !== 0,
      (continues & side.S) !== 0,
    );
  }
}

/** The glass of a wall that is cut away, or of a glass front: seen through, with a bright upper edge. */
function paintGlass(context: Context, shape: WallShape, low: number, high: number): void {
  const { joins, solid, glass } = shape;
  const alpha = glassAlpha * glass;
  for (const cell of cellsOf(joins, low, high, 0)) {
    if (cell.right) {
      paintRightFace(
        context,
        cell.u1,
        cell.v0,
        cell.v1,
        solid,
        wallHeightPx,
        css(shade(palette.glass, 0.86), alpha),
      );
    }
    if (cell.left) {
      paintLeftFace(context, cell.v1, cell.u0, cell.u1, solid, wallHeightPx, css(palette.glass, alpha));
    }
    paintTop(context, cell, wallHeightPx, css(0xe6f0f2, Math.min(1, alpha * 1.5)));
  }
}

const railPx = 3;

/** Posts and rail that make a real glass front of glass. */
function paintGlassFrame(context: Context, shape: WallShape): void {
  const { joins, continues, solid, glass } = shape;
  if (glass === 0) return;
  const metal = 0x8b949c;
  const cells = cellsOf(joins, pane.low, pane.high, overlapTiles);
  for (const cell of cells) {
    if (cell.right) {
      paintRightFace(
        context,
        cell.u1,
        cell.v0,
        cell.v1,
        wallHeightPx - railPx,
        wallHeightPx,
        css(shade(metal, light.right), glass),
      );
    }
    if (cell.left) {
      paintLeftFace(
        context,
        cell.v1,
        cell.u0,
        cell.u1,
        wallHeightPx - railPx,
        wallHeightPx,
        css(shade(metal, light.left), glass),
      );
    }
    paintTop(context, cell, wallHeightPx, css(metal, glass));
  }
  context.lineWidth = 1.3;
  context.strokeStyle = css(shade(metal, 0.8), 0.9 * glass);
  context.beginPath();
  const post = (u: number, v: number): void => {
    context.moveTo(screenX(u, v), screenY(u, v, solid));
    context.lineTo(screenX(u, v), screenY(u, v, wallHeightPx - railPx));
  };
  const isStraight = joins === (side.E | side.W) || joins === (side.N | side.S);
  if (!isStraight || continues !== joins) post(pane.high, pane.high);
  if ((joins & side.E) !== 0) post(1, pane.high);
  if ((joins & side.S) !== 0) post(pane.high, 1);
  context.stroke();
}

/** Paints one tile of wall; the context's origin is the tile's upper corner on the floor. */
export function paintWall(context: Context, shape: WallShape): void {
  const isGlass = shape.kind === 'glass';
  paintSolid(context, shape, slab.low, slab.high);
  if (shape.kind === 'window' && shape.solid > window.head + 4) paintWindows(context, shape);
  if (isGlass) {
    if (shape.glass > 0) {
      paintGlass(context, shape, pane.low, pane.high);
      paintGlassFrame(context, shape);
    }
  } else if (shape.glass > 0) {
    paintGlass(context, shape, slab.low, slab.high);
  }
}

/** What a tile of wall covers, in px at zoom 1 from the tile's upper corner. */
export const wallExtent = { left: -34, top: -wallHeightPx - 2, right: 34, bottom: 34 } as const;
