import { css, shade } from '../colours/colour.ts';
import { light } from '../colours/palette.ts';
import { screenX, screenY } from './projection.ts';

/** A place of a drawing: two distances along the floor in tiles, and a height in px at zoom 1. */
export type SolidPoint = readonly [u: number, v: number, z: number];

/** Begins the path of a flat shape in space. */
function tracePath(context: CanvasRenderingContext2D, points: readonly SolidPoint[]): void {
  context.beginPath();
  for (const [index, [u, v, z]] of points.entries()) {
    if (index === 0) context.moveTo(screenX(u, v), screenY(u, v, z));
    else context.lineTo(screenX(u, v), screenY(u, v, z));
  }
  context.closePath();
}

/** Fills a flat shape in space. */
export function fillShape(
  context: CanvasRenderingContext2D,
  points: readonly SolidPoint[],
  fill: string | CanvasGradient,
): void {
  tracePath(context, points);
  context.fillStyle = fill;
  context.fill();
}

/** A box with upright sides: floor distances in tiles, heights in px at zoom 1. */
export interface Box {
  readonly u0: number;
  readonly v0: number;
  readonly u1: number;
  readonly v1: number;
  readonly bottom: number;
  readonly top: number;
}

/** Paints the three faces of a box that look at the viewer. */
export function paintBox(context: CanvasRenderingContext2D, box: Box, colour: number, alpha = 1): void {
  const { u0, v0, u1, v1, bottom, top } = box;
  fillShape(
    context,
    [
      [u1, v0, bottom],
      [u1, v1, bottom],
      [u1, v1, top],
      [u1, v0, top],
    ],
    css(shade(colour, light.right), alpha),
  );
  fillShape(
    context,
    [
      [u0, v1, bottom],
      [u1, v1, bottom],
      [u1, v1, top],
      [u0, v1, top],
    ],
    css(shade(colour, light.left), alpha),
  );
  fillShape(
    context,
    [
      [u0, v0, top],
      [u1, v0, top],
      [u1, v1, top],
      [u0, v1, top],
    ],
    css(colour, alpha),
  );
}
