import { footprintOf, kindOf } from '@atrium/world';
import type { WorldObject } from '@atrium/world';
import { css, shade } from '../colours/colour.ts';
import { line, strokeLines } from '../floor/floorPatterns.ts';
import type { FloorPattern } from '../floor/floorPatterns.ts';
import { turnPlace } from '../art/objects/rotation.ts';
import type { Appearance } from '../art/objects/objectArt.ts';
import type { DrawnExtent } from '../textures/bakery.ts';
import type { RecordedDrawing } from '../textures/recordedDrawing.ts';
import type { LoadedImage } from './assetImages.ts';

/** Half of a tile on the screen, in px at zoom 1. */
const halfTile = { x: 32, y: 16 } as const;
const tilePx = 64;
/** How far a strip of an image goes on below its neighbour, in px: no gap shows between them. */
const bleedPx = 0.4;

/** What of an image stands on one tile. */
export interface ImageSlice extends RecordedDrawing {
  /** From the corner of the footprint, in tiles. */
  readonly tileX: number;
  readonly tileY: number;
}

export type Pictured = Appearance & Pick<WorldObject, 'image'>;

/** Where an upright image is, in px at zoom 1 from the screen point of the corner of the footprint. */
export function placeImage(object: Pictured, { width, height }: LoadedImage): DrawnExtent {
  const { width: tilesX, height: tilesY } = footprintOf({ ...object, position: { x: 0, y: 0 } });
  const sum = tilesX + tilesY;
  const wide = object.image?.width === undefined ? sum * halfTile.x : object.image.width * tilePx;
  const high = (wide * height) / width;
  const middleX = ((tilesX - tilesY) * halfTile.x) / 2;
  const anchor = object.image?.anchor;
  const anchorX = anchor === undefined ? 0.5 : isMirrored(object) ? 1 - anchor.x : anchor.x;
  const left = middleX - anchorX * wide;
  const top = anchor === undefined ? sum * halfTile.y - high : (sum * halfTile.y) / 2 - anchor.y * high;
  return { left, top, right: left + wide, bottom: top + high };
}

/** At these rotations the sides of the footprint are swapped, and the image is seen from its other side. */
function isMirrored({ rotation }: Pictured): boolean {
  return rotation === 90 || rotation === 270;
}

/** An image as it stands, in one strip for each tile along the near edges of the footprint, so that it sorts right. */
export function standingImage(object: Pictured, image: LoadedImage): readonly ImageSlice[] {
  const { width: tilesX, height: tilesY } = footprintOf({ ...object, position: { x: 0, y: 0 } });
  const whole = placeImage(object, image);
  const mirrored = isMirrored(object);
  return nearTiles(tilesX, tilesY).flatMap(([tileX, tileY], index, tiles): ImageSlice[] => {
    const middle = (tileX - tileY) * halfTile.x;
    const isCorner = tileX === tilesX - 1 && tileY === tilesY - 1;
    const from = index === 0 ? whole.left : middle - (isCorner || tileX < tilesX - 1 ? halfTile.x : 0);
    const to =
      index === tiles.length - 1 ? whole.right : middle + (isCorner || tileX === tilesX - 1 ? halfTile.x : 0);
    const [left, right] = [Math.max(from, whole.left), Math.min(to + bleedPx, whole.right)];
    if (left >= right) return [];
    const [originX, originY] = [middle, (tileX + tileY) * halfTile.y];
    return [
      {
        tileX,
        tileY,
        extent: {
          left: left - originX,
          right: right - originX,
          top: whole.top - originY,
          bottom: whole.bottom - originY,
        },
        paint(context) {
          context.save();
          context.translate(-originX, -originY);
          context.beginPath();
          context.rect(left, whole.top, right - left, whole.bottom - whole.top);
          context.clip();
          paintUpright(context, image, whole, mirrored);
          context.restore();
        },
      },
    ];
  });
}

/** Tiles of the edges towards the viewer, from left to right on the screen. */
function nearTiles(tilesX: number, tilesY: number): readonly (readonly [number, number])[] {
  const left = Array.from({ length: tilesX }, (_, x) => [x, tilesY - 1] as const);
  const right = Array.from({ length: tilesY - 1 }, (_, step) => [tilesX - 1, tilesY - 2 - step] as const);
  return [...left, ...right];
}

function paintUpright(
  context: CanvasRenderingContext2D,
  { source }: LoadedImage,
  { left, top, right, bottom }: DrawnExtent,
  mirrored: boolean,
): void {
  if (mirrored) {
    context.translate(left + right, 0);
    context.scale(-1, 1);
  }
  context.drawImage(source, left, top, right - left, bottom - top);
}

/** An image that lies on its footprint, turned with it. */
export function lyingImage(object: Pictured, { source }: LoadedImage): ImageSlice {
  const kind = kindOf(object);
  const { width: tilesX, height: tilesY } = footprintOf({ ...object, position: { x: 0, y: 0 } });
  const onScreen = (x: number, y: number) => {
    const place = turnPlace(kind, object.rotation, { x, y, z: 0 });
    return { x: (place.x - place.y) * halfTile.x, y: (place.x + place.y) * halfTile.y };
  };
  const [start, along, across] = [onScreen(0, 0), onScreen(kind.width, 0), onScreen(0, kind.depth)];
  return {
    tileX: 0,
    tileY: 0,
    extent: {
      left: -tilesY * halfTile.x,
      right: tilesX * halfTile.x,
      top: 0,
      bottom: (tilesX + tilesY) * halfTile.y,
    },
    paint(context) {
      context.save();
      context.transform(
        along.x - start.x,
        along.y - start.y,
        across.x - start.x,
        across.y - start.y,
        start.x,
        start.y,
      );
      context.drawImage(source, 0, 0, 1, 1);
      context.restore();
    },
  };
}

/** An image on one tile of floor. */
export function paintImageFloor(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { source }: LoadedImage,
): void {
  context.save();
  context.transform(
    halfTile.x,
    halfTile.y,
    -halfTile.x,
    halfTile.y,
    (x - y) * halfTile.x,
    (x + y) * halfTile.y,
  );
  context.drawImage(source, -0.006, -0.006, 1.012, 1.012);
  context.restore();
}

/** In place of an image that the server does not have: a tile that is crossed out. */
export const paintMissingFloor: FloorPattern = (context, x, y, colour) => {
  strokeLines(context, css(shade(colour, 0.72), 0.8), 1, () => {
    for (const [u, v] of [
      [0.15, 0.15],
      [0.85, 0.15],
    ] as const)
      line(context, x + u, y + v, x + 1 - u, y + 1 - v);
  });
};
