import { footprintOf } from '@atrium/world';
import type { Door, Rectangle, WorldSpace } from '@atrium/world';
import type { FloorPlan } from '../floor/floorPlan.ts';
import { doorAxis } from '../doors/doorAxis.ts';
import { depthOfTile } from '../iso/projection.ts';
import type { Highlighted } from '../scene.ts';
import { wallHeightPx } from '../walls/wallVisibility.ts';
import { blockSilhouette, joinSilhouettes } from './silhouette.ts';
import type { Silhouette } from './silhouette.ts';

/** Gives what an Object covers part by part, or what of it stands on one tile; nothing where it lies flat. */
export type FindObjectSilhouettes = (
  objectId: string,
  tile?: { readonly x: number; readonly y: number },
) => readonly Silhouette[];

/** How far the frame of a Door is from the edges of its tiles, in tiles. */
const doorInset = 0.3;

/** What is outlined of an Object, a seat or a Door; `undefined` where the World has none of that id. */
export function highlightedSilhouette(
  space: WorldSpace,
  plan: FloorPlan,
  ofObject: FindObjectSilhouettes,
  { kind, id }: Highlighted,
): Silhouette | undefined {
  switch (kind) {
    case 'object': {
      const object = space.object(id);
      return object && (joinSilhouettes(ofObject(id)) ?? flatSilhouette(footprintOf(object)));
    }
    case 'seat': {
      const seat = space.seat(id);
      if (seat === undefined) return undefined;
      const tile = { x: Math.floor(seat.position.x), y: Math.floor(seat.position.y) };
      return joinSilhouettes(ofObject(seat.objectId, tile));
    }
    case 'door': {
      const door = space.door(id);
      return door && doorSilhouette(plan, door);
    }
  }
}

function flatSilhouette({ x, y, width, height }: Rectangle): Silhouette {
  const area = { x0: x, y0: y, x1: x + width, y1: y + height };
  // It lies on the floor: all that stands is in front of it.
  return blockSilhouette(area, 0, -1);
}

function doorSilhouette(plan: FloorPlan, door: Door): Silhouette {
  const { x, y, width, height } = door.bounds;
  const depth = depthOfTile(x + width - 1, y + height - 1);
  const [insetX, insetY] = doorAxis(plan, door) === 'x' ? [0, doorInset] : [doorInset, 0];
  const area = { x0: x + insetX, y0: y + insetY, x1: x + width - insetX, y1: y + height - insetY };
  return blockSilhouette(area, wallHeightPx, depth);
}
