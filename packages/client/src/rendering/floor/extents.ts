import type { Extent } from '../camera/camera.ts';

/** Whether two parts of the picture have something in common. */
export function isOverlapping(a: Extent, b: Extent): boolean {
  return a.minX < b.maxX && a.maxX > b.minX && a.minY < b.maxY && a.maxY > b.minY;
}
