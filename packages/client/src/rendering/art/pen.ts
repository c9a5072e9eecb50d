import { cssColour, type Colour } from './palette.ts';

interface FillStyle {
  readonly color: Colour;
  readonly alpha: number;
}

interface StrokeStyle extends FillStyle {
  /** In px at zoom 1. */
  readonly width: number;
  readonly cap: 'round' | 'butt';
  readonly join: 'round' | 'miter';
}

/**
 * What all art is drawn with: polygons gathered by `poly` and then filled or stroked together.
 * Curves come already flattened, so that every renderer shows the same. A PixiJS `Graphics` is a Pen as it is.
 */
export interface Pen {
  /** Adds a polygon, or with `close` false a line, of x, y, x, y ... in px at zoom 1. */
  poly(points: number[], close?: boolean): unknown;
  fill(style: FillStyle): unknown;
  stroke(style: StrokeStyle): unknown;
}

/** A Pen for a two-dimensional canvas; previews need no PixiJS. */
export function canvasPen(context: CanvasRenderingContext2D): Pen {
  context.beginPath();
  return {
    poly(points, close = true) {
      for (let index = 0; index + 1 < points.length; index += 2) {
        const x = points[index] ?? 0;
        const y = points[index + 1] ?? 0;
        if (index === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
      if (close) context.closePath();
    },
    fill({ color, alpha }) {
      context.fillStyle = cssColour(color);
      context.globalAlpha = alpha;
      context.fill();
      context.beginPath();
    },
    stroke({ color, alpha, width, cap, join }) {
      context.strokeStyle = cssColour(color);
      context.globalAlpha = alpha;
      context.lineWidth = width;
      context.lineCap = cap;
      context.lineJoin = join;
      context.stroke();
      context.beginPath();
    },
  };
}

/** What a Pen was asked to draw, in order. */
export interface Mark {
  readonly polygons: readonly (readonly number[])[];
  readonly fill?: FillStyle;
  readonly stroke?: StrokeStyle;
}

/** A Pen that remembers instead of drawing: for measuring and for tests. */
export function recordingPen(): Pen & { readonly marks: readonly Mark[] } {
  const marks: Mark[] = [];
  let polygons: number[][] = [];
  return {
    marks,
    poly(points) {
      polygons.push([...points]);
    },
    fill(fill) {
      marks.push({ polygons, fill });
      polygons = [];
    },
    stroke(stroke) {
      marks.push({ polygons, stroke });
      polygons = [];
    },
  };
}

/** A rectangle in px at zoom 1. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What a drawing covers, half of the width of its lines included; `undefined` where nothing is drawn. */
export function boundsOf(draw: (pen: Pen) => void): Bounds | undefined {
  const pen = recordingPen();
  draw(pen);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { polygons, stroke } of pen.marks) {
    const margin = (stroke?.width ?? 0) / 2;
    for (const polygon of polygons) {
      for (let index = 0; index + 1 < polygon.length; index += 2) {
        const x = polygon[index] ?? 0;
        const y = polygon[index + 1] ?? 0;
        left = Math.min(left, x - margin);
        right = Math.max(right, x + margin);
        top = Math.min(top, y - margin);
        bottom = Math.max(bottom, y + margin);
      }
    }
  }
  return left > right ? undefined : { left, top, right, bottom };
}
