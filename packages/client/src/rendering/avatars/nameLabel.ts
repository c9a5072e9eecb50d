import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { fitText, fontFamily } from '../signs/signPainter.ts';
import { bake, contextOf } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';
import type { Voice } from './voice.ts';

const heightPx = 18;
const longestPx = 120;
const dotRadiusPx = 3.5;
const paddingPx = 7;
const dotRoomPx = 12;
/** Room for the bars or the crossed-out microphone behind the name. */
const markRoomPx = 16;
const font = `600 11.5px ${fontFamily}`;

/** Where the bars of who speaks stand on the plate: the middle of their lower edge, from its right lower corner. */
export const barsOnPlatePx = { x: -paddingPx - 6, y: -4 } as const;

/** The plate with somebody's name. Its origin is the middle of its lower edge; the unit is 1 CSS px. */
export function bakeNameLabel(name: string, isSelf: boolean, voice: Voice, devicePixelRatio: number): Baked {
  const measuring = contextOf(document.createElement('canvas'));
  measuring.font = font;
  const text = fitText(measuring, name, longestPx);
  const width =
    Math.ceil(measuring.measureText(text).width) +
    paddingPx * 2 +
    dotRoomPx +
    (voice === 'silent' ? 0 : markRoomPx);
  const left = -Math.round(width / 2);
  return bake({ left, top: -heightPx, right: left + width, bottom: 1 }, devicePixelRatio, (context) => {
    context.fillStyle = css(palette.plate, 0.84);
    context.beginPath();
    context.roundRect(left, -heightPx, width, heightPx, heightPx / 2);
    context.fill();
    if (isSelf) {
      context.strokeStyle = css(palette.accent);
      context.lineWidth = 1.5;
      context.beginPath();
      context.roundRect(left + 0.75, -heightPx + 0.75, width - 1.5, heightPx - 1.5, heightPx / 2 - 0.75);
      context.stroke();
    }
    context.fillStyle = css(palette.available);
    context.beginPath();
    context.arc(left + paddingPx + dotRadiusPx, -heightPx / 2, dotRadiusPx, 0, Math.PI * 2);
    context.fill();
    context.font = font;
    context.textBaseline = 'middle';
    context.fillStyle = css(palette.text);
    context.fillText(text, left + paddingPx + dotRoomPx, -heightPx / 2 + 0.5);
    if (voice === 'muted') drawCrossedMicrophone(context, left + width - paddingPx - 5, -heightPx / 2);
  });
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
