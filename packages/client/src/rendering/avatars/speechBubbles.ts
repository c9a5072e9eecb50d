import { Container, Sprite, Texture } from 'pixi.js';
import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { fontFamily } from '../signs/signPainter.ts';
import { bake, contextOf, discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import type { ShownSigns } from '../../presence/signBook.ts';
import type { HeadPlace } from './headPlace.ts';
import { nextLift } from './nameLift.ts';
import { stackPlates } from './plateStacking.ts';
import type { Plate } from './plateStacking.ts';
import { bubbleAt } from './signTimes.ts';
import type { SignMoment } from './signTimes.ts';
import { wrapText } from './wrapText.ts';

/** In CSS px. */
const widestTextPx = 180;
const mostLines = 3;
const fontPx = 13;
const lineHeightPx = 17;
const padding = { x: 11, y: 7 } as const;
const radiusPx = 10;
const tail = { width: 12, height: 6 } as const;
const shadowPx = 2;
/** Air between a bubble and the name below it, between two bubbles, and how far one moves up at most. */
const gapPx = 3;
const highestPx = 180;
/** Further up than this a line leads to the head; and how wide it is. */
const leader = { fromPx: 10, widthPx: 2 } as const;
/** How much of a bubble shows that has to cover somebody's face. */
const seeThrough = 0.72;
const font = `500 ${fontPx}px ${fontFamily}`;

type Said = NonNullable<ShownSigns['bubble']>;

interface ShownBubble {
  readonly sprite: Sprite;
  /** From the bubble to the head, where it had to move up. */
  readonly leader: Sprite;
  readonly said: Said;
  readonly baked: Baked;
  /** How far above its place it is, to make way for others, in device px. */
  lift: number;
  isNew: boolean;
}

/** What somebody has said, and where their head is. */
export interface Speaker {
  readonly head: HeadPlace;
  readonly said: Said;
}

/** Somebody's face, in device px from the picture's origin. */
export interface Face extends Plate {
  readonly key: string;
}

/** What people have just said, over their heads, in device px from the picture's origin. */
export class SpeechBubbles {
  readonly container = new Container();
  private readonly shown = new Map<string, ShownBubble>();
  private readonly measuring = contextOf(document.createElement('canvas'));
  private readonly reducedMotion: boolean;
  private devicePixelRatio: number;
  private updatedAtMs = 0;
  private changesIn = Infinity;

  constructor(devicePixelRatio: number, reducedMotion: boolean) {
    this.devicePixelRatio = devicePixelRatio;
    this.reducedMotion = reducedMotion;
    this.measuring.font = font;
  }

  /** In how many ms a bubble looks different: 0 while one moves, `Infinity` where nothing will change. */
  get changesInMs(): number {
    return this.changesIn;
  }

  /**
   * Shows what people say, the nearest to the viewer first. Returns whether anything changed.
   *
   * @param faces of everybody who is seen
   */
  update(speakers: readonly Speaker[], faces: readonly Face[], nowMs: number): boolean {
    const elapsedMs = nowMs - this.updatedAtMs;
    this.updatedAtMs = nowMs;
    this.changesIn = Infinity;
    const speaking = speakers.flatMap(({ head, said }) => {
      const moment = bubbleAt(said.text, nowMs - said.sinceMs, this.reducedMotion);
      return moment.opacity > 0 ? [{ head, said, moment }] : [];
    });
    const keys = new Set(speaking.map(({ head }) => head.key));
    let changed = false;
    for (const key of this.shown.keys()) {
      if (keys.has(key)) continue;
      this.remove(key);
      changed = true;
    }
    const bubbles = speaking.map(({ head, said, moment }) => ({
      head,
      moment,
      bubble: this.take(head.key, said),
    }));
    const ratio = this.devicePixelRatio;
    const wishes = bubbles.map(({ head, bubble }) => wishOf(head, bubble.baked, gapPx * ratio));
    const others = bubbles.map(({ head }) => faces.filter(({ key }) => key !== head.key));
    const room = { gap: gapPx * ratio, highest: highestPx * ratio };
    const lifts = stackPlates(wishes, room, (index) => others[index] ?? []);
    bubbles.forEach(({ head, bubble, moment }, index) => {
      const lift = lifts[index] ?? 0;
      this.lift(bubble, lift, elapsedMs);
      const wish = wishes[index];
      const covers = wish !== undefined && others[index]?.some((face) => overlap(face, wish, lift)) === true;
      changed = this.place(head, bubble, moment, covers ? seeThrough : 1) || changed;
    });
    return changed;
  }

  /** The upper edge of somebody's bubble; `undefined` where there is none. */
  topOf(personId: string): number | undefined {
    return this.shown.get(personId)?.sprite.y;
  }

  /** Goes over to another pixel ratio; the next update shows it. */
  setRatio(devicePixelRatio: number): void {
    if (devicePixelRatio === this.devicePixelRatio) return;
    this.devicePixelRatio = devicePixelRatio;
    for (const key of this.shown.keys()) this.remove(key);
  }

  destroy(): void {
    for (const key of this.shown.keys()) this.remove(key);
    this.container.destroy();
  }

  private take(key: string, said: Said): ShownBubble {
    const before = this.shown.get(key);
    if (before !== undefined && before.said.sinceMs === said.sinceMs && before.said.text === said.text)
      return before;
    this.remove(key);
    const lines = wrapText(
      said.text,
      widestTextPx,
      mostLines,
      (text) => this.measuring.measureText(text).width,
    );
    const widest = Math.max(0, ...lines.map((line) => this.measuring.measureText(line).width));
    const baked = bakeBubble(lines, Math.ceil(widest), this.devicePixelRatio);
    const sprite = new Sprite(baked.texture);
    const line = new Sprite(Texture.WHITE);
    line.tint = palette.panel;
    line.visible = false;
    const bubble: ShownBubble = { sprite, leader: line, said, baked, lift: 0, isNew: true };
    this.container.addChild(line, sprite);
    this.shown.set(key, bubble);
    return bubble;
  }

  private remove(key: string): void {
    const bubble = this.shown.get(key);
    if (bubble === undefined) return;
    this.shown.delete(key);
    bubble.sprite.destroy();
    bubble.leader.destroy();
    discardBaked(bubble.baked);
  }

  /** A line from a bubble that had to move up to the head it belongs to. */
  private placeLeader({ x, bottom }: HeadPlace, { leader: line, lift }: ShownBubble, opacity: number): void {
    const ratio = this.devicePixelRatio;
    line.visible = lift > leader.fromPx * ratio;
    line.alpha = opacity;
    const width = Math.round(leader.widthPx * ratio);
    line.position.set(Math.round(x - width / 2), Math.round(bottom - lift - tail.height * ratio));
    line.scale.set(width, Math.max(1, lift));
  }

  /** Moves a bubble towards a place where it overlaps no other. */
  private lift(bubble: ShownBubble, target: number, elapsedMs: number): void {
    const isAtOnce = bubble.isNew || this.reducedMotion;
    bubble.lift = isAtOnce ? target : nextLift(bubble.lift, target, elapsedMs, this.devicePixelRatio);
    if (bubble.lift !== target) this.changesIn = 0;
  }

  private place(head: HeadPlace, bubble: ShownBubble, moment: SignMoment, shown: number): boolean {
    const { sprite, baked, isNew } = bubble;
    const opacity = moment.opacity * head.opacity * shown;
    const x = head.x + baked.offsetX;
    const y = Math.round(head.bottom - gapPx * this.devicePixelRatio - bubble.lift) + baked.offsetY;
    this.changesIn = Math.min(this.changesIn, moment.changesInMs);
    bubble.isNew = false;
    if (!isNew && sprite.alpha === opacity && sprite.x === x && sprite.y === y) return false;
    sprite.alpha = opacity;
    sprite.position.set(x, y);
    this.placeLeader(head, bubble, opacity);
    return true;
  }
}

/** Whether a plate that has moved up covers another. */
function overlap(one: Plate, moved: Plate, lift: number): boolean {
  const bottom = moved.bottom - lift;
  return (
    one.left < moved.left + moved.width &&
    moved.left < one.left + one.width &&
    one.bottom - one.height < bottom &&
    bottom - moved.height < one.bottom
  );
}

/** Where a bubble hangs while it makes way for nobody. */
function wishOf(head: HeadPlace, { canvas }: Baked, gap: number): Plate {
  return {
    left: head.x - canvas.width / 2,
    bottom: head.bottom - gap,
    width: canvas.width,
    height: canvas.height,
  };
}

/** A bubble with its lines; its origin is the tip of its tail and its unit 1 CSS px. */
function bakeBubble(lines: readonly string[], textWidth: number, devicePixelRatio: number): Baked {
  const width = Math.max(textWidth + padding.x * 2, tail.width + radiusPx * 2 + 2);
  const height = lines.length * lineHeightPx + padding.y * 2;
  const left = -Math.round(width / 2);
  const top = -height - tail.height;
  const extent = { left: left - 1, top: top - 1, right: left + width + 1, bottom: shadowPx + 1 };
  return bake(extent, devicePixelRatio, (context) => {
    context.translate(0, shadowPx);
    traceBubble(context, left, top, width, height);
    context.fillStyle = css(palette.shadow, 0.35);
    context.fill();
    context.translate(0, -shadowPx);
    traceBubble(context, left, top, width, height);
    context.fillStyle = css(palette.panel);
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = css(palette.text, 0.22);
    context.stroke();
    context.font = font;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = css(palette.text);
    lines.forEach((line, index) => {
      const middle = top + padding.y + (index + 0.5) * lineHeightPx;
      context.fillText(line, left + width / 2, middle + 0.5);
    });
  });
}

function traceBubble(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  const right = left + width;
  const bottom = top + height;
  context.beginPath();
  context.moveTo(left, top + radiusPx);
  context.arcTo(left, top, left + radiusPx, top, radiusPx);
  context.arcTo(right, top, right, top + radiusPx, radiusPx);
  context.arcTo(right, bottom, right - radiusPx, bottom, radiusPx);
  context.lineTo(tail.width / 2, bottom);
  context.lineTo(0, bottom + tail.height);
  context.lineTo(-tail.width / 2, bottom);
  context.arcTo(left, bottom, left, bottom - radiusPx, radiusPx);
  context.closePath();
}
