import { areaOfZone, containsPosition, footprintOf, kindOf } from '@atrium/world';
import type { Position, World, WorldObject } from '@atrium/world';
import { depthOf, floorAt, screenX } from '../iso/projection.ts';
import type { ObjectLooks } from '../objects/objectLooks.ts';
import { surfacesOf } from '../objects/objectPlacing.ts';
import type { Surfaces } from '../objects/objectPlacing.ts';
import { isOnBlock } from './onBlock.ts';
import { blocksOf } from './objectBlocks.ts';
import type { ObjectBlock } from './objectBlocks.ts';

/** What an editor points at. */
export interface PickedThing {
  readonly id: string;
  /** Of what is drawn beneath everything else, one can point at the floor or at the Zone on it. */
  readonly isZone: boolean;
}

/** Finds what an editor points at: a point of the World picture, in px at zoom 1. */
export type PickThing = (point: Position) => PickedThing | undefined;

const gateHeightPx = 12;
/** What lies flat is pointed at where nothing else is. */
const flatDepth = -1_000_000;

type ThingBlock = Pick<ObjectBlock, 'x0' | 'y0' | 'x1' | 'y1' | 'liftPx' | 'heightPx' | 'depth'> & {
  readonly id: string;
};

/**
 * Finds the blocks of all Objects that stand on a vertical line of the picture, at an x in px at zoom 1. Blocks are worked
 * out where they are pointed at: each step of an editor makes another World, of which they look at a few tiles.
 */
function createBlocksAbove(
  objects: readonly WorldObject[],
  looks: ObjectLooks,
): (pictureX: number) => readonly ThingBlock[] {
  const known = new Map<WorldObject, readonly ThingBlock[]>();
  let surfaces: Surfaces | undefined;
  const surfaceAt: Surfaces = (tile) => (surfaces ??= surfacesOf(objects))(tile);
  const blocksFor = (object: WorldObject) => {
    const there = known.get(object);
    if (there !== undefined) return there;
    const isFlat = kindOf(object).placement === 'flat';
    const made = blocksOf(surfaceAt, looks, object).map((block) => ({
      ...block,
      id: object.id,
      depth: isFlat ? flatDepth : block.depth,
    }));
    known.set(object, made);
    return made;
  };
  return (pictureX) =>
    objects.flatMap((object) => {
      const { x, y, width, height } = footprintOf(object);
      const isBeside = pictureX < screenX(x, y + height) || pictureX > screenX(x + width, y);
      return isBeside ? [] : blocksFor(object);
    });
}

export function createPickThing(
  { objects, doors, passages, spawnPoints, zones }: World,
  looks: ObjectLooks,
): PickThing {
  const blocksAbove = createBlocksAbove(objects, looks);
  const others: readonly ThingBlock[] = [
    ...[...doors, ...passages].map(({ id, bounds: { x, y, width, height } }) => ({
      id,
      ...{ x0: x, y0: y, x1: x + width, y1: y + height },
      liftPx: 0,
      heightPx: gateHeightPx,
      depth: depthOf(x + width / 2, y + height / 2),
    })),
    ...spawnPoints.map(({ id, position: { x, y } }) => ({
      id,
      ...{ x0: x, y0: y, x1: x + 1, y1: y + 1 },
      liftPx: 0,
      heightPx: 0,
      depth: depthOf(x, y),
    })),
  ];
  return (point) => {
    let best: ThingBlock | undefined;
    for (const blocks of [blocksAbove(point.x), others])
      for (const block of blocks) {
        if (best !== undefined && block.depth < best.depth) continue;
        const { x0, y0, x1, y1 } = block;
        if (isOnBlock(point.x, point.y + block.liftPx, x0, y0, x1, y1, block.heightPx)) best = block;
      }
    if (best !== undefined) return { id: best.id, isZone: false };
    const place = floorAt(point.x, point.y);
    const there = zones.filter((zone) => areaOfZone(zone).some((part) => containsPosition(part, place)));
    // Of a PrivateRoom in a TeamArea, the room.
    const zone = there.find(({ type }) => type === 'PrivateRoom') ?? there[0];
    return zone && { id: zone.id, isZone: true };
  };
}
