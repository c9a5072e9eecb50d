import { reactionKinds } from '@atrium/protocol';
import type { Reaction, ReactionKind } from '@atrium/protocol';

type Context = CanvasRenderingContext2D;

/** Paints a reaction within a square of `sizePx` whose middle is the origin. */
export function paintReaction(context: Context, reaction: Reaction, sizePx: number): void {
  const kind = reactionKinds.find((one) => one === reaction);
  if (kind === undefined) return paintEmoji(context, reaction, sizePx);
  context.save();
  // Drawn on a square of 24 units.
  context.scale(sizePx / 24, sizePx / 24);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  painters[kind](context);
  context.restore();
}

/** What the system draws for an emoji. */
function paintEmoji(context: Context, emoji: string, sizePx: number): void {
  context.save();
  context.font = `${Math.round(sizePx * 0.72)}px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  // Without colours of their own they are drawn in this one.
  context.fillStyle = '#F3EFE7';
  context.fillText(emoji, 0, sizePx * 0.04);
  context.restore();
}

const ink = '#5A3A1A';
const skin = '#F6C667';
const skinShade = '#D99A3B';

const painters: Readonly<Record<ReactionKind, (context: Context) => void>> = {
  wave: paintWave,
  like: paintThumb,
  love: paintHeart,
  laugh: paintLaugh,
  celebrate: paintConfetti,
  coffee: paintCup,
};

function fillAndStroke(context: Context, fill: string, stroke: string, width = 1.4): void {
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = stroke;
  context.lineWidth = width;
  context.stroke();
}

function paintWave(context: Context): void {
  context.rotate(0.25);
  context.beginPath();
  // Four fingers, then the palm they grow from, then the thumb.
  for (const [x, top] of [
    [-4.6, -5],
    [-1.6, -8.4],
    [1.5, -8.8],
    [4.6, -7],
  ] as const) {
    context.roundRect(x - 1.5, top, 3, 9, 1.5);
  }
  context.roundRect(-6.1, -2.5, 12.2, 10.5, 4.5);
  context.moveTo(-5.5, 5);
  context.lineTo(-9.2, 0.6);
  context.strokeStyle = skinShade;
  context.lineWidth = 1.6;
  context.stroke();
  context.fillStyle = skin;
  context.fill();
  context.beginPath();
  context.moveTo(-4.8, 4.4);
  context.lineTo(-8.4, 0.4);
  context.strokeStyle = skin;
  context.lineWidth = 3.2;
  context.stroke();
  context.beginPath();
  context.arc(1, 0, 11, -0.55, -0.1);
  context.moveTo(-9.6, -6.2);
  context.arc(1, 0, 11.4, Math.PI + 0.55, Math.PI + 0.95);
  context.strokeStyle = '#8CB8FF';
  context.lineWidth = 1.4;
  context.stroke();
}

function paintThumb(context: Context): void {
  context.beginPath();
  context.moveTo(-4, -0.5);
  context.lineTo(0, -8.6);
  context.bezierCurveTo(3.4, -9, 3.6, -6, 2.2, -2.4);
  context.lineTo(7.4, -2.4);
  context.bezierCurveTo(10.4, -2.2, 10, 1.2, 8.6, 1.6);
  context.bezierCurveTo(10, 3, 8.9, 4.8, 7.6, 5);
  context.bezierCurveTo(8.4, 6.8, 7, 8.4, 5.2, 8.4);
  context.lineTo(-1, 8.4);
  context.lineTo(-4, 7);
  context.closePath();
  fillAndStroke(context, skin, skinShade);
  context.beginPath();
  context.roundRect(-9, -1, 4.6, 9.6, 1.4);
  fillAndStroke(context, '#5F8FE0', '#3D66AD');
}

function paintHeart(context: Context): void {
  context.beginPath();
  context.moveTo(0, 8.6);
  context.bezierCurveTo(-13, 0, -8.6, -9.4, -3.8, -8.2);
  context.bezierCurveTo(-1.8, -7.8, -0.6, -6.4, 0, -5);
  context.bezierCurveTo(0.6, -6.4, 1.8, -7.8, 3.8, -8.2);
  context.bezierCurveTo(8.6, -9.4, 13, 0, 0, 8.6);
  context.closePath();
  fillAndStroke(context, '#F0596B', '#B8354A');
  context.beginPath();
  context.ellipse(-4.2, -4, 1.6, 2.3, 0.6, 0, Math.PI * 2);
  context.fillStyle = 'rgba(255, 255, 255, 0.55)';
  context.fill();
}

function paintLaugh(context: Context): void {
  context.beginPath();
  context.arc(0, 0, 9.6, 0, Math.PI * 2);
  fillAndStroke(context, skin, skinShade);
  context.strokeStyle = ink;
  context.lineWidth = 1.6;
  for (const x of [-4, 4]) {
    context.beginPath();
    context.moveTo(x - 2, -1.6);
    context.lineTo(x, -3.8);
    context.lineTo(x + 2, -1.6);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(-5.6, 1.2);
  context.lineTo(5.6, 1.2);
  context.bezierCurveTo(5.4, 9, -5.4, 9, -5.6, 1.2);
  context.closePath();
  fillAndStroke(context, '#8A2F2B', ink, 1.2);
  context.beginPath();
  context.roundRect(-4.3, 1.5, 8.6, 1.8, 0.6);
  context.fillStyle = '#FFFFFF';
  context.fill();
}

function paintConfetti(context: Context): void {
  context.beginPath();
  context.moveTo(-9, 9);
  context.lineTo(-4.6, -2.6);
  context.lineTo(2.8, 4.8);
  context.closePath();
  fillAndStroke(context, '#F0B35A', '#B57B26');
  context.strokeStyle = '#FF7B72';
  context.lineWidth = 1.6;
  context.beginPath();
  context.moveTo(-6.6, 2.6);
  context.lineTo(-2.8, 6.4);
  context.moveTo(-7.8, 5.8);
  context.lineTo(-6, 7.6);
  context.stroke();
  context.beginPath();
  context.ellipse(-0.9, 1.1, 2.2, 5.2, -Math.PI / 4, 0, Math.PI * 2);
  context.fillStyle = '#7A5A1E';
  context.fill();
  for (const [x, y, colour] of [
    [1.5, -6.6, '#FF7B72'],
    [5.6, -3.4, '#5BD69A'],
    [8.6, -8, '#8CB8FF'],
    [7.8, 2.2, '#F0B35A'],
    [-2.6, -8.8, '#BDA5FF'],
    [4.2, -9.4, '#F0B35A'],
  ] as const) {
    context.beginPath();
    context.roundRect(x - 1.2, y - 1.2, 2.4, 2.4, 0.7);
    context.fillStyle = colour;
    context.fill();
  }
}

function paintCup(context: Context): void {
  context.beginPath();
  context.arc(6, 1.8, 3.2, -Math.PI / 2, Math.PI / 2);
  context.strokeStyle = '#C9C4BA';
  context.lineWidth = 2.2;
  context.stroke();
  context.beginPath();
  context.moveTo(-7.4, -2.6);
  context.lineTo(6, -2.6);
  context.lineTo(5.2, 6);
  context.bezierCurveTo(4.8, 9.2, -6.2, 9.2, -6.6, 6);
  context.closePath();
  fillAndStroke(context, '#F5EFE4', '#B9B0A0');
  context.beginPath();
  context.ellipse(-0.7, -2.6, 6.2, 1.9, 0, 0, Math.PI * 2);
  fillAndStroke(context, '#6B4226', '#B9B0A0', 1);
  context.strokeStyle = 'rgba(200, 205, 215, 0.95)';
  context.lineWidth = 1.5;
  for (const x of [-3.6, 1.6]) {
    context.beginPath();
    context.moveTo(x, -5.4);
    context.bezierCurveTo(x - 2, -7, x + 2, -8, x, -10);
    context.stroke();
  }
}
