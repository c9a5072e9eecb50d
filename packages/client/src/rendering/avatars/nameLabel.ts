import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { fitText, fontFamily } from '../signs/signPainter.ts';
import { bake, contextOf } from '../textures/bakery.ts';
import type { Baked } from '../textures/bakery.ts';

const heightPx = 18;
const longestPx = 120;
const dotRadiusPx = 3.5;
const paddingPx = 7;
const dotRoomPx = 12;
const font = `600 11.5px ${fontFamily}`;

/** The plate with somebody's name. Its origin is the middle of its lower edge; the unit is 1 CSS px. */
export function bakeNameLabel(name: string, isSelf: boolean, devicePixelRatio: number): Baked {
  const measuring = contextOf(document.createElement('canvas'));
  measuring.font = font;
  const text = fitText(measuring, name, longestPx);
  const width = Math.ceil(measuring.measureText(text).width) + paddingPx * 2 + dotRoomPx;
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
  });
}
