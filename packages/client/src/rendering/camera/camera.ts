/** Zoom the wheel, pinch and buttons keep within. */
export const zoomLimits = { min: 0.5, max: 2 } as const;

/** How long the camera takes to cover most (63 %) of its way to where it wants to be, in ms. */
const followTimeMs = 140;
/** Nearer than this, in px at zoom 1, the camera has arrived. */
const arrivedWithinPx = 0.4;
/** Surroundings that may show around the Map, as a share of the viewport. */
const surroundingsShare = 0.25;

export interface Extent {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** Whether two parts of the picture have something in common. */
export function isOverlapping(a: Extent, b: Extent): boolean {
  return a.minX < b.maxX && a.maxX > b.minX && a.minY < b.maxY && a.maxY > b.minY;
}

export interface Viewport {
  /** CSS px. */
  readonly width: number;
  readonly height: number;
}

/** What the camera looks at. Its centre is a point of the World picture, in px at zoom 1. */
export interface CameraState {
  readonly centreX: number;
  readonly centreY: number;
  readonly zoom: number;
}

/** Keeps a zoom within its limits. */
export function clampZoom(zoom: number): number {
  return Math.min(zoomLimits.max, Math.max(zoomLimits.min, zoom));
}

/** Keeps one axis of the centre where the picture fills the viewport, or in the middle where it cannot. */
function clampAxis(centre: number, min: number, max: number, viewportPx: number, zoom: number): number {
  const margin = (viewportPx * surroundingsShare) / zoom;
  const half = viewportPx / 2 / zoom;
  const low = min - margin + half;
  const high = max + margin - half;
  return low > high ? (min + max) / 2 : Math.min(high, Math.max(low, centre));
}

/** Keeps the Map in view, whatever somebody pans to. */
export function clampCamera(camera: CameraState, extent: Extent, viewport: Viewport): CameraState {
  const zoom = clampZoom(camera.zoom);
  return {
    zoom,
    centreX: clampAxis(camera.centreX, extent.minX, extent.maxX, viewport.width, zoom),
    centreY: clampAxis(camera.centreY, extent.minY, extent.maxY, viewport.height, zoom),
  };
}

/** Zooms so that the point of the picture under the pointer (CSS px from the viewport's corner) stays there. */
export function zoomAround(
  camera: CameraState,
  zoom: number,
  pointerX: number,
  pointerY: number,
  viewport: Viewport,
): CameraState {
  const next = clampZoom(zoom);
  const offX = pointerX - viewport.width / 2;
  const offY = pointerY - viewport.height / 2;
  return {
    zoom: next,
    centreX: camera.centreX + offX / camera.zoom - offX / next,
    centreY: camera.centreY + offY / camera.zoom - offY / next,
  };
}

/** Where the camera is after some time of following a point softly, and whether it has arrived. */
export function follow(
  camera: CameraState,
  targetX: number,
  targetY: number,
  elapsedMs: number,
): { readonly camera: CameraState; readonly arrived: boolean } {
  const offX = targetX - camera.centreX;
  const offY = targetY - camera.centreY;
  if (Math.hypot(offX, offY) <= arrivedWithinPx) {
    return { camera: { ...camera, centreX: targetX, centreY: targetY }, arrived: true };
  }
  const share = 1 - Math.exp(-elapsedMs / followTimeMs);
  return {
    camera: {
      zoom: camera.zoom,
      centreX: camera.centreX + offX * share,
      centreY: camera.centreY + offY * share,
    },
    arrived: false,
  };
}

/**
 * Where the origin of the World picture lands on the drawing surface, in whole device pixels: a picture that lies
 * on the pixel grid is crisp.
 */
export function pictureOrigin(
  camera: CameraState,
  viewport: Viewport,
  devicePixelRatio: number,
): { readonly x: number; readonly y: number } {
  const scale = camera.zoom * devicePixelRatio;
  return {
    x: Math.round((viewport.width / 2) * devicePixelRatio - camera.centreX * scale),
    y: Math.round((viewport.height / 2) * devicePixelRatio - camera.centreY * scale),
  };
}

/** The point of the World picture (px at zoom 1) under a point of the viewport (CSS px). */
export function pictureAt(
  camera: CameraState,
  viewport: Viewport,
  pointX: number,
  pointY: number,
): { readonly x: number; readonly y: number } {
  return {
    x: camera.centreX + (pointX - viewport.width / 2) / camera.zoom,
    y: camera.centreY + (pointY - viewport.height / 2) / camera.zoom,
  };
}
