import type { Pen } from './pen.ts';

/** A Pen that draws everything moved by some px. */
export function shiftedPen(pen: Pen, dx: number, dy: number): Pen {
  return {
    poly: (points, close) =>
      pen.poly(
        points.map((value, index) => value + (index % 2 === 0 ? dx : dy)),
        close,
      ),
    fill: (style) => pen.fill(style),
    stroke: (style) => pen.stroke(style),
  };
}
