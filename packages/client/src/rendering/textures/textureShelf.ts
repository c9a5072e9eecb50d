import { bake, bakeDrawing, discardBaked } from './bakery.ts';
import type { Baked, DrawnExtent } from './bakery.ts';
import type { Pen } from '../art/index.ts';

/** Textures of one scale by name, made when they are first asked for. */
export interface TextureShelf {
  /** Device px per px at zoom 1. */
  readonly scale: number;
  painting(key: string, extent: DrawnExtent, paint: (context: CanvasRenderingContext2D) => void): Baked;
  drawing(key: string, draw: (pen: Pen) => void): Baked | undefined;
  destroy(): void;
}

export function createTextureShelf(scale: number): TextureShelf {
  const shelf = new Map<string, Baked | undefined>();
  return {
    scale,
    painting(key, extent, paint) {
      const there = shelf.get(key);
      if (there !== undefined) return there;
      const baked = bake(extent, scale, paint);
      shelf.set(key, baked);
      return baked;
    },
    drawing(key, draw) {
      if (shelf.has(key)) return shelf.get(key);
      const baked = bakeDrawing(draw, scale);
      shelf.set(key, baked);
      return baked;
    },
    destroy() {
      for (const baked of shelf.values()) if (baked !== undefined) discardBaked(baked);
      shelf.clear();
    },
  };
}
