import { Sprite } from 'pixi.js';
import type { Position } from '@atrium/world';
import { css } from '../colours/colour.ts';
import { palette } from '../colours/palette.ts';
import { depthOf, screenX, screenY } from '../iso/projection.ts';
import { standingRank } from '../iso/standingOrder.ts';
import { placeBaked } from '../picture.ts';
import type { Picture } from '../picture.ts';
import type { StandingLayer, StandingSprite } from '../standing/standingLayer.ts';
import type { DoorMark } from './doorOpening.ts';

type Context = CanvasRenderingContext2D;

/** In px at zoom 1. */
const radiusPx = 9;
/** Of the middle of the mark above the floor, in px at zoom 1: before the pane of the leaf. */
const heightPx = 38;
const extent = {
  left: -radiusPx - 1,
  top: -radiusPx - 1,
  right: radiusPx + 1,
  bottom: radiusPx + 1,
} as const;

/** The mark before a Door that is locked or held closed. */
export class DoorMarkView {
  private readonly layer: StandingLayer;
  private readonly standing: StandingSprite;
  private mark: DoorMark | undefined;

  /** @param centre of the Door, in tiles */
  constructor(layer: StandingLayer, centre: Position, sequence: number, pictureOf: () => Picture) {
    const x = screenX(centre.x, centre.y);
    const y = screenY(centre.x, centre.y, heightPx);
    this.layer = layer;
    const sprite = new Sprite();
    this.standing = {
      sprite,
      depth: depthOf(centre.x, centre.y),
      rank: standingRank.seatFront,
      sequence,
      left: x + extent.left,
      top: y + extent.top,
      right: x + extent.right,
      bottom: y + extent.bottom,
      inView: false,
      dim: 0,
      redraw: () => {
        const { mark } = this;
        if (mark === undefined) return;
        const { shelf, scale } = pictureOf();
        const baked = shelf.take(`door-mark/${mark}`, extent, (context) => {
          paintDoorMark(context, mark);
        });
        placeBaked(sprite, baked, x, y, scale);
      },
    };
  }

  /** Shows another mark, or none. Returns whether that is new. */
  show(mark: DoorMark | undefined): boolean {
    if (mark === this.mark) return false;
    const hadMark = this.mark !== undefined;
    this.mark = mark;
    if (mark === undefined) this.layer.remove(this.standing);
    else if (!hadMark) this.layer.add(this.standing);
    else this.redraw();
    return true;
  }

  redraw(): void {
    if (this.standing.inView) this.standing.redraw();
  }
}

function paintDoorMark(context: Context, mark: DoorMark): void {
  context.beginPath();
  context.arc(0, 0, radiusPx, 0, Math.PI * 2);
  context.fillStyle = css(palette.plate, 0.92);
  context.fill();
  if (mark === 'locked') paintPadlock(context);
  else paintNoEntry(context);
}

function paintPadlock(context: Context): void {
  context.beginPath();
  context.arc(0, -1.4, 2.7, Math.PI, 0);
  context.moveTo(-2.7, -1.4);
  context.lineTo(-2.7, 0.6);
  context.moveTo(2.7, -1.4);
  context.lineTo(2.7, 0.6);
  context.lineWidth = 1.5;
  context.strokeStyle = css(palette.text);
  context.stroke();
  context.beginPath();
  context.roundRect(-4.2, -0.6, 8.4, 6, 1.4);
  context.fillStyle = css(palette.accent);
  context.fill();
  context.beginPath();
  context.roundRect(-0.7, 1.2, 1.4, 2.6, 0.7);
  context.fillStyle = css(palette.plate);
  context.fill();
}

/** A bar across a ring. */
function paintNoEntry(context: Context): void {
  context.beginPath();
  context.arc(0, 0, 5.6, 0, Math.PI * 2);
  context.lineWidth = 1.6;
  context.strokeStyle = css(palette.text);
  context.stroke();
  context.beginPath();
  context.roundRect(-3.6, -1.2, 7.2, 2.4, 1);
  context.fillStyle = css(palette.muted);
  context.fill();
}
