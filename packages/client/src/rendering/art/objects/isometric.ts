import { at, type Point } from '../curves.ts';
import { light } from '../palette.ts';
import type { Place } from './solid.ts';

/** Half of a tile's width and height on the screen at zoom 1. */
const halfTileWidth = 32;
const halfTileHeight = 16;
/** Px of height that measure as much as a tile: slopes are judged by it. */
const pxPerTileOfHeight = 40;

/** Where a place of an Object is on the screen, from the point of its corner with the smallest x and y. */
export function onScreen({ x, y, z }: Place): Point {
  return at((x - y) * halfTileWidth, (x + y) * halfTileHeight - z);
}

export interface Direction {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export function middleOf(places: readonly Place[]): Place {
  const sum = places.reduce((total, { x, y, z }) => ({ x: total.x + x, y: total.y + y, z: total.z + z }), {
    x: 0,
    y: 0,
    z: 0,
  });
  return { x: sum.x / places.length, y: sum.y / places.length, z: sum.z / places.length };
}

/** The unit normal of a flat polygon that points away from `inner`. */
export function outwardNormal(corners: readonly Place[], inner: Place): Direction {
  const raw = { x: 0, y: 0, z: 0 };
  corners.forEach((from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from;
    const [fromZ, toZ] = [from.z / pxPerTileOfHeight, to.z / pxPerTileOfHeight];
    raw.x += (from.y - to.y) * (fromZ + toZ);
    raw.y += (fromZ - toZ) * (from.x + to.x);
    raw.z += (from.x - to.x) * (from.y + to.y);
  });
  const length = Math.hypot(raw.x, raw.y, raw.z) || 1;
  const centre = middleOf(corners);
  const away =
    raw.x * (centre.x - inner.x) +
    raw.y * (centre.y - inner.y) +
    (raw.z * (centre.z - inner.z)) / pxPerTileOfHeight;
  const scale = (away < 0 ? -1 : 1) / length;
  return { x: raw.x * scale, y: raw.y * scale, z: raw.z * scale };
}

/** Whether a face with this normal is turned to the viewer. */
export function isSeen(normal: Direction): boolean {
  return normal.x + normal.y + (normal.z * halfTileWidth) / pxPerTileOfHeight > 1e-4;
}

/** How bright a face with this unit normal is; those turned away from the viewer's sides stay near the top's brightness. */
export function brightnessOfNormal({ x, y, z }: Direction): number {
  const sideways = x > 0 ? light.right : 0.98;
  const forwards = y > 0 ? light.left : 0.94;
  return x * x * sideways + y * y * forwards + z * z * light.top;
}
