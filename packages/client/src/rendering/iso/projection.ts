import type { Position } from '@atrium/world';

/** Width of a tile on the screen at zoom 1, in px. */
const tileWidthPx = 64;
/** Height of a tile on the screen at zoom 1, in px. */
const tileHeightPx = 32;

const halfWidth = tileWidthPx / 2;
const halfHeight = tileHeightPx / 2;

/** Screen x, in px at zoom 1, of a place on the Map (tiles). */
export function screenX(x: number, y: number): number {
  return (x - y) * halfWidth;
}

/** Screen y, in px at zoom 1, of a place on the Map (tiles) at a height (px at zoom 1). */
export function screenY(x: number, y: number, heightPx = 0): number {
  return (x + y) * halfHeight - heightPx;
}

/** The place on the floor, in tiles, that is drawn at a point of the World picture (px at zoom 1). */
export function floorAt(pictureX: number, pictureY: number): Position {
  const across = pictureX / tileWidthPx;
  const down = pictureY / tileHeightPx;
  return { x: down + across, y: down - across };
}

/**
 * How near to the viewer something stands: what has the larger key is drawn later. Whatever fits into one tile
 * sorts correctly against everything on another tile by this key alone.
 */
export function depthOf(x: number, y: number): number {
  return x + y;
}

/** Depth of what fills a tile: the key of its centre. */
export function depthOfTile(tileX: number, tileY: number): number {
  return tileX + tileY + 1;
}
