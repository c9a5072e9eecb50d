import { Sprite } from 'pixi.js';
import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
import { bake, discardBaked } from '../textures/bakery.ts';
import type { Baked, DrawnExtent } from '../textures/bakery.ts';
import { barHeightsOf, barsFrames } from './voice.ts';

/** Half of the ring's width and height on the floor, in px at zoom 1. */
const ringRadius = { x: 20, y: 10 } as const;
const ringWidthPx = { under: 5, over: 2.5 } as const;
const ringExtent: DrawnExtent = {
  left: -ringRadius.x - ringWidthPx.under,
  top: -ringRadius.y - ringWidthPx.under,
  right: ringRadius.x + ringWidthPx.under,
  bottom: ringRadius.y + ringWidthPx.under,
};

/** The bars, in CSS px; their origin is the middle of their lower edge. */
const bars = { width: 2.5, gap: 1.5, height: 10 } as const;
const barsExtent: DrawnExtent = { left: -6, top: -bars.height, right: 6, bottom: 0 };

function paintRing(context: CanvasRenderingContext2D): void {
  for (const [width, colour] of [
    [ringWidthPx.under, palette.plate],
    [ringWidthPx.over, palette.speaking],
  ] as const) {
    context.beginPath();
    context.ellipse(0, 0, ringRadius.x, ringRadius.y, 0, 0, Math.PI * 2);
    context.lineWidth = width;
    context.strokeStyle = css(colour);
    context.stroke();
  }
}

function paintBars(context: CanvasRenderingContext2D, frame: number): void {
  context.fillStyle = css(palette.speaking);
  barHeightsOf(frame).forEach((share, index) => {
    const left = (index - 1) * (bars.width + bars.gap) - bars.width / 2;
    const height = share * bars.height;
    context.fillRect(left, -bars.height / 2 - height / 2, bars.width, height);
  });
}

/** The ring around the feet of who speaks. */
export function createRing(): Sprite {
  return new Sprite();
}

/** @param x, y of the feet, in px at zoom 1 */
export function placeRing(ring: Sprite, { shelf, scale }: Picture, x: number, y: number): void {
  placeBaked(ring, shelf.take('speaking-ring', ringExtent, paintRing), x, y, scale);
}

/** The pictures of the bars for one pixel ratio, shared by all who speak. */
export class VoiceBars {
  private frames: (Baked | undefined)[] = [];
  private devicePixelRatio: number;

  constructor(devicePixelRatio: number) {
    this.devicePixelRatio = devicePixelRatio;
  }

  /** Shows a picture of the bars with the middle of their lower edge at a place, in device px. */
  place(sprite: Sprite, frame: number, x: number, y: number): void {
    const baked = (this.frames[frame] ??= bake(barsExtent, this.devicePixelRatio, (context) => {
      paintBars(context, frame);
    }));
    sprite.texture = baked.texture;
    sprite.position.set(Math.round(x) + baked.offsetX, Math.round(y) + baked.offsetY);
  }

  /** Goes over to another pixel ratio; every sprite is to be placed again. */
  setRatio(devicePixelRatio: number): void {
    if (devicePixelRatio === this.devicePixelRatio) return;
    this.destroy();
    this.devicePixelRatio = devicePixelRatio;
  }

  destroy(): void {
    for (let frame = 0; frame < barsFrames; frame++) {
      const baked = this.frames[frame];
      if (baked !== undefined) discardBaked(baked);
    }
    this.frames = [];
  }
}
