import { CanvasSource, Texture } from 'pixi.js';

/** A drawing that became pixels. */
export interface Baked {
  readonly canvas: HTMLCanvasElement;
  readonly texture: Texture;
  /** The scale it was made for: device px per px at zoom 1. */
  readonly scale: number;
  /** From the drawing's origin to the upper left corner of the pixels, in whole device px. */
  readonly offsetX: number;
  readonly offsetY: number;
  /** Bytes that the pixels take. */
  readonly bytes: number;
}

/** What a drawing covers, in px at zoom 1 from its origin. */
export interface DrawnExtent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const bytesPerPixel = 4;
/** What a product of two numbers may miss a whole pixel by. */
const rounding = 1e-6;

/** The 2D context of a canvas; every browser that can show the Client has one. */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D drawing context.');
  return context;
}

/**
 * Turns a painting into a texture at the resolution it is shown at.
 *
 * Pixels come from a 2D canvas whatever the World is shown with: its edges are the smoothest, both renderers show
 * the same picture, and a lost WebGL context loses nothing that has to be drawn again.
 *
 * @param scale device px per px at zoom 1
 * @param paint gets a context whose unit is 1 px at zoom 1 and whose origin is the drawing's
 */
export function bake(
  extent: DrawnExtent,
  scale: number,
  paint: (context: CanvasRenderingContext2D) => void,
): Baked {
  // One more pixel on each side, so that soft edges are never cut.
  const left = Math.floor(extent.left * scale + rounding) - 1;
  const top = Math.floor(extent.top * scale + rounding) - 1;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(extent.right * scale - rounding) + 1 - left;
  canvas.height = Math.ceil(extent.bottom * scale - rounding) + 1 - top;
  const context = contextOf(canvas);
  context.setTransform(scale, 0, 0, scale, -left, -top);
  paint(context);
  return {
    canvas,
    texture: new Texture({ source: new CanvasSource({ resource: canvas, resolution: 1 }) }),
    scale,
    offsetX: left,
    offsetY: top,
    bytes: canvas.width * canvas.height * bytesPerPixel,
  };
}

/** Frees the pixels, on the graphics card too. */
export function discardBaked(baked: Baked): void {
  baked.texture.destroy(true);
  baked.canvas.width = 0;
  baked.canvas.height = 0;
}
