import { bake, discardBaked } from './bakery.ts';
import type { Baked, DrawnExtent } from './bakery.ts';

/** Textures of one scale by name, made when they are first asked for. */
export interface TextureShelf {
  /** The picture of a name; `paint` makes it if it is not there yet. */
  take(key: string, extent: DrawnExtent, paint: (context: CanvasRenderingContext2D) => void): Baked;
  destroy(): void;
}

/** @param scale device px per px at zoom 1 */
export function createTextureShelf(scale: number): TextureShelf {
  const shelf = new Map<string, Baked>();
  return {
    take(key, extent, paint) {
      const there = shelf.get(key);
      if (there !== undefined) return there;
      const baked = bake(extent, scale, paint);
      shelf.set(key, baked);
      return baked;
    },
    destroy() {
      for (const baked of shelf.values()) discardBaked(baked);
      shelf.clear();
    },
  };
}
