import type { Extent } from '../camera/camera.ts';

/** Whether two parts of the picture have something in common. */
export function isOverlapping(a: Extent, b: Extent): boolean {
  return a.minX < b.maxX && a.maxX > b.minX && a.minY < b.maxY && a.maxY > b.minY;
}

/** The smallest part of the picture that has both in it. */
export function joinExtents(a: Extent | undefined, b: Extent): Extent {
  if (a === undefined) return b;
  return {
    minX: Math.min(a.minX, b.minX),
    minY: Math.min(a.minY, b.minY),
    maxX: Math.max(a.maxX, b.maxX),
    maxY: Math.max(a.maxY, b.maxY),
  };
}

/** The smallest part of a region that has in it what some parts of the picture cover of it. */
export function coveredWithin(region: Extent, parts: Iterable<Extent>): Extent | undefined {
  let covered: Extent | undefined;
  for (const part of parts) if (isOverlapping(part, region)) covered = joinExtents(covered, part);
  if (covered === undefined) return undefined;
  return {
    minX: Math.max(region.minX, covered.minX),
    minY: Math.max(region.minY, covered.minY),
    maxX: Math.min(region.maxX, covered.maxX),
    maxY: Math.min(region.maxY, covered.maxY),
  };
}
