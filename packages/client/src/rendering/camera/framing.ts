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
/** The same along the height of windows higher than wide: the signs of the rooms behind come into view. */
const uprightLeanShare = 0.25;
/** From the eyes down to the feet, and from there what hints and toolbar cover along the lower edge, in CSS px. */
const coveredBelowPx = 26 + 150;
/** On windows lower than this the card of the Zone is beside oneself. It and half of one's name are so wide. In CSS px. */
const low = { heightPx: 480, coveredLeftPx: 360 } as const;
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
  const { width, height } = viewport;
  const mostX = height < low.heightPx ? width / 2 - low.coveredLeftPx : width;
  const mostY = height / 2 - coveredBelowPx;
  const shareY = height > width ? uprightLeanShare : leanShare;
  const limitX = Math.max(0, Math.min(width * leanShare, mostX)) / zoom;
  const limitY = Math.max(0, Math.min(height * shareY, mostY)) / zoom;
  return {
    x: offsetAlong((map.minX + map.maxX) / 2 - self.x, width / zoom, limitX, heading.x),
    y: offsetAlong((map.minY + map.maxY) / 2 - self.y, height / zoom, limitY, heading.y),
  };
}

function offsetAlong(toMiddle: number, shownPx: number, limit: number, heading: number): number {
  const lean = within(toMiddle * leanOfWay, limit);
  return within(lean + heading * shownPx * aheadShare, limit);
}

function within(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}
