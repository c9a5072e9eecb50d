import type { WorldIssue } from '../format/issues.ts';
import type { World } from '../format/world.ts';
import { createWorldSpace } from '../space/worldSpace.ts';
import { checkBorders } from './checkBorders.ts';
import { checkDoorAccess, checkGates } from './checkDoors.ts';
import { checkIds } from './checkIds.ts';
import { checkInsideMap } from './checkInsideMap.ts';
import { checkLinks } from './checkLinks.ts';
import { checkLooks } from './checkLooks.ts';
import { checkObjectPlaces, checkObjectUse } from './checkObjects.ts';
import { checkPrivateRooms } from './checkPrivateRooms.ts';
import { checkReach } from './checkReach.ts';
import { checkSpawnPoints } from './checkSpawnPoints.ts';
import { checkTiles } from './checkTiles.ts';
import { checkZones } from './checkZones.ts';

/** Mistakes in the areas of Zones up to which the space that they make is looked at. */
const mostZoneIssues = 20;

/** Everything that the shape of a file cannot say: errors and warnings about a World, in the order of its keys. */
export function validateWorld(world: World): readonly WorldIssue[] {
  const tileIssues = [...checkTiles(world)];
  const zoneIssues = [...checkZones(world)];
  const issues = [
    ...tileIssues,
    ...checkIds(world),
    ...checkInsideMap(world),
    ...zoneIssues,
    ...checkDoorAccess(world),
    ...checkObjectUse(world),
    ...checkLooks(world),
    ...checkLinks(world),
  ];
  // Where walls are is not known while tiles are missing, nor where anybody is where Zones are heaped on each other.
  if (tileIssues.length > 0 || zoneIssues.length > mostZoneIssues) return issues;
  const space = createWorldSpace(world);
  return [
    ...issues,
    ...checkGates(space),
    ...checkObjectPlaces(space),
    ...checkSpawnPoints(space),
    ...checkPrivateRooms(space),
    ...checkReach(space),
    ...checkBorders(space),
  ];
}
