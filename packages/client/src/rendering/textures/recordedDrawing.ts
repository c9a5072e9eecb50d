import { boundsOf, canvasPen } from '../art/index.ts';
import type { Pen } from '../art/index.ts';
import type { DrawnExtent } from './bakery.ts';

/** A drawing that was worked out once and can be painted at any scale. */
export interface RecordedDrawing {
  /** What it covers, in px at zoom 1 from its origin; undefined where nothing is drawn. */
  readonly extent: DrawnExtent | undefined;
  readonly paint: (context: CanvasRenderingContext2D) => void;
}

/** Works a drawing out: the geometry of furniture costs more than its pixels. */
export function recordDrawing(draw: (pen: Pen) => void): RecordedDrawing {
  const steps: ((pen: Pen) => void)[] = [];
  draw({
    poly(points, close) {
      const kept = [...points];
      steps.push((pen) => pen.poly(kept, close));
    },
    fill(style) {
      steps.push((pen) => pen.fill(style));
    },
    stroke(style) {
      steps.push((pen) => pen.stroke(style));
    },
  });
  const replay = (pen: Pen): void => {
    for (const step of steps) step(pen);
  };
  return {
    extent: boundsOf(replay),
    paint(context) {
      replay(canvasPen(context));
    },
  };
}
