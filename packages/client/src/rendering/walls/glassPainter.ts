import { css, shade } from '../colours/colour.ts';
import { light, palette } from '../colours/palette.ts';
import { screenX, screenY } from '../iso/projection.ts';
import { fillShape } from '../iso/solid.ts';
import { pane, wallCells } from './wallCells.ts';
import type { WallCell } from './wallCells.ts';
import { side } from './wallRuns.ts';
import type { WallShape } from './wallShape.ts';
import { wallHeightPx } from './wallVisibility.ts';

type Context = CanvasRenderingContext2D;

const glassAlpha = 0.25;
const topAlpha = 0.42;
const railPx = 3;
const metal = 0x8b949c;

type Corner = readonly [u: number, v: number, z: number];

/** Fills many faces as one shape: glass that overlaps itself would show stripes. */
function fillTogether(context: Context, faces: readonly (readonly Corner[])[], fill: string): void {
  context.beginPath();
  for (const face of faces) {
    for (const [index, [u, v, z]] of face.entries()) {
      if (index === 0) context.moveTo(screenX(u, v), screenY(u, v, z));
      else context.lineTo(screenX(u, v), screenY(u, v, z));
    }
    context.closePath();
  }
  context.fillStyle = fill;
  context.fill();
}

function rightFace({ u1, v0, v1 }: WallCell, bottom: number, top: number): readonly Corner[] {
  return [
    [u1, v0, bottom],
    [u1, v1, bottom],
    [u1, v1, top],
    [u1, v0, top],
  ];
}

function leftFace({ u0, u1, v1 }: WallCell, bottom: number, top: number): readonly Corner[] {
  return [
    [u0, v1, bottom],
    [u1, v1, bottom],
    [u1, v1, top],
    [u0, v1, top],
  ];
}

function topFace({ u0, u1, v0, v1 }: WallCell, z: number): readonly Corner[] {
  return [
    [u0, v0, z],
    [u1, v0, z],
    [u1, v1, z],
    [u0, v1, z],
  ];
}

/** The glass above a wall that is cut away, or of a glass front: seen through, with a bright upper edge. */
export function paintGlass(context: Context, shape: WallShape, low: number, high: number): void {
  const { joins, solid, glass } = shape;
  const cells = wallCells(joins, low, high, { overlapTiles: 0, areClosed: false });
  const alpha = glassAlpha * glass;
  fillTogether(
    context,
    cells.filter((cell) => cell.right).map((cell) => rightFace(cell, solid, wallHeightPx)),
    css(shade(palette.glass, light.left), alpha),
  );
  fillTogether(
    context,
    cells.filter((cell) => cell.left).map((cell) => leftFace(cell, solid, wallHeightPx)),
    css(palette.glass, alpha),
  );
  fillTogether(
    context,
    cells.map((cell) => topFace(cell, wallHeightPx)),
    css(0xe6f0f2, topAlpha * glass),
  );
}

/** The rail and posts that a real glass front has, and a wall that is cut away has not. */
export function paintGlassFrame(context: Context, shape: WallShape): void {
  const { joins, continues, solid, glass } = shape;
  const bottom = wallHeightPx - railPx;
  for (const cell of wallCells(joins, pane.low, pane.high, { overlapTiles: 0.015, areClosed: true })) {
    if (cell.right) {
      fillShape(context, rightFace(cell, bottom, wallHeightPx), css(shade(metal, light.right), glass));
    }
    if (cell.left)
      fillShape(context, leftFace(cell, bottom, wallHeightPx), css(shade(metal, light.left), glass));
    fillShape(context, topFace(cell, wallHeightPx), css(metal, glass));
  }
  context.lineWidth = 1.3;
  context.strokeStyle = css(shade(metal, 0.8), 0.9 * glass);
  context.beginPath();
  const post = (u: number, v: number): void => {
    context.moveTo(screenX(u, v), screenY(u, v, solid));
    context.lineTo(screenX(u, v), screenY(u, v, bottom));
  };
  const isStraight = joins === (side.E | side.W) || joins === (side.N | side.S);
  if (!isStraight || continues !== joins) post(pane.high, pane.high);
  if ((joins & side.E) !== 0) post(1, pane.high);
  if ((joins & side.S) !== 0) post(pane.high, 1);
  context.stroke();
}
