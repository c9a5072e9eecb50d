import { containsPosition } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { Position } from '../geometry/units.ts';

/** A Door or a passage: a place where one person fits through at a time. */
export interface Gate {
  readonly kind: 'door' | 'passage';
  readonly id: string;
  readonly bounds: Rectangle;
}

/** What stood in the way of a movement. */
export type Blocker =
  | { readonly kind: 'edge' | 'wall' }
  | { readonly kind: 'object' | 'seat' | 'door' | 'passage' | 'zone'; readonly id: string };

/** Whether a straight movement brings somebody into a rectangle that they were not in before. */
export function movementEnters(bounds: Rectangle, from: Position, to: Position): boolean {
  return !containsPosition(bounds, from) && segmentTouches(bounds, from, to);
}

/** Liang-Barsky clipping: whether the segment has a part inside the rectangle (far edges excluded). */
function segmentTouches(bounds: Rectangle, from: Position, to: Position): boolean {
  let entry = 0;
  let exit = 1;
  const axes = [
    [from.x, to.x, bounds.x, bounds.x + bounds.width],
    [from.y, to.y, bounds.y, bounds.y + bounds.height],
  ] as const;
  for (const [start, end, low, high] of axes) {
    const delta = end - start;
    if (delta === 0) {
      if (start < low || start >= high) return false;
      continue;
    }
    const atLow = (low - start) / delta;
    const atHigh = (high - start) / delta;
    entry = Math.max(entry, Math.min(atLow, atHigh));
    exit = Math.min(exit, Math.max(atLow, atHigh));
  }
  return entry < exit || (entry === exit && containsPosition(bounds, to));
}
