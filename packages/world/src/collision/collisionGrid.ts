import type { WorldObject } from '../format/world.ts';
import { footprintOf, objectKinds } from '../objects/objectTypes.ts';
import { seatIdOf } from '../objects/seats.ts';
import type { WorldLayout, WorldOutline } from '../worldLayout.ts';
import type { Blocker } from './blocker.ts';

const edge: Blocker = { kind: 'edge' };
const wall: Blocker = { kind: 'wall' };

/** Tiles that are solid for everybody: walls, collision layers, furniture on the floor, and all outside of the Map. */
export interface CollisionGrid {
  /** Tiles along x. */
  readonly width: number;
  /** Tiles along y. */
  readonly height: number;
  isSolid(tileX: number, tileY: number): boolean;
  /** What makes a tile solid; `undefined` where it is free. */
  blockerAt(tileX: number, tileY: number): Blocker | undefined;
}

/** The solid tiles of a World. */
export function createCollisionGrid({ map, objects }: WorldOutline, { solids }: WorldLayout): CollisionGrid {
  const { width, height } = map;
  const isOutside = (tileX: number, tileY: number) =>
    tileX < 0 || tileY < 0 || tileX >= width || tileY >= height;
  return {
    width,
    height,
    isSolid: (tileX, tileY) => isOutside(tileX, tileY) || solids[tileY * width + tileX] !== 0,
    blockerAt: (tileX, tileY) => {
      if (isOutside(tileX, tileY)) return edge;
      const solid = solids[tileY * width + tileX];
      if (solid === 1) return wall;
      const object = objects[(solid ?? 0) - 2];
      return object && blockerOf(object, tileX, tileY);
    },
  };
}

function blockerOf(object: WorldObject, tileX: number, tileY: number): Blocker {
  if (objectKinds[object.type].seats === 0) return { kind: 'object', id: object.id };
  const { x, y, width } = footprintOf(object);
  return { kind: 'seat', id: seatIdOf(object.id, (tileY - y) * width + tileX - x) };
}
