import { footprintOf, kindOf, purposeOf, tilesOf } from '@atrium/world';
import type { WorldObject, WorldSpace } from '@atrium/world';
import { depthOfTile } from '../iso/projection.ts';
import type { ObjectLooks } from '../objects/objectLooks.ts';
import { surfacesOf } from '../objects/objectPlacing.ts';
import type { Surfaces } from '../objects/objectPlacing.ts';

/** What of an Object stands on one tile: an upright block. */
export interface ObjectBlock {
  readonly objectId: string;
  /** The floor below it, in tiles. */
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** How far above the floor it stands, and how high it is, in px at zoom 1. */
  readonly liftPx: number;
  readonly heightPx: number;
  readonly depth: number;
}

/** How much further than it is drawn something can be tapped, in tiles. */
const slack = 0.05;
/** What stands on something is a little nearer than that. */
const onTop = 0.005;

/** Everything that can be used otherwise than by sitting on it. */
export function usableBlocks({ world }: WorldSpace, looks: ObjectLooks): readonly ObjectBlock[] {
  const surfaces = surfacesOf(world.objects);
  const isUsable = (object: WorldObject) => {
    const kind = purposeOf(object)?.kind;
    return kind !== undefined && kind !== 'sit';
  };
  return world.objects.filter(isUsable).flatMap((object) => blocksOf(surfaces, looks, object));
}

/** What one Object takes of the picture, tile by tile. @param surfaces what the Objects that stand on others stand on */
export function blocksOf(surfaces: Surfaces, looks: ObjectLooks, object: WorldObject): ObjectBlock[] {
  const { x, y, z } = looks.blockOf(object);
  const isOnTop = kindOf(object).placement === 'surface';
  const { position } = object;
  const [left, right] = [position.x + x[0] - slack, position.x + x[1] + slack];
  const [back, front] = [position.y + y[0] - slack, position.y + y[1] + slack];
  return [...tilesOf(footprintOf(object))].map((tile) => ({
    objectId: object.id,
    x0: Math.max(tile.x, left),
    y0: Math.max(tile.y, back),
    x1: Math.min(tile.x + 1, right),
    y1: Math.min(tile.y + 1, front),
    liftPx: isOnTop ? surfaces(object.position) : 0,
    heightPx: z[1],
    depth: depthOfTile(tile.x, tile.y) + (isOnTop ? onTop : 0),
  }));
}
