import type { Position } from '@atrium/world';

/** How a Map lies on a small canvas: seen from the same side as the World itself. */
export interface MapProjection {
  /** Size of the drawing in px. */
  readonly width: number;
  readonly height: number;
  /** Width of a tile in px. */
  readonly tileWidth: number;
  readonly toCanvas: (position: Position) => Position;
  readonly toMap: (point: Position) => Position;
}

/**
 * The largest drawing of a Map that fits into a width and a height.
 *
 * @param map width and height in tiles
 * @param room px
 * @param margin px left free on every side
 */
export function createMapProjection(
  map: { readonly width: number; readonly height: number },
  room: { readonly width: number; readonly height: number },
  margin: number,
): MapProjection {
  const tiles = map.width + map.height;
  const tileWidth = Math.min(
    ((room.width - 2 * margin) * 2) / tiles,
    ((room.height - 2 * margin) * 4) / tiles,
  );
  const halfWidth = tileWidth / 2;
  const halfHeight = tileWidth / 4;
  const originX = margin + map.height * halfWidth;
  return {
    width: tiles * halfWidth + 2 * margin,
    height: tiles * halfHeight + 2 * margin,
    tileWidth,
    toCanvas: ({ x, y }) => ({ x: originX + (x - y) * halfWidth, y: margin + (x + y) * halfHeight }),
    toMap(point) {
      const across = (point.x - originX) / halfWidth;
      const down = (point.y - margin) / halfHeight;
      return { x: (down + across) / 2, y: (down - across) / 2 };
    },
  };
}
