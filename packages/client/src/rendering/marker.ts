import { Sprite } from 'pixi.js';
import type { Position } from '@atrium/world';
import { css } from './colours/colour.ts';
import { palette } from './colours/palette.ts';
import { screenX, screenY } from './iso/projection.ts';
import { placeBaked } from './picture.ts';
import type { Picture } from './picture.ts';

const durationMs = 600;
const markerExtent = { left: -15, top: -8, right: 15, bottom: 8 } as const;

function paintMarker(context: CanvasRenderingContext2D): void {
  const ring = (radius: number, width: number, stroke: string): void => {
    context.strokeStyle = stroke;
    context.lineWidth = width;
    context.beginPath();
    context.ellipse(0, 0, radius, radius / 2, 0, 0, Math.PI * 2);
    context.stroke();
  };
  ring(12, 4, css(palette.plate, 0.55));
  ring(12, 2, css(palette.accent));
  context.fillStyle = css(palette.accent);
  context.beginPath();
  context.ellipse(0, 0, 3, 1.6, 0, 0, Math.PI * 2);
  context.fill();
}

/** The ring on the floor where a tap sends you. */
export interface Marker {
  readonly sprite: Sprite;
  mark(position: Position, nowMs: number): void;
  setPicture(picture: Picture): void;
  /** Returns whether it shows. */
  update(nowMs: number): boolean;
}

export function createMarker(initial: Picture): Marker {
  const sprite = new Sprite();
  sprite.visible = false;
  let picture = initial;
  let place: Position = { x: 0, y: 0 };
  let sinceMs = 0;
  const draw = (): void => {
    const baked = picture.shelf.take('marker', markerExtent, paintMarker);
    placeBaked(sprite, baked, screenX(place.x, place.y), screenY(place.x, place.y), picture.scale);
  };
  return {
    sprite,
    mark(position, nowMs) {
      place = position;
      sinceMs = nowMs;
      sprite.visible = true;
      draw();
    },
    setPicture(next) {
      picture = next;
      if (sprite.visible) draw();
    },
    update(nowMs) {
      if (!sprite.visible) return false;
      const share = (nowMs - sinceMs) / durationMs;
      sprite.alpha = Math.max(0, 1 - share * share);
      // The last frame still draws, without it.
      if (share >= 1) sprite.visible = false;
      return true;
    },
  };
}
