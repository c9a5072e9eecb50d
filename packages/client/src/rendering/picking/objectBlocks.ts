import { footprintOf, objectKinds, purposeOf, tilesOf } from '@atrium/world';
import type { WorldObject, WorldSpace } from '@atrium/world';
import { objectBlock } from '../art/index.ts';
import { depthOfTile } from '../iso/projection.ts';
import { surfacesOf, variationOf } from '../objects/objectPlacing.ts';
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
export function usableBlocks({ world }: WorldSpace): readonly ObjectBlock[] {
  return blocksOfObjects(world.objects, (object) => {
    const kind = purposeOf(object)?.kind;
    return kind !== undefined && kind !== 'sit';
  });
}

/** What Objects take of the picture. @param isWanted which of them are asked for */
export function blocksOfObjects(
  objects: readonly WorldObject[],
  isWanted: (object: WorldObject) => boolean = () => true,
): readonly ObjectBlock[] {
  const surfaces = surfacesOf(objects);
  // Hundreds look alike, and what one fits into takes as long as all the rest.
  const spaces = new Map<string, ReturnType<typeof objectBlock>>();
  return objects.filter(isWanted).flatMap((object) => {
    const variation = variationOf(object);
    const look = `${object.type}/${object.rotation}/${variation}`;
    const space = spaces.get(look) ?? objectBlock(object.type, object.rotation, variation);
    spaces.set(look, space);
    return blocksOf(surfaces, object, space);
  });
}

function blocksOf(
  surfaces: Surfaces,
  object: WorldObject,
  { x, y, z }: ReturnType<typeof objectBlock>,
): ObjectBlock[] {
  const isOnTop = objectKinds[object.type].placement === 'surface';
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
