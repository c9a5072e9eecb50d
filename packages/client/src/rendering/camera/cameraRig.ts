import { clampCamera, clampZoom, follow, zoomAround } from './camera.ts';
import type { CameraState, Extent, Viewport } from './camera.ts';

/** How long the zoom takes to cover most (63 %) of its way, in ms. */
const zoomTimeMs = 55;
/** How long a picture that was dragged away takes to come back (63 %) once one walks, in ms. */
const comeBackTimeMs = 320;
/** Further than this from where it should be, in px at zoom 1, the camera cuts instead of travelling. */
const cutBeyondPx = 900;
/** From this far on, in CSS px, the picture counts as dragged away from oneself. */
const awayFromPx = 60;

/** The camera over time: follows oneself, is dragged away and comes back. */
export interface CameraRig {
  readonly state: CameraState;
  /** Whether the picture was moved away from oneself. */
  readonly isAway: boolean;
  setViewport(viewport: Viewport): void;
  /** Lets time pass; the person to follow is at a point of the picture (px at zoom 1). Returns whether it moved. */
  advance(selfX: number, selfY: number, isWalking: boolean, elapsedMs: number): boolean;
  /** Whether it is still on its way. */
  readonly isMoving: boolean;
  drag(dx: number, dy: number): void;
  /** Zooms towards a point of the viewport (CSS px), softly or at once. */
  zoomTo(zoom: number, pointerX: number, pointerY: number, isDirect: boolean): void;
  readonly targetZoom: number;
  followSelf(): void;
}

export function createCameraRig(extent: Extent, initialZoom: number, reducedMotion: boolean): CameraRig {
  let viewport: Viewport = { width: 1, height: 1 };
  let state: CameraState = { centreX: 0, centreY: 0, zoom: clampZoom(initialZoom) };
  let hasStarted = false;
  /** How far the picture is moved away from oneself, in px at zoom 1. */
  let offX = 0;
  let offY = 0;
  let selfX = 0;
  let selfY = 0;
  let isComingBack = false;
  let isMoving = false;
  let zoom = { target: state.zoom, pointerX: 0, pointerY: 0 };

  const keepOffset = (): void => {
    offX = state.centreX - selfX;
    offY = state.centreY - selfY;
  };
  const zoomNow = (next: number): void => {
    state = clampCamera(zoomAround(state, next, zoom.pointerX, zoom.pointerY, viewport), extent, viewport);
    keepOffset();
  };
  const advanceZoom = (elapsedMs: number): boolean => {
    if (state.zoom === zoom.target) return false;
    const share = reducedMotion ? 1 : 1 - Math.exp(-elapsedMs / zoomTimeMs);
    const next = state.zoom * (zoom.target / state.zoom) ** share;
    zoomNow(Math.abs(next / zoom.target - 1) < 0.002 ? zoom.target : next);
    return true;
  };
  const advanceReturn = (isWalking: boolean, elapsedMs: number): void => {
    if (offX === 0 && offY === 0) isComingBack = false;
    else if (isWalking || isComingBack) {
      const rest = reducedMotion ? 0 : Math.exp(-elapsedMs / comeBackTimeMs);
      offX = Math.abs(offX) < 1 ? 0 : offX * rest;
      offY = Math.abs(offY) < 1 ? 0 : offY * rest;
    }
  };

  return {
    get state() {
      return state;
    },
    get isAway() {
      return Math.hypot(offX, offY) * state.zoom > awayFromPx;
    },
    get isMoving() {
      return isMoving || state.zoom !== zoom.target || isComingBack;
    },
    get targetZoom() {
      return zoom.target;
    },
    setViewport(next) {
      viewport = next;
      if (hasStarted) state = clampCamera(state, extent, viewport);
    },
    advance(x, y, isWalking, elapsedMs) {
      selfX = x;
      selfY = y;
      const before = state;
      const zoomed = advanceZoom(elapsedMs);
      advanceReturn(isWalking, elapsedMs);
      const goal = clampCamera({ centreX: x + offX, centreY: y + offY, zoom: state.zoom }, extent, viewport);
      const isFar = Math.hypot(goal.centreX - state.centreX, goal.centreY - state.centreY) > cutBeyondPx;
      if (!hasStarted || isFar) {
        hasStarted = true;
        state = goal;
        isMoving = false;
      } else {
        const next = follow(state, goal.centreX, goal.centreY, elapsedMs);
        state = next.camera;
        isMoving = !next.arrived;
      }
      return zoomed || state.centreX !== before.centreX || state.centreY !== before.centreY;
    },
    drag(dx, dy) {
      isComingBack = false;
      const moved = {
        ...state,
        centreX: state.centreX - dx / state.zoom,
        centreY: state.centreY - dy / state.zoom,
      };
      state = clampCamera(moved, extent, viewport);
      keepOffset();
    },
    zoomTo(next, pointerX, pointerY, isDirect) {
      zoom = { target: clampZoom(next), pointerX, pointerY };
      if (isDirect) zoomNow(zoom.target);
    },
    followSelf() {
      isComingBack = true;
    },
  };
}
