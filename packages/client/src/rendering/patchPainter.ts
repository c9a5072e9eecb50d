import { Sprite, Texture } from 'pixi.js';
import type { Container } from 'pixi.js';
import { css } from './colours/colour.ts';

/** A part of the canvas, in device px. */
export interface Patch {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a container is on the canvas, and how much of it shows. */
interface Placing {
  readonly x: number;
  readonly y: number;
  readonly scaleX: number;
  readonly scaleY: number;
  readonly alpha: number;
}

/**
 * Draws some parts of a stage anew, as a whole frame would show them. On a 2D canvas a frame costs its pixels: a few
 * people who blink take half of a frame's time this way. What is drawn are sprites without rotation, as everywhere in
 * this picture.
 */
export function paintPatches(
  context: CanvasRenderingContext2D,
  stage: Container,
  patches: readonly Patch[],
  background: number,
): void {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'source-over';
  context.imageSmoothingEnabled = true;
  context.beginPath();
  for (const { left, top, right, bottom } of patches) context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.fillStyle = css(background);
  for (const { left, top, right, bottom } of patches) context.fillRect(left, top, right - left, bottom - top);
  paint(context, stage, { x: 0, y: 0, scaleX: 1, scaleY: 1, alpha: 1 }, patches);
  context.restore();
}

function paint(
  context: CanvasRenderingContext2D,
  shown: Container,
  parent: Placing,
  patches: readonly Patch[],
): void {
  if (!shown.visible || shown.alpha === 0) return;
  const placing: Placing = {
    x: parent.x + shown.x * parent.scaleX,
    y: parent.y + shown.y * parent.scaleY,
    scaleX: parent.scaleX * shown.scale.x,
    scaleY: parent.scaleY * shown.scale.y,
    alpha: parent.alpha * shown.alpha,
  };
  if (shown instanceof Sprite) paintSprite(context, shown, placing, patches);
  for (const child of shown.children) paint(context, child, placing, patches);
}

function paintSprite(
  context: CanvasRenderingContext2D,
  { texture, tint }: Sprite,
  { x, y, scaleX, scaleY, alpha }: Placing,
  patches: readonly Patch[],
): void {
  const [width, height] = [texture.width * scaleX, texture.height * scaleY];
  const isSeen = patches.some(
    ({ left, top, right, bottom }) => x < right && x + width > left && y < bottom && y + height > top,
  );
  if (!isSeen) return;
  context.globalAlpha = alpha;
  if (texture === Texture.WHITE) {
    context.fillStyle = css(tint);
    context.fillRect(x, y, width, height);
    return;
  }
  const resource: unknown = texture.source.resource;
  if (resource instanceof HTMLCanvasElement) context.drawImage(resource, x, y, width, height);
}
