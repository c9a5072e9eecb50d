import { areaOfZone, containsPosition, kindOf } from '@atrium/world';
import type { Position, World } from '@atrium/world';
import { depthOf, floorAt } from '../iso/projection.ts';
import type { ObjectLooks } from '../objects/objectLooks.ts';
import { isOnBlock } from './onBlock.ts';
import { blocksOfObjects } from './objectBlocks.ts';

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

export function createPickThing(
  { objects, doors, passages, spawnPoints, zones }: World,
  looks: ObjectLooks,
): PickThing {
  const flat = new Set(objects.filter((object) => kindOf(object).placement === 'flat').map(({ id }) => id));
  const blocks = [
    ...blocksOfObjects(objects, looks).map(({ objectId, ...block }) => ({
      id: objectId,
      ...block,
      depth: flat.has(objectId) ? flatDepth : block.depth,
    })),
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
    let best: (typeof blocks)[number] | undefined;
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
