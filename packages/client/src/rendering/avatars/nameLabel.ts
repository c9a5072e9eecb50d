import type { Status } from '@atrium/protocol';
import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { fitText, fontFamily } from '../signs/signPainter.ts';
import { bake, contextOf, discardBaked } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import { paintRaisedHand, paintStatus, statusRadiusPx } from './plateMarks.ts';
import type { Voice } from './voice.ts';

const heightPx = 18;
/** Room for the mark of a Guest and what tells most names apart. */
const longestPx = 150;
/** Names are no wider than this on the floor, in px at zoom 1: three tiles. */
const widestPx = 192;
/** Names shrink with the zoom down to this share of their size. */
const leastScale = 0.75;
/** Side of the dot that tells of somebody whose name is not shown. */
const dotPx = 10;
const paddingPx = 7;
const dotRoomPx = 12;
/** Room for a raised hand beside its number. */
const handRoomPx = 18;
/** Room for the bars or the crossed-out microphone behind the name. */
const markRoomPx = 16;
const font = `600 11.5px ${fontFamily}`;

/** Where the bars of who speaks stand on the plate, in its px: the middle of their lower edge, from its right lower corner. */
export const barsOnPlatePx = { x: -paddingPx - 6, y: -4 } as const;

/** What a plate says of somebody. */
export interface PlateText {
  readonly name: string;
  readonly isSelf: boolean;
  readonly voice: Voice;
  readonly status: Status;
  /** Their turn among the raised hands; `undefined`: not raised. */
  readonly hand: number | undefined;
}

export function isSamePlate(a: PlateText, b: PlateText): boolean {
  return (
    a.name === b.name &&
    a.isSelf === b.isSelf &&
    a.voice === b.voice &&
    a.status === b.status &&
    a.hand === b.hand
  );
}

/** A plate before it is painted. Widths are in px of the plate, which is 1 CSS px from zoom 1 on. */
export interface PlateLayout {
  readonly plate: PlateText;
  /** The name as it fits. */
  readonly text: string;
  readonly textWidth: number;
  readonly width: number;
}

/** How large names are for one zoom and pixel ratio. */
export interface NameScale {
  /** Device px per px of a plate. */
  readonly ratio: number;
  /** Width of a plate at most, in its px. */
  readonly widest: number;
}

/** @param scale device px per px at zoom 1 */
export function nameScaleOf(scale: number, devicePixelRatio: number): NameScale {
  const zoom = scale / devicePixelRatio;
  const share = Math.min(1, Math.max(leastScale, zoom));
  return { ratio: devicePixelRatio * share, widest: (widestPx * zoom) / share };
}

/** Measures and paints plates of one scale; dots are shared by all whose plate says the same. */
export class PlatePainter {
  private readonly measuring = contextOf(document.createElement('canvas'));
  private readonly dots = new Map<string, Baked>();
  private size: NameScale;

  constructor(size: NameScale) {
    this.size = size;
    this.measuring.font = font;
  }

  /** Device px per px of a plate. */
  get ratio(): number {
    return this.size.ratio;
  }

  get height(): number {
    return heightPx * this.ratio;
  }

  get dotSize(): number {
    return dotPx * this.ratio;
  }

  /** Goes over to another scale; every plate and dot is to be painted again. */
  setSize(size: NameScale): void {
    this.size = size;
    this.destroy();
  }

  measure(plate: PlateText): PlateLayout {
    const { measuring } = this;
    const around =
      paddingPx * 2 + dotRoomPx + this.handWidth(plate) + (plate.voice === 'silent' ? 0 : markRoomPx);
    const text = fitText(measuring, plate.name, Math.min(longestPx, this.size.widest - around));
    const textWidth = Math.ceil(measuring.measureText(text).width);
    return { plate, text, textWidth, width: textWidth + around };
  }

  /** The plate with a name. Its origin is the middle of its lower edge. */
  paint({ plate, text, textWidth, width }: PlateLayout): Baked {
    const left = -Math.round(width / 2);
    return bake({ left, top: -heightPx, right: left + width, bottom: 1 }, this.ratio, (context) => {
      paintPlate(context, left, width, plate.isSelf);
      paintStatus(context, plate.status, left + paddingPx + statusRadiusPx, -heightPx / 2);
      const textLeft = left + paddingPx + dotRoomPx;
      context.font = font;
      context.textBaseline = 'middle';
      context.fillStyle = css(palette.text);
      context.fillText(text, textLeft, -heightPx / 2 + 0.5);
      if (plate.hand !== undefined) paintHand(context, plate.hand, textLeft + textWidth + 5, -heightPx / 2);
      if (plate.voice === 'muted')
        drawCrossedMicrophone(context, left + width - paddingPx - 5, -heightPx / 2);
    });
  }

  /** The dot with a status, or the raised hand of somebody who has raised it. Its origin is the middle of its lower edge. */
  dot({ status, hand }: PlateText): Baked {
    const key = hand === undefined ? status : 'hand';
    const there = this.dots.get(key);
    if (there !== undefined) return there;
    const half = dotPx / 2;
    const baked = bake({ left: -half, top: -dotPx, right: half, bottom: 0 }, this.ratio, (context) => {
      context.fillStyle = css(palette.plate, 0.84);
      context.beginPath();
      context.arc(0, -half, half, 0, Math.PI * 2);
      context.fill();
      if (hand === undefined) paintStatus(context, status, 0, -half);
      else {
        context.translate(0, -half);
        context.scale(0.8, 0.8);
        paintRaisedHand(context, 0.4, 0);
      }
    });
    this.dots.set(key, baked);
    return baked;
  }

  destroy(): void {
    for (const baked of this.dots.values()) discardBaked(baked);
    this.dots.clear();
  }

  private handWidth({ hand }: PlateText): number {
    return hand === undefined ? 0 : handRoomPx + Math.ceil(this.measuring.measureText(String(hand)).width);
  }
}

function paintHand(context: CanvasRenderingContext2D, turn: number, left: number, middle: number): void {
  context.fillStyle = css(palette.accent);
  context.fillText(String(turn), left + 13, middle + 0.5);
  paintRaisedHand(context, left + 5, middle);
}

function paintPlate(context: CanvasRenderingContext2D, left: number, width: number, isSelf: boolean): void {
  context.fillStyle = css(palette.plate, 0.84);
  context.beginPath();
  context.roundRect(left, -heightPx, width, heightPx, heightPx / 2);
  context.fill();
  if (!isSelf) return;
  context.strokeStyle = css(palette.accent);
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(left + 0.75, -heightPx + 0.75, width - 1.5, heightPx - 1.5, heightPx / 2 - 0.75);
  context.stroke();
}

/** A microphone with a stroke through it, about 11 px high, around its middle. */
function drawCrossedMicrophone(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.lineCap = 'round';
  context.lineWidth = 1.4;
  context.strokeStyle = css(palette.text);
  context.fillStyle = css(palette.text);
  context.beginPath();
  context.roundRect(-1.8, -5.5, 3.6, 6.5, 1.8);
  context.fill();
  context.beginPath();
  context.arc(0, -0.5, 3.6, 0.1, Math.PI - 0.1);
  context.moveTo(0, 3.1);
  context.lineTo(0, 5.2);
  context.stroke();
  for (const [width, colour] of [
    [4, palette.plate],
    [1.8, palette.muted],
  ] as const) {
    context.beginPath();
    context.moveTo(-4.8, -4.8);
    context.lineTo(4.8, 4.8);
    context.lineWidth = width;
    context.strokeStyle = css(colour);
    context.stroke();
  }
  context.restore();
}
