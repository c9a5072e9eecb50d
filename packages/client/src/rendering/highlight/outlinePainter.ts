import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { bake, contextOf, discardBaked } from '../textures/bakery.ts';
import type { Baked, DrawnExtent } from '../textures/bakery.ts';
import type { Silhouette } from './silhouette.ts';

/** Width of the line, and with the darker edge that tells it from a pale floor, in px at zoom 1. */
const linePx = { over: 2, under: 3.2 } as const;
/** No line is thinner than this, in device px. */
const thinnestPx = 1.5;
const marginPx = 6;
/** How much lighter the thing itself gets. */
const tint = 0.16;
/** The line is the silhouette, drawn in this many directions around itself. */
const directions = 16;

/**
 * The outline around a silhouette, and its lighter tint.
 *
 * @param scale device px per px at zoom 1
 */
export function bakeOutline({ extent, paint }: Silhouette, scale: number): Baked {
  const widened: DrawnExtent = {
    left: extent.left - marginPx,
    top: extent.top - marginPx,
    right: extent.right + marginPx,
    bottom: extent.bottom + marginPx,
  };
  const shape = bake(widened, scale, paint);
  const line = Math.max(thinnestPx, linePx.over * scale);
  const edge = line + (linePx.under - linePx.over) * scale;
  const outline = bake(widened, scale, (context) => {
    // All of it is drawn pixel by pixel.
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(inColour(widen(shape.canvas, edge), css(palette.plate)), 0, 0);
    context.drawImage(inColour(widen(shape.canvas, line), css(palette.accent)), 0, 0);
    context.globalCompositeOperation = 'destination-out';
    context.drawImage(shape.canvas, 0, 0);
    context.globalCompositeOperation = 'source-over';
    context.globalAlpha = tint;
    context.drawImage(inColour(widen(shape.canvas, 0), css(0xffffff)), 0, 0);
  });
  discardBaked(shape);
  return outline;
}

/** A copy that reaches further by some pixels on every side. */
function widen(shape: HTMLCanvasElement, byPx: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = shape.width;
  canvas.height = shape.height;
  const context = contextOf(canvas);
  for (let direction = 0; direction < directions; direction++) {
    const angle = (direction / directions) * Math.PI * 2;
    context.drawImage(shape, Math.cos(angle) * byPx, Math.sin(angle) * byPx);
    if (byPx === 0) break;
  }
  return canvas;
}

/** Gives all that is drawn one colour. */
function inColour(canvas: HTMLCanvasElement, colour: string): HTMLCanvasElement {
  const context = contextOf(canvas);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = colour;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}
