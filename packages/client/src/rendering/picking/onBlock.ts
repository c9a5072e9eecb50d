import { screenX } from '../iso/projection.ts';

/** Whether a point of the picture lies on an upright block that stands on a rectangle of the floor (tiles). */
export function isOnBlock(
  pointX: number,
  pointY: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  heightPx: number,
): boolean {
  // The silhouette: between its left and right corner, under its upper and over its lower edges.
  if (pointX < screenX(x0, y1) || pointX > screenX(x1, y0)) return false;
  const across = pointX / 32;
  // Of the places of the floor on the vertical line through the point, those from `low` to `high` are in the base.
  const low = Math.max(2 * x0 - across, 2 * y0 + across);
  const high = Math.min(2 * x1 - across, 2 * y1 + across);
  return pointY >= low * 16 - heightPx && pointY <= high * 16;
}
