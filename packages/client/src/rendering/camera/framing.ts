import type { Extent, Viewport } from './camera.ts';

/** Height of an Avatar, in px at zoom 1. */
const avatarPx = 52;
/** Height that an Avatar has on a window of this height, both in CSS px; larger windows show larger people. */
const wished = { avatarPx: 64, windowPx: 1080 } as const;
/** A window that is narrower than this for its height, as a share, shows people as one of a lower height would. */
const widthShare = 0.75;
const zoomStep = 0.25;
const zoomRange = { least: 1, most: 2 } as const;

/** How far from the middle of the window one may be, as a share of its width and height. */
const leanShare = 0.18;
/** How far the camera leans towards the middle of the Map, as a share of the way there. */
const leanOfWay = 0.5;
/** How far it looks ahead of who walks, as a share of the window's width and height. */
const aheadShare = 0.1;

/** A point of the World picture or a way on it, in px at zoom 1. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

/** The zoom that suits a window until somebody chooses another. */
export function zoomForWindow({ width, height }: Viewport): number {
  const size = Math.min(height, width * widthShare);
  const zoom = ((wished.avatarPx / avatarPx) * size) / wished.windowPx;
  const stepped = Math.round(zoom / zoomStep) * zoomStep;
  return Math.min(zoomRange.most, Math.max(zoomRange.least, stepped));
}

/**
 * How far from oneself the camera looks: towards the middle of the Map, so that the window is not filled with what lies
 * around it, and ahead on the way one walks. One stays within the inner part of the window.
 *
 * @param heading where one walks or has walked, as a unit vector; 0, 0 before the first step
 */
export function framingOffset(
  self: PicturePoint,
  map: Extent,
  viewport: Viewport,
  zoom: number,
  heading: PicturePoint,
): PicturePoint {
  return {
    x: offsetAlong((map.minX + map.maxX) / 2 - self.x, viewport.width / zoom, heading.x),
    y: offsetAlong((map.minY + map.maxY) / 2 - self.y, viewport.height / zoom, heading.y),
  };
}

function offsetAlong(toMiddle: number, shownPx: number, heading: number): number {
  const limit = shownPx * leanShare;
  const lean = within(toMiddle * leanOfWay, limit);
  return within(lean + heading * shownPx * aheadShare, limit);
}

function within(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}
