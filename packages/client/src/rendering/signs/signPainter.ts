import type { ZoneType } from '@atrium/world';
import { css, shade } from '../colours/colour.ts';
import { palette, signColour } from '../colours/palette.ts';

/** As the user interface: what the World writes looks like what the Client writes. */
export const fontFamily =
  "Inter, 'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', sans-serif";

const fontPx = 12;
const heightPx = 22;
const paddingPx = 9;
const countGapPx = 7;
/** A longer name is cut, in CSS px. */
export const longestNamePx = 150;

/** What a room sign says. */
export interface SignText {
  readonly name: string;
  readonly type: ZoneType;
  /** People in the Zone. */
  readonly count: number;
}

/** The size of a sign, in CSS px. */
export interface SignSize {
  readonly width: number;
  readonly height: number;
}

const nameFont = `600 ${fontPx}px ${fontFamily}`;
const countFont = `700 ${fontPx - 1}px ${fontFamily}`;

/** A name that fits, cut with an ellipsis where it is too long. */
export function fitText(context: CanvasRenderingContext2D, text: string, widthPx: number): string {
  if (context.measureText(text).width <= widthPx) return text;
  const letters = [...text];
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > widthPx) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

function countWidth(context: CanvasRenderingContext2D, count: number): number {
  context.font = countFont;
  return Math.max(heightPx - 6, context.measureText(String(count)).width + 21);
}

/** Measures a sign before it is painted. */
export function measureSign(context: CanvasRenderingContext2D, sign: SignText): SignSize {
  context.font = nameFont;
  const nameWidth = context.measureText(fitText(context, sign.name, longestNamePx)).width;
  const countPart = sign.count > 0 ? countGapPx + countWidth(context, sign.count) - paddingPx + 3 : 0;
  return { width: Math.ceil(nameWidth + paddingPx * 2 + countPart), height: heightPx };
}

/** Paints a sign; the context's unit is 1 CSS px, its origin the sign's upper left corner. */
export function paintSign(context: CanvasRenderingContext2D, sign: SignText, size: SignSize): void {
  const colour = signColour[sign.type];
  context.fillStyle = css(palette.shadow, 0.35);
  context.beginPath();
  context.roundRect(0.5, 1.5, size.width, size.height, 6);
  context.fill();
  context.fillStyle = css(colour);
  context.beginPath();
  context.roundRect(0, 0, size.width, size.height, 6);
  context.fill();
  context.strokeStyle = css(shade(colour, 1.45), 0.8);
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(0.5, 0.5, size.width - 1, size.height - 1, 5.5);
  context.stroke();
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = nameFont;
  context.fillStyle = css(palette.text);
  context.fillText(fitText(context, sign.name, longestNamePx), paddingPx, size.height / 2 + 0.5);
  if (sign.count > 0) paintCount(context, sign.count, colour, size);
}

/** How many people are in, on a lit plate beside the name. */
function paintCount(context: CanvasRenderingContext2D, count: number, colour: number, size: SignSize): void {
  const width = countWidth(context, count);
  const left = size.width - width - 3;
  context.fillStyle = css(palette.lampOn);
  context.beginPath();
  context.roundRect(left, 3, width, size.height - 6, 4);
  context.fill();
  const ink = css(shade(colour, 0.7));
  const middle = size.height / 2;
  context.fillStyle = ink;
  context.beginPath();
  context.arc(left + 7.5, middle - 2.6, 2.3, 0, Math.PI * 2);
  context.fill();
  context.beginPath();
  context.roundRect(left + 4, middle + 0.5, 7, 4.5, [3, 3, 1, 1]);
  context.fill();
  context.font = countFont;
  context.fillText(String(count), left + 14, middle + 0.5);
}
