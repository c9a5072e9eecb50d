import { Sprite, Texture } from 'pixi.js';
import type { Container } from 'pixi.js';
import { palette } from '../colours/palette.ts';
import { discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import { barsOnPlatePx, isSamePlate } from './nameLabel.ts';
import type { PlateLayout, PlatePainter, PlateText } from './nameLabel.ts';
import { leaderBox, needsLeader } from './nameLayout.ts';
import type { Head, NamePlace } from './nameLayout.ts';
import { nextLift } from './nameLift.ts';
import type { VoiceBars } from './voiceMarks.ts';

/** Width of the line to the head, in px of the plate. */
export const leaderWidthPx = 2;

/** The name over somebody's head, in device px from the picture's origin. */
export class NamePlate {
  private readonly container: Container;
  private readonly painter: PlatePainter;
  private readonly label = new Sprite();
  private readonly leader = new Sprite(Texture.WHITE);
  /** While they speak, beside the name. */
  private bars: Sprite | undefined;
  private layout: PlateLayout;
  /** Painted when the name is first shown in full. */
  private baked: Baked | undefined;
  private place: NamePlace = { form: 'none', shift: 0, lift: 0, leader: 0 };
  /** Where it hung before it was ever shown counts for nothing: it appears in its place. */
  private isNew = true;
  private droppedAtMs = Number.NEGATIVE_INFINITY;
  private head: Head = { x: 0, y: 0, face: { left: 0, top: 0, right: 0, bottom: 0 } };

  constructor(container: Container, painter: PlatePainter, text: PlateText) {
    this.container = container;
    this.painter = painter;
    this.layout = painter.measure(text);
    this.leader.tint = palette.plate;
    this.leader.visible = false;
    this.label.visible = false;
    container.addChild(this.label);
    // Below all names: where there is no place without crossing one, the line passes behind it.
    container.addChildAt(this.leader, 0);
  }

  /** In full. */
  get width(): number {
    return this.layout.width * this.painter.ratio;
  }

  /** Of what is shown, in device px. */
  get height(): number {
    return this.label.height;
  }

  get isFull(): boolean {
    return this.place.form === 'full';
  }

  /** When it last had to become a dot, in ms. */
  get droppedMs(): number {
    return this.droppedAtMs;
  }

  /** How far to the right of its head it hangs. */
  get shift(): number {
    return this.place.form === 'full' ? this.place.shift : 0;
  }

  /** Upper edge of what is shown; that of the head where nothing is. */
  get top(): number {
    const isAbove = this.label.visible && this.label.y < this.head.y;
    return isAbove ? this.label.y : this.head.y;
  }

  /** Writes what has changed. Returns whether anything has. */
  write(text: PlateText): boolean {
    if (isSamePlate(text, this.layout.plate)) return false;
    this.rewrite(text);
    return true;
  }

  /** Writes everything anew, as for another scale. */
  rewrite(text = this.layout.plate): void {
    this.layout = this.painter.measure(text);
    if (this.baked !== undefined) discardBaked(this.baked);
    this.baked = undefined;
    this.label.texture = Texture.EMPTY;
    this.show();
  }

  /** Shows it for the zoom of now, stretched if it was painted for another. */
  redraw(): void {
    this.show();
  }

  follow(head: Head): void {
    if (head.x === this.head.x && head.y === this.head.y && head.face.top === this.head.face.top) return;
    this.head = head;
    this.show();
  }

  /**
   * Goes towards a place; at once where nothing moves, or it looks different there.
   *
   * @returns whether it has moved, and whether it has arrived
   */
  hang(
    target: NamePlace,
    nowMs: number,
    elapsedMs: number,
    isAtOnce: boolean,
  ): 'stays' | 'moves' | 'arrives' {
    const { place, isNew } = this;
    this.isNew = false;
    if (place.form === 'full' && target.form !== 'full') this.droppedAtMs = nowMs;
    if (isSamePlace(place, target)) return 'stays';
    const leaps = isNew || isAtOnce || place.form !== target.form || target.form !== 'full';
    const { ratio } = this.painter;
    const next = (from: number, to: number) => (leaps ? to : nextLift(from, to, elapsedMs, ratio));
    this.place = {
      form: target.form,
      shift: next(place.shift, target.shift),
      lift: next(place.lift, target.lift),
      leader: next(place.leader, target.leader),
    };
    this.show();
    return isSamePlace(this.place, target) ? 'arrives' : 'moves';
  }

  /** Shows a picture of the bars while they speak and the name is read, and none otherwise. */
  showBars(bars: VoiceBars, frame: number): void {
    if (this.layout.plate.voice !== 'speaking' || !this.isFull) {
      this.bars?.destroy();
      this.bars = undefined;
      return;
    }
    this.bars ??= this.container.addChild(new Sprite());
    const { ratio } = this.painter;
    const right = this.head.x + this.place.shift - Math.round(this.layout.width / 2) * ratio + this.width;
    const bottom = Math.round(this.head.y - this.place.lift);
    bars.place(this.bars, frame, right + barsOnPlatePx.x * ratio, bottom + barsOnPlatePx.y * ratio);
    this.bars.alpha = this.label.alpha;
  }

  fade(opacity: number): void {
    this.label.alpha = opacity;
    this.leader.alpha = opacity;
  }

  destroy(): void {
    this.label.destroy();
    this.leader.destroy();
    this.bars?.destroy();
    if (this.baked !== undefined) discardBaked(this.baked);
  }

  private show(): void {
    const { form, shift, lift } = this.place;
    const { painter, label, leader } = this;
    label.visible = form !== 'none';
    leader.visible = form === 'full' && needsLeader(this.place, painter.height);
    if (form === 'none') return;
    const baked =
      form === 'full' ? (this.baked ??= painter.paint(this.layout)) : painter.dot(this.layout.plate);
    // What was painted for another zoom is stretched until the zoom rests.
    const stretch = painter.ratio / baked.scale;
    if (label.texture !== baked.texture) label.texture = baked.texture;
    label.scale.set(stretch);
    const bottom = Math.round(this.head.y - lift);
    label.position.set(
      Math.round(this.head.x + shift) + baked.offsetX * stretch,
      bottom + baked.offsetY * stretch,
    );
    if (!leader.visible) return;
    const line = leaderBox(this.head, this.place, leaderWidthPx * painter.ratio);
    leader.position.set(Math.round(line.left), bottom);
    leader.width = Math.max(1, Math.round(line.right - line.left));
    leader.height = line.bottom - bottom;
  }
}

function isSamePlace(a: NamePlace, b: NamePlace): boolean {
  return a.form === b.form && a.shift === b.shift && a.lift === b.lift && a.leader === b.leader;
}
