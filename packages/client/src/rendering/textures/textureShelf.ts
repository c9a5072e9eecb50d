import { veil } from '../light/dimming.ts';
import { bake, discardBaked } from './bakery.ts';
import type { Baked, DrawnExtent } from './bakery.ts';

/** Textures of one scale by name, made when they are first asked for. */
export interface TextureShelf {
  /**
   * The picture of a name; `paint` makes it if it is not there yet.
   *
   * @param dim how far it lies in dusk, 0 to 1
   */
  take(
    key: string,
    extent: DrawnExtent,
    paint: (context: CanvasRenderingContext2D) => void,
    dim?: number,
  ): Baked;
  /** Frees the pictures that were only needed while the light changed. */
  forgetPassing(): void;
  destroy(): void;
}

/** @param scale device px per px at zoom 1 */
export function createTextureShelf(scale: number): TextureShelf {
  const shelf = new Map<string, Baked>();
  const passing = new Set<string>();

  const take: TextureShelf['take'] = (key, extent, paint, dim = 0) => {
    const name = dim === 0 ? key : `${key}@${dim}`;
    const there = shelf.get(name);
    if (there !== undefined) return there;
    const baked = dim === 0 ? bake(extent, scale, paint) : dimmed(take(key, extent, paint), extent, dim);
    shelf.set(name, baked);
    if (dim > 0 && dim < 1) passing.add(name);
    return baked;
  };
  // Not left to PixiJS: the tint of its canvas renderer is wrong where a picture can be seen through.
  const dimmed = (bright: Baked, extent: DrawnExtent, dim: number): Baked =>
    bake(extent, scale, (context) => {
      const { width, height } = bright.canvas;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(bright.canvas, 0, 0);
      context.globalCompositeOperation = 'source-atop';
      context.fillStyle = veil(dim);
      context.fillRect(0, 0, width, height);
    });

  return {
    take,
    forgetPassing() {
      for (const name of passing) {
        const baked = shelf.get(name);
        if (baked !== undefined) discardBaked(baked);
        shelf.delete(name);
      }
      passing.clear();
    },
    destroy() {
      for (const baked of shelf.values()) discardBaked(baked);
      shelf.clear();
    },
  };
}
