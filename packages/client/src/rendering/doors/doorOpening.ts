import type { DoorShown } from '@atrium/protocol';
import { doorAdmits } from '@atrium/world';
import type { Door, Role, WorldSpace } from '@atrium/world';

/** Somebody who may be walking through a Door. */
export interface Passer {
  readonly x: number;
  readonly y: number;
  readonly role: Role;
}

/** A Door opens for who is this near to it, in tiles from the edge of its bounds. */
const opensWithinTiles = 0.9;

/** Of the distance from a place to a Door's tiles, in tiles: asked of everybody for each Door in each frame. */
function squareOfDistance(door: Door, x: number, y: number): number {
  const { bounds } = door;
  const dx = Math.max(bounds.x - x, 0, x - bounds.x - bounds.width);
  const dy = Math.max(bounds.y - y, 0, y - bounds.y - bounds.height);
  return dx * dx + dy * dy;
}

/**
 * Whether a Door stands open because of somebody: they are in it, or near it and it admits them. Going out is
 * always free.
 */
export function opensFor(
  space: WorldSpace,
  door: Door,
  passer: Passer,
  insideCount: number,
  state?: DoorShown,
): boolean {
  const away = squareOfDistance(door, passer.x, passer.y);
  if (away === 0) return true;
  if (away > opensWithinTiles ** 2) return false;
  const isInside = space.zones.chain(space.zones.at(passer).id).includes(door.leadsToZone);
  return isInside || doorAdmits(door.access, passer.role, insideCount, state);
}

/** Whether a Door is open regardless of who is near: it is held open, or a person out of sight is in it. */
export function standsOpen(state: DoorShown | undefined): boolean {
  return state !== undefined && (state.inUse || (state.held === 'open' && !state.locked));
}

/** What is shown on a Door that does not let everybody in whom its World file admits. */
export type DoorMark = 'locked' | 'heldClosed';

export function markOf(state: DoorShown | undefined): DoorMark | undefined {
  if (state?.locked === true) return 'locked';
  return state?.held === 'closed' ? 'heldClosed' : undefined;
}
