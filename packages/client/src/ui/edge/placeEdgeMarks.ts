import { isOverlapping } from '../../rendering/camera/camera.ts';
import type { Extent, Viewport } from '../../rendering/camera/camera.ts';

/** The sign of a Zone. */
interface PlacedSign {
  readonly zoneId: string;
  readonly box: Extent;
}

/** A mark at the edge of the picture that names a Zone out of view. */
export interface EdgeMark {
  readonly zoneId: string;
  /** The middle of the mark, in CSS px. */
  readonly x: number;
  readonly y: number;
  /** Where the Zone is, clockwise from the right, in degrees. */
  readonly angle: number;
}

export interface EdgeSituation {
  readonly viewport: Viewport;
  /** Signs of all other Zones, in view or not. */
  readonly signs: readonly PlacedSign[];
  /** What lies over the picture, and what is not to be covered in it. */
  readonly covers: readonly Extent[];
  readonly sizeOf: (zoneId: string) => { readonly width: number; readonly height: number };
}

/** So many names of Zones are in view where the World has as many: signs, and marks in place of those that are missing. */
const namesInView = 2;
/** Between a mark and the edge of the picture, and between it and what it must not cover, in CSS px. */
const gapPx = 4;
/** Where something lies along the edge, marks make way towards the middle by at most this share of the picture. */
const deepestShare = 0.4;
/** Places for a mark are tried in such steps, in CSS px. */
const stepPx = 8;

/**
 * Where marks name the nearest Zones whose signs are out of view or covered: at the edge in their direction, or as near to
 * there as nothing is covered. Fewer than are missing where there is no room.
 */
export function placeEdgeMarks({ viewport, signs, covers, sizeOf }: EdgeSituation): readonly EdgeMark[] {
  const { width, height } = viewport;
  const view: Extent = { minX: 0, minY: 0, maxX: width, maxY: height };
  const isReadable = ({ box }: PlacedSign) =>
    box.minX >= 0 && box.minY >= 0 && box.maxX <= width && box.maxY <= height && isFree(box, covers);
  const readable = signs.filter(isReadable);
  const missing = signs
    .filter((sign) => !readable.includes(sign))
    .map(({ zoneId, box }) => ({ zoneId, at: middleOf(box) }))
    .sort((a, b) => beyond(a.at, view) - beyond(b.at, view));
  const taken = [...covers, ...readable.map(({ box }) => box)];
  const marks: EdgeMark[] = [];
  for (const { zoneId, at } of missing) {
    if (readable.length + marks.length >= namesInView) break;
    const size = sizeOf(zoneId);
    const place = freePlaceTowards(at, size, viewport, taken);
    if (place === undefined) continue;
    taken.push(boxAround(place, size, 0));
    const angle = (Math.atan2(at.y - place.y, at.x - place.x) * 180) / Math.PI;
    marks.push({ zoneId, ...place, angle: Math.round(angle) });
  }
  return marks;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The free place along the edge that is nearest to where the way to a Zone leaves the picture, or to its sign. */
function freePlaceTowards(
  target: Point,
  size: { readonly width: number; readonly height: number },
  { width, height }: Viewport,
  taken: readonly Extent[],
): Point | undefined {
  const [halfWidth, halfHeight] = [width / 2, height / 2];
  // From the middle of the picture, as all that follows.
  const [dx, dy] = [target.x - halfWidth, target.y - halfHeight];
  const isInView = Math.abs(dx) <= halfWidth && Math.abs(dy) <= halfHeight;
  const edgePx = isInView ? 0 : gapPx;
  const mostX = halfWidth - size.width / 2 - edgePx;
  const mostY = halfHeight - size.height / 2 - edgePx;
  if (mostX < 0 || mostY < 0) return undefined;
  const share = Math.min(1, mostX / Math.abs(dx), mostY / Math.abs(dy));
  // The mark of a sign that the edge cuts lies over what is left of it.
  const wishX = isInView ? within(dx, mostX) : dx * share;
  const wishY = isInView ? within(dy, mostY) : dy * share;
  let best: (Point & { readonly cost: number }) | undefined;
  const [stepsX, stepsY] = [stepsFrom(wishX, mostX), stepsFrom(wishY, mostY)];
  // No place costs less than it is off the wish: as soon as one is found, few others are left.
  const isTooFar = (off: number) => Math.abs(off) >= (best?.cost ?? Infinity);
  for (const x of stepsX) {
    if (isTooFar(x - wishX)) continue;
    for (const y of stepsY) {
      if (isTooFar(y - wishY)) continue;
      const depthX = mostX - Math.abs(x);
      const depthY = mostY - Math.abs(y);
      if (depthX > deepestShare * width && depthY > deepestShare * height) continue;
      const place = { x: halfWidth + x, y: halfHeight + y };
      const cost = Math.hypot(x - wishX, y - wishY) + Math.min(depthX, depthY);
      if (cost < (best?.cost ?? Infinity) && isFree(boxAround(place, size, gapPx), taken))
        best = { ...place, cost };
    }
  }
  return best && { x: Math.round(best.x), y: Math.round(best.y) };
}

/** A number and those some steps from it, up to as much as it may be either way. */
function stepsFrom(wish: number, most: number): readonly number[] {
  const steps = [wish];
  for (let off = stepPx; off < 2 * most + stepPx; off += stepPx)
    steps.push(Math.max(-most, wish - off), Math.min(most, wish + off));
  return [...new Set(steps)];
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

function isFree(box: Extent, covers: readonly Extent[]): boolean {
  return !covers.some((cover) => isOverlapping(cover, box));
}

function middleOf({ minX, minY, maxX, maxY }: Extent): Point {
  return { x: (minX + maxX) / 2, y: (minY + maxY) / 2 };
}

/** How far a point is out of view, in CSS px. */
function beyond({ x, y }: Point, { minX, minY, maxX, maxY }: Extent): number {
  return Math.hypot(Math.max(minX - x, 0, x - maxX), Math.max(minY - y, 0, y - maxY));
}

function boxAround(
  { x, y }: Point,
  { width, height }: { readonly width: number; readonly height: number },
  marginPx: number,
): Extent {
  const [halfWidth, halfHeight] = [width / 2 + marginPx, height / 2 + marginPx];
  return { minX: x - halfWidth, minY: y - halfHeight, maxX: x + halfWidth, maxY: y + halfHeight };
}
