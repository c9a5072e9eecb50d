import type { WallFinish } from '@atrium/world';
import { css, mix, shade } from '../colours/colour.ts';
import { screenX, screenY } from '../iso/projection.ts';
import { fillShape } from '../iso/solid.ts';
import type { PaintFinish, WallFace } from './wallFace.ts';

type Context = CanvasRenderingContext2D;

/** A rectangle on a face: from and to along it (tiles), and up (px). */
function patch(
  context: Context,
  { place }: WallFace,
  [a, b]: readonly [number, number],
  [low, high]: readonly [number, number],
  fill: string,
): void {
  fillShape(context, [place(a, low), place(b, low), place(b, high), place(a, high)], fill);
}

/** Lines across a face at some heights, and upright ones at some places. */
function lines(
  context: Context,
  { from, to, place }: WallFace,
  heights: readonly number[],
  uprights: readonly (readonly [along: number, low: number, high: number])[],
  stroke: string,
): void {
  context.strokeStyle = stroke;
  context.lineWidth = 0.7;
  context.beginPath();
  const draw = (a: number, low: number, b: number, high: number): void => {
    const [start, end] = [place(a, low), place(b, high)];
    context.moveTo(screenX(start[0], start[1]), screenY(start[0], start[1], start[2]));
    context.lineTo(screenX(end[0], end[1]), screenY(end[0], end[1], end[2]));
  };
  for (const height of heights) draw(from, height, to, height);
  for (const [along, low, high] of uprights) if (along > from && along < to) draw(along, low, along, high);
  context.stroke();
}

/** Every so much from 0 up to but not including an end. */
function every(step: number, end: number): number[] {
  return Array.from({ length: Math.ceil(end / step) }, (_, index) => index * step);
}

const brick: PaintFinish = (context, face, colour) => {
  const course = 5;
  const joints = every(course, face.height).flatMap((low, row) =>
    [0, 0.25, 0.5, 0.75].map(
      (along) => [along + (row % 2) * 0.125, low, Math.min(face.height, low + course)] as const,
    ),
  );
  lines(context, face, every(course, face.height), joints, css(mix(colour, 0xffffff, 0.4), 0.6));
};

const wood: PaintFinish = (context, face, colour) => {
  const slats = every(1 / 8, 1).map((along) => [along, 0, face.height] as const);
  for (const [along] of slats) {
    const [a, b] = [Math.max(face.from, along), Math.min(face.to, along + 1 / 16)];
    if (a < b) patch(context, face, [a, b], [0, face.height], css(shade(colour, 1.06)));
  }
  lines(context, face, [], slats, css(shade(colour, 0.7), 0.7));
};

const tiles: PaintFinish = (context, face, colour) => {
  const side = 8;
  const joints = every(0.2, 1).map((along) => [along, 0, face.height] as const);
  lines(context, face, every(side, face.height), joints, css(shade(colour, 0.8), 0.7));
};

const concrete: PaintFinish = (context, face, colour) => {
  lines(
    context,
    face,
    [32].filter((height) => height < face.height),
    [[0.001, 0, face.height]],
    css(shade(colour, 0.82), 0.7),
  );
  for (const height of [10, 22, 42, 54]) {
    if (height + 1.6 >= face.height) continue;
    for (const along of [0.14, 0.86]) {
      if (along > face.from && along + 0.04 < face.to)
        patch(context, face, [along, along + 0.04], [height, height + 1.6], css(shade(colour, 0.78)));
    }
  }
};

const wallpaper: PaintFinish = (context, face, colour) => {
  for (const along of every(0.25, 1)) {
    const [a, b] = [Math.max(face.from, along), Math.min(face.to, along + 0.125)];
    if (a < b) patch(context, face, [a, b], [0, face.height], css(mix(colour, 0xffffff, 0.32), 0.75));
  }
};

/** Wainscot up to the height of a table, painted wall above. */
const panels: PaintFinish = (context, face, colour) => {
  const high = Math.min(face.height, 26);
  patch(context, face, [face.from, face.to], [0, high], css(mix(colour, 0xffffff, 0.45)));
  const uprights = [0, 0.5].flatMap((along) => [[along + 0.001, 0, high] as const]);
  const heights = [high, high - 3].filter((height) => height > 0);
  lines(context, face, heights, uprights, css(shade(colour, 0.72), 0.7));
};

/** How walls are finished, but for plaster, which is only painted. */
export const wallFinishes: Readonly<Record<Exclude<WallFinish, 'plaster'>, PaintFinish>> = {
  brick,
  wood,
  tiles,
  concrete,
  wallpaper,
  panels,
};
