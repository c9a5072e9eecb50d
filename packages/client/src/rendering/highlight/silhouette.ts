import { screenX, screenY } from '../iso/projection.ts';
import { fillShape } from '../iso/solid.ts';
import type { DrawnExtent } from '../textures/bakery.ts';

/** What something covers of the World picture, in px at zoom 1 from the picture's origin. */
export interface Silhouette {
  readonly extent: DrawnExtent;
  /** How near to the viewer it stands; see `depthOf`. */
  readonly depth: number;
  readonly paint: (context: CanvasRenderingContext2D) => void;
}

/** A rectangle of the floor, in tiles. */
export interface FloorArea {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/**
 * The silhouette of an upright block.
 *
 * @param heightPx in px at zoom 1; 0 for what lies flat
 */
export function blockSilhouette({ x0, y0, x1, y1 }: FloorArea, heightPx: number, depth: number): Silhouette {
  return {
    extent: {
      left: screenX(x0, y1),
      top: screenY(x0, y0, heightPx),
      right: screenX(x1, y0),
      bottom: screenY(x1, y1),
    },
    depth,
    paint(context) {
      fillShape(
        context,
        [
          [x0, y1, 0],
          [x1, y1, 0],
          [x1, y0, 0],
          [x1, y0, heightPx],
          [x0, y0, heightPx],
          [x0, y1, heightPx],
        ],
        '#000000',
      );
    },
  };
}

/** Several silhouettes as one; `undefined` of none. */
export function joinSilhouettes(parts: readonly Silhouette[]): Silhouette | undefined {
  if (parts.length === 0) return undefined;
  return {
    extent: {
      left: Math.min(...parts.map(({ extent }) => extent.left)),
      top: Math.min(...parts.map(({ extent }) => extent.top)),
      right: Math.max(...parts.map(({ extent }) => extent.right)),
      bottom: Math.max(...parts.map(({ extent }) => extent.bottom)),
    },
    depth: Math.max(...parts.map(({ depth }) => depth)),
    paint(context) {
      for (const { paint } of parts) paint(context);
    },
  };
}
