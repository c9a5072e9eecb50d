import type { WallFinish } from '@atrium/world';
import { colours } from '../art/index.ts';
import { css, shade } from '../colours/colour.ts';
import { light, palette } from '../colours/palette.ts';
import { screenX, screenY } from '../iso/projection.ts';
import { fillShape } from '../iso/solid.ts';
import { paintGlass, paintGlassFrame } from './glassPainter.ts';
import { pane, slab, wallCells } from './wallCells.ts';
import type { WallCell } from './wallCells.ts';
import type { PaintFinishes, WallFace } from './wallFace.ts';
import { side } from './wallRuns.ts';
import type { WallLook, WallSides } from './wallRuns.ts';
import { wallHeightPx } from './wallVisibility.ts';
import type { WallShape } from './wallShape.ts';
import { isWindow, paintWindows, windowNeedsPx } from './windowPainter.ts';

type Context = CanvasRenderingContext2D;

/** Pieces of one wall reach this far into their neighbour, so that no joint shows. In tiles. */
const overlapTiles = 0.015;
const skirtingPx = 5;

/** Paint of a face: a touch lighter at the top, as where daylight comes from above. */
function facePaint(context: Context, colour: number, u: number, v: number, top: number): CanvasGradient {
  const y = screenY(u, v);
  const gradient = context.createLinearGradient(0, y, 0, y - Math.max(top, 1));
  gradient.addColorStop(0, css(shade(colour, 0.955)));
  gradient.addColorStop(1, css(colour));
  return gradient;
}

function paintRightFace(context: Context, cell: WallCell, top: number, fill: string | CanvasGradient): void {
  const { u1, v0, v1 } = cell;
  fillShape(
    context,
    [
      [u1, v0, 0],
      [u1, v1, 0],
      [u1, v1, top],
      [u1, v0, top],
    ],
    fill,
  );
}

function paintLeftFace(context: Context, cell: WallCell, top: number, fill: string | CanvasGradient): void {
  const { u0, u1, v1 } = cell;
  fillShape(
    context,
    [
      [u0, v1, 0],
      [u1, v1, 0],
      [u1, v1, top],
      [u0, v1, top],
    ],
    fill,
  );
}

function paintTop(context: Context, { u0, u1, v0, v1 }: WallCell, z: number, fill: string): void {
  fillShape(
    context,
    [
      [u0, v0, z],
      [u1, v0, z],
      [u1, v1, z],
      [u0, v1, z],
    ],
    fill,
  );
}

/** The finishes of a part of a slab: of the middle, or of one of its arms. */
function looksOf(
  { u1, v0, u0, v1 }: WallCell,
  sides: WallSides | undefined,
): readonly (WallLook | undefined)[] {
  if (sides === undefined) return [];
  if (v0 <= 0) return [sides.rightN, undefined];
  if (u0 <= 0) return [undefined, sides.leftW];
  if (u1 >= 1) return [sides.right, sides.leftE];
  return v1 >= 1 ? [sides.rightS, sides.left] : [sides.right, sides.left];
}

function colourOf(look: WallLook | undefined): number {
  if (look?.colour !== undefined) return colours[look.colour];
  return finishColours[look?.finish ?? 'plaster'] ?? palette.wall;
}

/** Of finishes that are not painted. */
const finishColours: Readonly<Partial<Record<WallFinish, number>>> = {
  brick: 0xc08f78,
  wood: 0xcaa47c,
  tiles: 0xe4e6e2,
  concrete: 0xc3c1bb,
};

function paintCell(
  context: Context,
  cell: WallCell,
  solid: number,
  sides: WallSides | undefined,
  finishes: PaintFinishes | undefined,
): void {
  const hasSkirting = solid > skirtingPx * 2;
  const [rightLook, leftLook] = looksOf(cell, sides);
  const { u0, u1, v0, v1 } = cell;
  if (cell.right) {
    const colour = shade(colourOf(rightLook), light.right);
    paintRightFace(context, cell, solid, facePaint(context, colour, cell.u1, (cell.v0 + cell.v1) / 2, solid));
    const place: WallFace['place'] = (along, z) => [u1, along, z];
    finishes?.[rightLook?.finish ?? 'plaster']?.(context, { from: v0, to: v1, height: solid, place }, colour);
    if (hasSkirting) paintRightFace(context, cell, skirtingPx, css(shade(colour, 0.93)));
  }
  if (cell.left) {
    const colour = shade(colourOf(leftLook), light.left);
    paintLeftFace(context, cell, solid, facePaint(context, colour, (cell.u0 + cell.u1) / 2, cell.v1, solid));
    const place: WallFace['place'] = (along, z) => [along, v1, z];
    finishes?.[leftLook?.finish ?? 'plaster']?.(context, { from: u0, to: u1, height: solid, place }, colour);
    if (hasSkirting) paintLeftFace(context, cell, skirtingPx, css(shade(colour, 0.93)));
  }
  paintTop(context, cell, solid, css(shade(palette.wall, light.top)));
}

/** Edges of the top, where it meets a face or the air, as fine lines. */
function paintTopEdges(context: Context, joins: number, z: number): void {
  const { low, high } = slab;
  const has = (bit: number): boolean => (joins & bit) !== 0;
  const segments: (readonly [number, number, number, number])[] = [];
  if (has(side.N)) segments.push([low, 0, low, low], [high, 0, high, low]);
  else segments.push([low, low, high, low]);
  if (has(side.S)) segments.push([low, high, low, 1], [high, high, high, 1]);
  else segments.push([low, high, high, high]);
  if (has(side.W)) segments.push([0, low, low, low], [0, high, low, high]);
  else segments.push([low, low, low, high]);
  if (has(side.E)) segments.push([high, low, 1, low], [high, high, 1, high]);
  else segments.push([high, low, high, high]);
  context.strokeStyle = css(shade(palette.wall, light.outline), 0.28);
  context.lineWidth = 0.8;
  context.beginPath();
  for (const [u0, v0, u1, v1] of segments) {
    context.moveTo(screenX(u0, v0), screenY(u0, v0, z));
    context.lineTo(screenX(u1, v1), screenY(u1, v1, z));
  }
  context.stroke();
}

/** Paints one tile of wall; the context's origin is the tile's upper corner on the floor. */
export function paintWall(context: Context, shape: WallShape, finishes: PaintFinishes | undefined): void {
  const { kind, joins, sides, solid, glass } = shape;
  for (const cell of wallCells(joins, slab.low, slab.high, { overlapTiles, areClosed: true })) {
    paintCell(context, cell, solid, sides, finishes);
  }
  paintTopEdges(context, joins, solid);
  if (isWindow(kind) && solid > windowNeedsPx) paintWindows(context, shape);
  if (glass === 0) return;
  if (kind === 'glass') {
    paintGlass(context, shape, pane.low, pane.high);
    paintGlassFrame(context, shape);
  } else {
    paintGlass(context, shape, slab.low, slab.high);
  }
}

/** What a tile of wall covers, in px at zoom 1 from the tile's upper corner. */
export const wallExtent = { left: -34, top: -wallHeightPx - 2, right: 34, bottom: 34 } as const;
