import type { Zone } from '../format/world.ts';
import { worldLimits } from '../format/limits.ts';
import { flawOfPolygon, rectanglesOfPolygon } from '../geometry/polygon.ts';
import { tilesOf } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { rectangleAround } from './placedAt.ts';

type ZoneArea = Pick<Zone, 'bounds' | 'polygon'>;

const tileKey = (x: number, y: number) => `${x} ${y}`;

/**
 * What a Zone says to cover exactly these tiles.
 *
 * @returns `undefined` where one polygon cannot say it: there are none, they are apart, meet at a corner only, surround
 * others, or have too many corners
 */
export function areaFromTiles(area: readonly Rectangle[]): ZoneArea | undefined {
  const around = rectangleAround(area);
  if (around === undefined) return undefined;
  const tiles = new Set(area.flatMap((part) => [...tilesOf(part)].map(({ x, y }) => tileKey(x, y))));
  if (tiles.size === around.width * around.height) return { bounds: around };
  const polygon = outlineOf(tiles);
  if (polygon === undefined || polygon.length > worldLimits.polygonCorners) return undefined;
  if (flawOfPolygon(polygon) !== undefined) return undefined;
  const covered = rectanglesOfPolygon(polygon).reduce((sum, { width, height }) => sum + width * height, 0);
  return covered === tiles.size ? { polygon } : undefined;
}

/** Corners of the one edge around tiles, clockwise; `undefined` where there is more than one edge, or it crosses itself. */
function outlineOf(tiles: ReadonlySet<string>): [number, number][] | undefined {
  /** Where each side of a tile that borders on none leads, with the tiles to the right of it. */
  const next = new Map<string, [number, number]>();
  const add = (fromX: number, fromY: number, toX: number, toY: number): boolean => {
    const key = tileKey(fromX, fromY);
    if (next.has(key)) return false;
    next.set(key, [toX, toY]);
    return true;
  };
  for (const key of tiles) {
    const [x = 0, y = 0] = key.split(' ').map(Number);
    const isSimple =
      (tiles.has(tileKey(x, y - 1)) || add(x, y, x + 1, y)) &&
      (tiles.has(tileKey(x + 1, y)) || add(x + 1, y, x + 1, y + 1)) &&
      (tiles.has(tileKey(x, y + 1)) || add(x + 1, y + 1, x, y + 1)) &&
      (tiles.has(tileKey(x - 1, y)) || add(x, y + 1, x, y));
    if (!isSimple) return undefined;
  }
  const [first] = next.keys();
  if (first === undefined) return undefined;
  const [startX = 0, startY = 0] = first.split(' ').map(Number);
  const points: [number, number][] = [];
  let at: [number, number] = [startX, startY];
  do {
    points.push(at);
    const to = next.get(tileKey(...at));
    if (to === undefined || points.length > next.size) return undefined;
    at = to;
  } while (at[0] !== startX || at[1] !== startY);
  return points.length === next.size ? cornersOf(points) : undefined;
}

function cornersOf(points: readonly [number, number][]): [number, number][] {
  return points.filter(([x, y], index) => {
    const before = points.at(index - 1);
    const after = points[(index + 1) % points.length];
    const isStraight = (before?.[0] === x && after?.[0] === x) || (before?.[1] === y && after?.[1] === y);
    return !isStraight;
  });
}
