import type { Position, WorldSpace, ZoneInfo } from '@atrium/world';
import { lampHeightPx } from '../doors/doorPainter.ts';
import { wallHeightPx } from '../walls/wallVisibility.ts';
import { zoneOpening } from './zoneOpening.ts';

/** Where a sign hangs in the World: a place on the floor (tiles) and a height above it (px at zoom 1). */
export interface SignAnchor extends Position {
  readonly heightPx: number;
}

/** A sign keeps this far above the lamp of its Door, in px at zoom 1. */
const aboveLampPx = 8;

/** Where the sign of a Zone hangs: above its Door, or over the opening through which one comes in. */
export function signAnchor(space: WorldSpace, zone: ZoneInfo): SignAnchor | undefined {
  const door = space.world.doors.find(({ leadsToZone }) => leadsToZone === zone.id);
  if (door !== undefined) {
    const { x, y, width, height } = door.bounds;
    return { x: x + width / 2, y: y + height / 2, heightPx: lampHeightPx + aboveLampPx };
  }
  const opening = zoneOpening(space, zone.id);
  return opening && { ...opening, heightPx: wallHeightPx };
}
