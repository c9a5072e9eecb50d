import type { Layer } from './world.ts';

/**
 * The name of a tile of a layer.
 *
 * @param index the place in `tiles`: y times the width of the Map, plus x
 * @returns `undefined` where the layer is empty
 */
export function tileNameAt(layer: Pick<Layer, 'tiles' | 'palette'>, index: number): string | undefined {
  const tile = layer.tiles[index];
  if (typeof tile === 'number') return layer.palette?.[tile] ?? undefined;
  return tile ?? undefined;
}

/** Whether the tiles of a layer block; those of the layer `walls` always do. */
export function layerCollides(layer: Pick<Layer, 'id' | 'collision'>): boolean {
  return layer.id === 'walls' || layer.collision === true;
}
