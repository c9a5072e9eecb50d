import { css, shade } from '../colours/colour.ts';
import { light, palette } from '../colours/palette.ts';
import { fillShape, paintBox } from '../iso/solid.ts';
import type { SolidPoint } from '../iso/solid.ts';
import { wallHeightPx } from '../walls/wallVisibility.ts';

type Context = CanvasRenderingContext2D;

/** Everything that decides what one tile of a Door looks like. */
export interface DoorShape {
  /** The axis that the wall runs along; people walk across it. */
  readonly along: 'x' | 'y';
  /** Where the leaf slides to when it opens. */
  readonly slidesTo: 'start' | 'end';
  /** Whether the frame has a post on this tile's start and end. */
  readonly postAtStart: boolean;
  readonly postAtEnd: boolean;
  /** 0 closed, 1 open. */
  readonly open: number;
  /** Height in px of the part that is not seen through; as the walls beside it. */
  readonly solid: number;
  /** How much of the glass above shows, 0 to 1; as the walls beside it. */
  readonly glass: number;
}

const leaf = { low: 0.45, high: 0.55, topPx: 56 } as const;
const frame = { low: 0.34, high: 0.66, width: 0.085, lintelPx: 57 } as const;
const frameColour = 0x9a754a;
/** How well the upper part of a closed leaf is seen where the wall beside it is cut away, and where it is a kerb. */
const leafAlpha = { cutaway: 0.55, kerb: 0.26 } as const;
/** From this height on a wall counts as full. */
const fullFromPx = 58;

/** Turns a box given along and across the wall into floor axes. */
function boxAlong(
  shape: DoorShape,
  from: number,
  to: number,
  low: number,
  high: number,
  bottom: number,
  top: number,
): Parameters<typeof paintBox>[1] {
  return shape.along === 'x'
    ? { u0: from, u1: to, v0: low, v1: high, bottom, top }
    : { u0: low, u1: high, v0: from, v1: to, bottom, top };
}

function paintLeaf(context: Context, shape: DoorShape): void {
  const span = 1 - shape.open;
  if (span < 0.04) return;
  const from = shape.slidesTo === 'start' ? 0 : 1 - span;
  const to = from + span;
  const isFull = shape.solid >= fullFromPx;
  const solidTop = isFull ? leaf.topPx : Math.min(shape.solid, leaf.topPx);
  paintBox(context, boxAlong(shape, from, to, leaf.low, leaf.high, 0, solidTop), palette.doorLeaf);
  if (!isFull) {
    const alpha = leafAlpha.kerb + (leafAlpha.cutaway - leafAlpha.kerb) * shape.glass;
    paintBox(
      context,
      boxAlong(shape, from, to, leaf.low, leaf.high, solidTop, leaf.topPx),
      palette.doorLeaf,
      alpha,
    );
  }
  paintLeafDetails(context, shape, from, to, isFull ? 1 : 0.5);
}

/** A pane and a handle on the side of the leaf that looks at the viewer. */
function paintLeafDetails(context: Context, shape: DoorShape, from: number, to: number, alpha: number): void {
  const place = (along: number, z: number): SolidPoint =>
    shape.along === 'x' ? [along, leaf.high, z] : [leaf.high, along, z];
  const rectangle = (a: number, b: number, low: number, high: number, fill: string): void => {
    fillShape(context, [place(a, low), place(b, low), place(b, high), place(a, high)], fill);
  };
  if (to - from > 0.5) {
    const middle = (from + to) / 2;
    const glass = shade(palette.glass, shape.along === 'x' ? 0.98 : 0.88);
    rectangle(middle - 0.14, middle + 0.14, 26, 49, css(shade(palette.doorLeaf, 0.6), alpha));
    rectangle(middle - 0.115, middle + 0.115, 27.5, 47.5, css(glass, alpha));
  }
  const handle = shape.slidesTo === 'start' ? to - 0.13 : from + 0.09;
  if (to - from > 0.3) rectangle(handle, handle + 0.045, 20, 30, css(0xe9e2d3, alpha));
}

function paintPost(context: Context, shape: DoorShape, at: number): void {
  const isFull = shape.solid >= fullFromPx;
  const top = isFull ? wallHeightPx : shape.solid + 2;
  const box = (bottom: number, height: number): Parameters<typeof paintBox>[1] =>
    boxAlong(shape, at, at + frame.width, frame.low, frame.high, bottom, height);
  paintBox(context, box(0, top), frameColour);
  if (!isFull && shape.glass > 0) paintBox(context, box(top, wallHeightPx), frameColour, 0.6 * shape.glass);
}

/** Paints one tile of a Door; the context's origin is the tile's upper corner on the floor. */
export function paintDoor(context: Context, shape: DoorShape): void {
  const isFull = shape.solid >= fullFromPx;
  fillThreshold(context, shape);
  if (shape.postAtStart) paintPost(context, shape, 0);
  paintLeaf(context, shape);
  if (shape.postAtEnd) paintPost(context, shape, 1 - frame.width);
  const lintelAlpha = isFull ? 1 : 0.6 * shape.glass;
  if (lintelAlpha > 0) {
    paintBox(
      context,
      boxAlong(shape, 0, 1, frame.low, frame.high, frame.lintelPx, wallHeightPx),
      frameColour,
      lintelAlpha,
    );
  }
}

function fillThreshold(context: Context, shape: DoorShape): void {
  const { u0, u1, v0, v1 } = boxAlong(shape, 0, 1, frame.low, frame.high, 0, 0);
  fillShape(
    context,
    [
      [u0, v0, 0],
      [u1, v0, 0],
      [u1, v1, 0],
      [u0, v1, 0],
    ],
    css(shade(frameColour, light.left), 0.85),
  );
}

/** Paints the lamp that tells whether somebody is in the room behind a Door; its origin is the lamp. */
export function paintDoorLamp(context: Context, isLit: boolean): void {
  if (isLit) {
    const glow = context.createRadialGradient(0, 0, 1, 0, 0, lampGlowPx);
    glow.addColorStop(0, css(palette.lampOn, 0.75));
    glow.addColorStop(0.35, css(palette.lampOn, 0.25));
    glow.addColorStop(1, css(palette.lampOn, 0));
    context.fillStyle = glow;
    context.beginPath();
    context.arc(0, 0, lampGlowPx, 0, Math.PI * 2);
    context.fill();
  }
  context.fillStyle = css(shade(frameColour, 0.7));
  context.beginPath();
  context.roundRect(-5, 1.5, 10, 3, 1.5);
  context.fill();
  context.fillStyle = css(isLit ? palette.lampOn : palette.lampOff);
  context.beginPath();
  context.ellipse(0, 0, 4, 3.4, 0, 0, Math.PI * 2);
  context.fill();
  if (!isLit) return;
  context.fillStyle = css(0xffffff, 0.75);
  context.beginPath();
  context.ellipse(-1, -1, 1.5, 1.1, 0, 0, Math.PI * 2);
  context.fill();
}

/** Radius of a lit lamp's glow, in px at zoom 1. */
export const lampGlowPx = 16;
/** Height of the lamp above the floor, in px at zoom 1. */
export const lampHeightPx = wallHeightPx + 6;

/** What a tile of a Door covers, in px at zoom 1 from the tile's upper corner. */
export const doorExtent = { left: -34, top: -wallHeightPx - 2, right: 34, bottom: 34 } as const;
