import type { Sprite } from 'pixi.js';
import type { Baked } from './textures/bakery.ts';
import type { TextureShelf } from './textures/textureShelf.ts';

/** At which resolution the World picture is made just now, and the textures made for it. */
export interface Picture {
  /** Device px per px at zoom 1. */
  readonly scale: number;
  readonly shelf: TextureShelf;
}

/** Gives a sprite baked pixels, at a place of the picture (px at zoom 1), on whole device pixels. */
export function placeBaked(sprite: Sprite, baked: Baked, x: number, y: number, scale: number): void {
  sprite.texture = baked.texture;
  sprite.position.set(Math.round(x * scale) + baked.offsetX, Math.round(y * scale) + baked.offsetY);
}
