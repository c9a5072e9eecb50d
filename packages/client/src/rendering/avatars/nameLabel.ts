import type { Status } from '@atrium/protocol';
import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { fitText, fontFamily } from '../signs/signPainter.ts';
import { bake, contextOf } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import { paintRaisedHand, paintStatus, statusRadiusPx } from './plateMarks.ts';
import type { Voice } from './voice.ts';

const heightPx = 18;
/** Room for the mark of a Guest and what tells most names apart. */
const longestPx = 150;
const paddingPx = 7;
const dotRoomPx = 12;
/** Room for a raised hand beside its number. */
const handRoomPx = 18;
/** Room for the bars or the crossed-out microphone behind the name. */
const markRoomPx = 16;
const font = `600 11.5px ${fontFamily}`;

/** Where the bars of who speaks stand on the plate: the middle of their lower edge, from its right lower corner. */
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

/** The plate with somebody's name. Its origin is the middle of its lower edge; the unit is 1 CSS px. */
export function bakeNameLabel(plate: PlateText, devicePixelRatio: number): Baked {
  const { voice, status, hand } = plate;
  const measuring = contextOf(document.createElement('canvas'));
  measuring.font = font;
  const text = fitText(measuring, plate.name, longestPx);
  const textWidth = Math.ceil(measuring.measureText(text).width);
  const turn = hand === undefined ? undefined : String(hand);
  const handWidth = turn === undefined ? 0 : handRoomPx + Math.ceil(measuring.measureText(turn).width);
  const width = textWidth + handWidth + paddingPx * 2 + dotRoomPx + (voice === 'silent' ? 0 : markRoomPx);
  const left = -Math.round(width / 2);
  return bake({ left, top: -heightPx, right: left + width, bottom: 1 }, devicePixelRatio, (context) => {
    paintPlate(context, left, width, plate.isSelf);
    paintStatus(context, status, left + paddingPx + statusRadiusPx, -heightPx / 2);
    const textLeft = left + paddingPx + dotRoomPx;
    context.font = font;
    context.textBaseline = 'middle';
    context.fillStyle = css(palette.text);
    context.fillText(text, textLeft, -heightPx / 2 + 0.5);
    if (turn !== undefined) {
      const handLeft = textLeft + textWidth + 5;
      context.fillStyle = css(palette.accent);
      context.fillText(turn, handLeft + 13, -heightPx / 2 + 0.5);
      paintRaisedHand(context, handLeft + 5, -heightPx / 2);
    }
    if (voice === 'muted') drawCrossedMicrophone(context, left + width - paddingPx - 5, -heightPx / 2);
  });
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
