import type { Zone } from '../format/world.ts';
import { rectanglesOfPolygon } from '../geometry/polygon.ts';
import type { Rectangle } from '../geometry/rectangle.ts';

/** What a Zone covers, in whole tiles, as rectangles that do not overlap. */
export function areaOfZone(zone: Pick<Zone, 'bounds' | 'polygon'>): readonly Rectangle[] {
  if (zone.bounds !== undefined) return [zone.bounds];
  return zone.polygon === undefined ? [] : rectanglesOfPolygon(zone.polygon);
}
