import { footprintOf } from '@atrium/world';
import type { Position, WorldSpace } from '@atrium/world';
import { depthOf, depthOfTile, floorAt, screenX, screenY } from '../iso/projection.ts';
import type { TapTarget } from '../scene.ts';

/** Somebody who can be tapped, where their feet are. */
export interface PickablePerson {
  readonly key: string;
  readonly isSelf: boolean;
  readonly x: number;
  readonly y: number;
}

/** What a body takes of the picture around its feet, in px at zoom 1. */
const body = { halfWidth: 13, height: 54, below: 5 } as const;
/** Height of what belongs to a seat and to a Door, in px at zoom 1. */
const seatHeightPx = 24;
const doorHeightPx = 58;

interface Candidate {
  readonly depth: number;
  readonly target: Omit<TapTarget, 'position'>;
}

/** Whether a point of the picture lies on an upright block that stands on a rectangle of the floor (tiles). */
function isOnBlock(
  pointX: number,
  pointY: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  heightPx: number,
): boolean {
  // The silhouette: between its left and right corner, under its upper and over its lower edges.
  if (pointX < screenX(x0, y1) || pointX > screenX(x1, y0)) return false;
  const across = pointX / 32;
  // Of the places of the floor on the vertical line through the point, those from `low` to `high` are in the base.
  const low = Math.max(2 * x0 - across, 2 * y0 + across);
  const high = Math.min(2 * x1 - across, 2 * y1 + across);
  return pointY >= low * 16 - heightPx && pointY <= high * 16;
}

/**
 * What is under a point of the World picture (px at zoom 1). The nearest to the viewer counts: a person's body or
 * name, then a seat, then a Door, then just the floor.
 */
export function pick(
  space: WorldSpace,
  people: Iterable<PickablePerson>,
  point: { readonly x: number; readonly y: number },
): TapTarget {
  const position: Position = floorAt(point.x, point.y);
  let best: Candidate | undefined;
  const consider = (candidate: Candidate): void => {
    if (best === undefined || candidate.depth > best.depth) best = candidate;
  };
  for (const person of people) {
    if (person.isSelf) continue;
    const offX = point.x - screenX(person.x, person.y);
    const offY = point.y - screenY(person.x, person.y);
    const isHit = Math.abs(offX) <= body.halfWidth && offY <= body.below && offY >= -body.height;
    if (isHit) consider({ depth: depthOf(person.x, person.y) + 0.01, target: { personId: person.key } });
  }
  for (const seat of space.seats) {
    const tileX = Math.floor(seat.position.x);
    const tileY = Math.floor(seat.position.y);
    if (!isOnBlock(point.x, point.y, tileX + 0.1, tileY + 0.1, tileX + 0.9, tileY + 0.9, seatHeightPx))
      continue;
    consider({ depth: depthOfTile(tileX, tileY), target: { seatId: seat.id } });
  }
  for (const door of space.world.doors) {
    const { x, y, width, height } = door.bounds;
    const isAlongX = width > height || (width === height && space.collision.isSolid(x - 1, y));
    const [x0, y0, x1, y1] = isAlongX
      ? [x, y + 0.3, x + width, y + height - 0.3]
      : [x + 0.3, y, x + width - 0.3, y + height];
    if (!isOnBlock(point.x, point.y, x0, y0, x1, y1, doorHeightPx)) continue;
    consider({ depth: depthOf(x + width / 2, y + height / 2), target: { doorId: door.id } });
  }
  if (best === undefined) return { position };
  // A desk in front of a chair is tapped for itself, not for the chair that it hides.
  return isHiddenByObject(space, point, best) ? { position } : { position, ...best.target };
}

function isHiddenByObject(
  space: WorldSpace,
  point: { readonly x: number; readonly y: number },
  best: Candidate,
): boolean {
  if (best.target.seatId === undefined) return false;
  return space.world.objects.some((object) => {
    if (object.type !== 'Desk' && object.type !== 'MeetingTable') return false;
    const { x, y, width, height } = footprintOf(object);
    const isNearer = depthOf(x + width / 2, y + height / 2) > best.depth;
    return isNearer && isOnBlock(point.x, point.y, x, y, x + width, y + height, 22);
  });
}
