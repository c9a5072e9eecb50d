import { clampCamera, clampZoom, follow, zoomAround } from './camera.ts';
import type { CameraState, Extent, Viewport } from './camera.ts';
import { framingOffset } from './framing.ts';
import type { PicturePoint } from './framing.ts';

/** How long the zoom takes to cover most (63 %) of its way, in ms. */
const zoomTimeMs = 55;
/** How long a picture that was dragged away takes to come back (63 %) once one walks, in ms. */
const comeBackTimeMs = 320;
/** How long the view takes to turn (63 %) to the way one walks, in ms. */
const turnTimeMs = 420;
/** Further than this from where it should be, in px at zoom 1, the camera cuts instead of travelling. */
const cutBeyondPx = 900;
/** From this far on, in CSS px, the picture counts as dragged away from oneself. */
const awayFromPx = 60;

/** The camera over time: follows oneself, is dragged away and comes back. */
export class CameraRig {
  private extent: Extent;
  private readonly reducedMotion: boolean;
  private viewport: Viewport = { width: 1, height: 1 };
  private current: CameraState;
  private hasStarted = false;
  /** How far the picture is moved away from where it frames oneself, in px at zoom 1. */
  private offX = 0;
  private offY = 0;
  private self: PicturePoint = { x: 0, y: 0 };
  /** Where one walks, or has walked last. */
  private heading: PicturePoint = { x: 0, y: 0 };
  private isComingBack = false;
  private isFollowing = false;
  /** Without a pointer, towards the middle. */
  private zoom: { readonly target: number; readonly pointer: PicturePoint | undefined };

  /** @param extent what the Map covers of the picture, in px at zoom 1 */
  constructor(extent: Extent, initialZoom: number, reducedMotion: boolean) {
    this.extent = extent;
    this.reducedMotion = reducedMotion;
    this.current = { centreX: 0, centreY: 0, zoom: clampZoom(initialZoom) };
    this.zoom = { target: this.current.zoom, pointer: undefined };
  }

  get state(): CameraState {
    return this.current;
  }

  /** Whether the picture was moved away from oneself. */
  get isAway(): boolean {
    return Math.hypot(this.offX, this.offY) * this.current.zoom > awayFromPx;
  }

  /** Whether it is still on its way. */
  get isMoving(): boolean {
    return this.isFollowing || this.current.zoom !== this.zoom.target || this.isComingBack;
  }

  get targetZoom(): number {
    return this.zoom.target;
  }

  /** @param extent what the Map covers of the picture now, in px at zoom 1 */
  setExtent(extent: Extent): void {
    this.extent = extent;
    this.setViewport(this.viewport);
  }

  setViewport(viewport: Viewport): void {
    this.viewport = viewport;
    if (this.hasStarted) this.current = clampCamera(this.current, this.extent, viewport);
  }

  /** Lets time pass; the person to follow is at a point of the picture (px at zoom 1). Returns whether it moved. */
  advance(selfX: number, selfY: number, isWalking: boolean, elapsedMs: number): boolean {
    if (isWalking) this.turn(selfX - this.self.x, selfY - this.self.y, elapsedMs);
    this.self = { x: selfX, y: selfY };
    const before = this.current;
    const zoomed = this.advanceZoom(elapsedMs);
    this.advanceReturn(isWalking, elapsedMs);
    const framed = this.framed();
    const wish = { centreX: framed.x + this.offX, centreY: framed.y + this.offY, zoom: this.current.zoom };
    const goal = clampCamera(wish, this.extent, this.viewport);
    const isFar =
      Math.hypot(goal.centreX - this.current.centreX, goal.centreY - this.current.centreY) > cutBeyondPx;
    if (!this.hasStarted || isFar || this.reducedMotion) {
      this.hasStarted = true;
      this.current = goal;
      this.isFollowing = false;
    } else {
      const next = follow(this.current, goal.centreX, goal.centreY, elapsedMs);
      this.current = next.camera;
      this.isFollowing = !next.arrived;
    }
    return zoomed || this.current.centreX !== before.centreX || this.current.centreY !== before.centreY;
  }

  /** Moves the picture by CSS px. */
  drag(dx: number, dy: number): void {
    const { centreX, centreY, zoom } = this.current;
    this.isComingBack = false;
    const moved = { zoom, centreX: centreX - dx / zoom, centreY: centreY - dy / zoom };
    this.current = clampCamera(moved, this.extent, this.viewport);
    this.keepOffset();
  }

  /** Zooms towards a point of the viewport (CSS px), softly or at once. */
  zoomTo(zoom: number, pointerX: number, pointerY: number, isDirect: boolean): void {
    this.zoom = { target: clampZoom(zoom), pointer: { x: pointerX, y: pointerY } };
    if (isDirect) this.zoomNow(this.zoom.target);
  }

  /** Zooms softly towards what is in the middle, and goes on framing oneself. */
  zoomFramed(zoom: number): void {
    this.zoom = { target: clampZoom(zoom), pointer: undefined };
  }

  followSelf(): void {
    this.isComingBack = true;
  }

  private advanceZoom(elapsedMs: number): boolean {
    const { zoom } = this.current;
    const { target } = this.zoom;
    if (zoom === target) return false;
    const share = this.reducedMotion ? 1 : 1 - Math.exp(-elapsedMs / zoomTimeMs);
    const next = zoom * (target / zoom) ** share;
    this.zoomNow(Math.abs(next / target - 1) < 0.002 ? target : next);
    return true;
  }

  private zoomNow(zoom: number): void {
    const { pointer } = this.zoom;
    const { width, height } = this.viewport;
    const { x, y } = pointer ?? { x: width / 2, y: height / 2 };
    const zoomed = zoomAround(this.current, zoom, x, y, this.viewport);
    this.current = clampCamera(zoomed, this.extent, this.viewport);
    if (pointer !== undefined) this.keepOffset();
  }

  private advanceReturn(isWalking: boolean, elapsedMs: number): void {
    if (this.offX === 0 && this.offY === 0) this.isComingBack = false;
    else if (isWalking || this.isComingBack) {
      const rest = this.reducedMotion ? 0 : Math.exp(-elapsedMs / comeBackTimeMs);
      this.offX = Math.abs(this.offX) < 1 ? 0 : this.offX * rest;
      this.offY = Math.abs(this.offY) < 1 ? 0 : this.offY * rest;
    }
  }

  /** Looks softly to where one walks; at once would sway where people want less motion, so there it does not look ahead. */
  private turn(dx: number, dy: number, elapsedMs: number): void {
    const length = Math.hypot(dx, dy);
    if (length === 0 || length > cutBeyondPx || this.reducedMotion) return;
    const share = 1 - Math.exp(-elapsedMs / turnTimeMs);
    const { x, y } = this.heading;
    this.heading = { x: x + (dx / length - x) * share, y: y + (dy / length - y) * share };
  }

  /** What the camera looks at while the picture is not moved away from oneself. */
  private framed(): PicturePoint {
    const { self, extent, viewport, current, heading } = this;
    const { x, y } = framingOffset(self, extent, viewport, current.zoom, heading);
    return { x: self.x + x, y: self.y + y };
  }

  private keepOffset(): void {
    const framed = this.framed();
    this.offX = this.current.centreX - framed.x;
    this.offY = this.current.centreY - framed.y;
  }
}
