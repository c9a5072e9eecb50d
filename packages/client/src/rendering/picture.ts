import type { Sprite } from 'pixi.js';
import type { Baked } from './textures/bakery.ts';
import type { TextureShelf } from './textures/textureShelf.ts';

/** At which resolution the World picture is made just now, and the textures made for it. */
export interface Picture {
  /** Device px per px at zoom 1. */
  readonly scale: number;
  readonly shelf: TextureShelf;
}

/** Something that is still shown with a texture of another scale, and how to sharpen it. */
export type Refresh = () => void;

/**
 * Gives a sprite baked pixels, at a place of the picture (px at zoom 1), on whole device pixels. Pixels made for another
 * scale are stretched until there are better ones.
 */
export function placeBaked(sprite: Sprite, baked: Baked, x: number, y: number, scale: number): void {
  const stretch = scale / baked.scale;
  if (sprite.texture !== baked.texture) sprite.texture = baked.texture;
  if (sprite.scale.x !== stretch) sprite.scale.set(stretch);
  sprite.position.set(
    Math.round(x * scale) + baked.offsetX * stretch,
    Math.round(y * scale) + baked.offsetY * stretch,
  );
}
