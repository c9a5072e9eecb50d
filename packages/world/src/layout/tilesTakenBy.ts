import type { Door, Passage, SpawnPoint, WorldObject, Zone } from '../format/world.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { footprintOf } from '../objects/objectTypes.ts';
import { areaOfZone } from './zoneArea.ts';

/** The tiles that something in a World takes, as rectangles that do not overlap. */
export function tilesTakenBy(item: Zone | Door | Passage | WorldObject | SpawnPoint): readonly Rectangle[] {
  if ('type' in item && 'position' in item) return [footprintOf(item)];
  if ('position' in item) return [{ ...item.position, width: 1, height: 1 }];
  return areaOfZone(item);
}
