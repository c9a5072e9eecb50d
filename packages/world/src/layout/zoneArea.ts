import type { Door, Passage, SpawnPoint, WorldObject, Zone } from '../format/world.ts';
import { rectanglesOfPolygon } from '../geometry/polygon.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { footprintOf } from '../objects/objectTypes.ts';

/** What a Zone covers, in whole tiles, as rectangles that do not overlap. */
export function areaOfZone(zone: Pick<Zone, 'bounds' | 'polygon'>): readonly Rectangle[] {
  if (zone.bounds !== undefined) return [zone.bounds];
  return zone.polygon === undefined ? [] : rectanglesOfPolygon(zone.polygon);
}

/** The tiles that something in a World takes, as rectangles that do not overlap. */
export function tilesTakenBy(item: Zone | Door | Passage | WorldObject | SpawnPoint): readonly Rectangle[] {
  if ('type' in item && 'position' in item) return [footprintOf(item)];
  if ('position' in item) return [{ ...item.position, width: 1, height: 1 }];
  return areaOfZone(item);
}
