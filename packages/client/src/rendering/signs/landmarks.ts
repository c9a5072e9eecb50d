import type { Position } from '@atrium/world';
import { pictureOrigin } from '../camera/camera.ts';
import type { CameraState, Extent, Viewport } from '../camera/camera.ts';
import { screenX, screenY } from '../iso/projection.ts';
import type { ReadableSign } from './signViews.ts';

/** Where things are on the host of a World view, in CSS px. */
export interface Landmarks {
  /** The signs of all Zones but the own one, in view or not. */
  readonly signs: readonly { readonly zoneId: string; readonly box: Extent }[];
  /** The own Avatar's feet; `undefined` before it is drawn. */
  readonly self: { readonly x: number; readonly y: number } | undefined;
  readonly zoom: number;
  readonly viewport: Viewport;
}

/**
 * @param signs in device px from the picture's origin
 * @param self where one is, in tiles
 */
export function landmarksOf(
  signs: readonly ReadableSign[],
  self: Position | undefined,
  camera: CameraState,
  viewport: Viewport,
  ratio: number,
): Landmarks {
  const origin = pictureOrigin(camera, viewport, ratio);
  const { zoom } = camera;
  return {
    signs: signs.map(({ zoneId, left, bottom, width, height }) => {
      const [minX, maxY] = [(origin.x + left) / ratio, (origin.y + bottom) / ratio];
      return { zoneId, box: { minX, maxY, maxX: minX + width / ratio, minY: maxY - height / ratio } };
    }),
    self: self && {
      x: origin.x / ratio + screenX(self.x, self.y) * zoom,
      y: origin.y / ratio + screenY(self.x, self.y) * zoom,
    },
    zoom,
    viewport,
  };
}
