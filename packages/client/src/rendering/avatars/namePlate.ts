import { Sprite } from 'pixi.js';
import type { Container } from 'pixi.js';
import { discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import { bakeNameLabel, barsOnPlatePx, isSamePlate } from './nameLabel.ts';
import type { PlateText } from './nameLabel.ts';
import type { VoiceBars } from './voiceMarks.ts';

/** The name over somebody's head, in device px from the picture's origin. */
export class NamePlate {
  /** How far the name is above its place, to make way for others, in device px. */
  lift = 0;
  isNew = true;
  private readonly container: Container;
  private readonly label = new Sprite();
  /** While they speak, beside the name. */
  private bars: Sprite | undefined;
  private text: PlateText;
  private baked: Baked;

  constructor(container: Container, text: PlateText, devicePixelRatio: number) {
    this.container = container;
    this.text = text;
    this.baked = bakeNameLabel(text, devicePixelRatio);
    this.label.texture = this.baked.texture;
    container.addChild(this.label);
  }

  get width(): number {
    return this.label.width;
  }

  get height(): number {
    return this.label.height;
  }

  /** Upper edge. */
  get top(): number {
    return this.label.y;
  }

  /** Writes what has changed. Returns whether anything has; the plate is to be placed again then. */
  write(text: PlateText, devicePixelRatio: number): boolean {
    if (isSamePlate(text, this.text)) return false;
    this.text = text;
    this.rewrite(devicePixelRatio);
    return true;
  }

  /** Writes everything anew, as for another pixel ratio. */
  rewrite(devicePixelRatio: number): void {
    discardBaked(this.baked);
    this.baked = bakeNameLabel(this.text, devicePixelRatio);
    this.label.texture = this.baked.texture;
  }

  /** @param x, y the middle of the lower edge where the name makes way for nobody */
  place(x: number, y: number): void {
    this.label.position.set(x + this.baked.offsetX, Math.round(y - this.lift) + this.baked.offsetY);
  }

  /** Shows a picture of the bars while they speak, and none otherwise. */
  showBars(bars: VoiceBars, frame: number, devicePixelRatio: number): void {
    if (this.text.voice !== 'speaking') {
      this.bars?.destroy();
      this.bars = undefined;
      return;
    }
    this.bars ??= this.container.addChild(new Sprite());
    // The plate has one more pixel on each side.
    const right = this.label.x + this.baked.canvas.width - 1;
    const bottom = this.label.y - this.baked.offsetY;
    const x = right + barsOnPlatePx.x * devicePixelRatio;
    bars.place(this.bars, frame, x, bottom + barsOnPlatePx.y * devicePixelRatio);
    this.bars.alpha = this.label.alpha;
  }

  fade(opacity: number): void {
    this.label.alpha = opacity;
  }

  destroy(): void {
    this.label.destroy();
    this.bars?.destroy();
    discardBaked(this.baked);
  }
}
