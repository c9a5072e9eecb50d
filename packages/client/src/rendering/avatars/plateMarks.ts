import type { Status } from '@atrium/protocol';
import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';

type Context = CanvasRenderingContext2D;

/** Radius of the mark of a status, in CSS px. */
export const statusRadiusPx = 4;

/** Paints a status around a middle: told by shape as well as by colour. */
export function paintStatus(context: Context, status: Status, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.lineCap = 'round';
  statusPainters[status](context);
  context.restore();
}

const statusPainters: Readonly<Record<Status, (context: Context) => void>> = {
  available(context) {
    fillDisc(context, 3.5, palette.available);
  },
  busy(context) {
    fillDisc(context, statusRadiusPx, palette.busy);
    // An upright bar, as on a button that pauses.
    strokeBar(context, 0, -1.7, 0, 1.7);
  },
  doNotDisturb(context) {
    fillDisc(context, statusRadiusPx, palette.doNotDisturb);
    strokeBar(context, -1.8, 0, 1.8, 0);
  },
  away(context) {
    context.beginPath();
    context.arc(0, 0, 3.1, 0, Math.PI * 2);
    context.lineWidth = 1.5;
    context.strokeStyle = css(palette.away);
    context.stroke();
  },
};

function fillDisc(context: Context, radius: number, colour: number): void {
  context.beginPath();
  context.arc(0, 0, radius, 0, Math.PI * 2);
  context.fillStyle = css(colour);
  context.fill();
}

function strokeBar(context: Context, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.lineWidth = 1.6;
  context.strokeStyle = css(palette.plate);
  context.stroke();
}

/** A raised hand, about 12 px high, around its middle. */
export function paintRaisedHand(context: Context, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  context.fillStyle = css(palette.accent);
  context.beginPath();
  // Four fingers and the palm they grow from.
  for (const [left, top] of [
    [-3.6, -3.6],
    [-1.5, -5.4],
    [0.6, -5.2],
    [2.7, -3.9],
  ] as const) {
    context.roundRect(left, top, 1.6, 6, 0.8);
  }
  context.roundRect(-3.6, -0.6, 7.9, 6, [0.8, 0.8, 3.2, 3.2]);
  context.fill();
  context.beginPath();
  context.moveTo(-3, 3.2);
  context.lineTo(-5.2, 0.6);
  context.lineCap = 'round';
  context.lineWidth = 1.7;
  context.strokeStyle = css(palette.accent);
  context.stroke();
  context.restore();
}
