import { objectKinds, type ObjectType, type Rotation } from '@atrium/world';
import type { Point } from '../curves.ts';
import { isSeen, middleOf, onScreen, outwardNormal } from './isometric.ts';
import { screenDisplay } from './electronics.ts';
import { turnPlace } from './rotation.ts';
import type { Place } from './solid.ts';

/** A part of the display of a Screen, on the tile that it stands on. */
export interface DisplayPart {
  /** From the corner of the footprint, in tiles. */
  readonly tileX: number;
  readonly tileY: number;
  /** What of the picture is here, from its left edge (0) to its right one (1). */
  readonly from: number;
  readonly to: number;
}

/** Where a picture goes that a Screen shows; px at zoom 1 from the footprint's upper corner on the floor. */
export interface DisplayFace {
  readonly topLeft: Point;
  readonly topRight: Point;
  readonly bottomLeft: Point;
  /** Width divided by height, as somebody in front of it sees it. */
  readonly aspect: number;
  readonly parts: readonly DisplayPart[];
}

/** Px of height that measure as much as a tile. */
const pxPerTileOfHeight = 40;

/** Whether a face at the front of an Object is turned to the viewer. */
export function isFrontSeen(type: ObjectType, rotation: Rotation, corners: readonly Place[]): boolean {
  const kind = objectKinds[type];
  const behind = turnPlace(kind, rotation, { x: kind.width / 2, y: 0, z: middleOf(corners).z });
  return isSeen(outwardNormal(corners, behind));
}

/** The display of a Screen; `undefined` where it is turned away from the viewer. */
export function displayFace(rotation: Rotation): DisplayFace | undefined {
  const { x, y, z } = screenDisplay;
  const place = (u: number, height: number): Place =>
    turnPlace(objectKinds.Screen, rotation, { x: x[0] + u * (x[1] - x[0]), y, z: height });
  const corners = [place(0, z[0]), place(0, z[1]), place(1, z[1]), place(1, z[0])];
  if (!isFrontSeen('Screen', rotation, corners)) return undefined;
  const half = (1 - x[0]) / (x[1] - x[0]);
  const tileOf = (u: number) => {
    const { x: tileX, y: tileY } = place(u, 0);
    return { tileX: Math.floor(tileX), tileY: Math.floor(tileY) };
  };
  return {
    topLeft: onScreen(place(0, z[1])),
    topRight: onScreen(place(1, z[1])),
    bottomLeft: onScreen(place(0, z[0])),
    aspect: ((x[1] - x[0]) * pxPerTileOfHeight) / (z[1] - z[0]),
    parts: [
      { ...tileOf(0), from: 0, to: half },
      { ...tileOf(1), from: half, to: 1 },
    ],
  };
}
