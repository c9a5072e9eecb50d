import { layerCollides, tileNameAt } from '../format/layers.ts';
import type { World, WorldObject } from '../format/world.ts';
import { tilesOf } from '../geometry/rectangle.ts';
import { footprintOf, objectKinds } from '../objects/objectTypes.ts';
import { seatIdOf } from '../objects/seats.ts';
import type { Blocker } from './blocker.ts';

const edge: Blocker = { kind: 'edge' };
const wall: Blocker = { kind: 'wall' };

/** Which tiles are solid whoever asks: walls, collision layers, furniture on the floor, and all outside of the Map. */
export interface CollisionGrid {
  /** Tiles along x. */
  readonly width: number;
  /** Tiles along y. */
  readonly height: number;
  isSolid(tileX: number, tileY: number): boolean;
  /** What makes a tile solid; `undefined` where it is free. */
  blockerAt(tileX: number, tileY: number): Blocker | undefined;
}

/** Works out the solid tiles of a World once. A Door or passage opens the wall that it lies in. */
export function createCollisionGrid(world: World): CollisionGrid {
  const { width, height } = world.map;
  const blockers: Blocker[] = [wall];
  /** 0 where a tile is free, else one more than the place of its Blocker in the list. */
  const solids = new Uint16Array(width * height);

  for (const layer of world.map.layers) {
    if (!layerCollides(layer)) continue;
    for (const index of layer.tiles.keys()) if (tileNameAt(layer, index) !== undefined) solids[index] = 1;
  }
  for (const { bounds } of [...world.doors, ...world.passages]) {
    for (const { x, y } of tilesOf(bounds)) if (x < width && y < height) solids[y * width + x] = 0;
  }
  for (const object of world.objects) {
    if (objectKinds[object.type].placement !== 'floor') continue;
    for (const [tileX, tileY, blocker] of blockersOf(object)) {
      const index = tileY * width + tileX;
      if (tileX >= width || tileY >= height || solids[index] !== 0) continue;
      blockers.push(blocker);
      solids[index] = blockers.length;
    }
  }

  const isOutside = (tileX: number, tileY: number) =>
    tileX < 0 || tileY < 0 || tileX >= width || tileY >= height;
  return {
    width,
    height,
    isSolid: (tileX, tileY) => isOutside(tileX, tileY) || solids[tileY * width + tileX] !== 0,
    blockerAt: (tileX, tileY) => {
      if (isOutside(tileX, tileY)) return edge;
      return blockers[(solids[tileY * width + tileX] ?? 0) - 1];
    },
  };
}

function* blockersOf(object: WorldObject): Generator<readonly [number, number, Blocker]> {
  const isSeat = objectKinds[object.type].seats > 0;
  let place = 0;
  for (const tile of tilesOf(footprintOf(object))) {
    yield [
      tile.x,
      tile.y,
      isSeat ? { kind: 'seat', id: seatIdOf(object.id, place) } : { kind: 'object', id: object.id },
    ];
    place++;
  }
}
