import type { DrawnWorldSpace } from '@atrium/world';
import { planGround } from '../surroundings/groundPlan.ts';
import type { GroundPlan } from '../surroundings/groundPlan.ts';
import { wallTilesOf } from '../walls/wallRuns.ts';
import type { WallTile } from '../walls/wallRuns.ts';
import { createFloorPlan } from './floorPlan.ts';
import type { FloorPlan } from './floorPlan.ts';

/** What the picture of a World is worked out from, once for each World. */
export interface PicturePlan {
  readonly space: DrawnWorldSpace;
  readonly floor: FloorPlan;
  readonly walls: readonly WallTile[];
  readonly ground: GroundPlan;
}

/** @param before the plan of another state of the same World: what no edit has touched is taken over from it */
export function planPicture(space: DrawnWorldSpace, before?: PicturePlan): PicturePlan {
  const { map, doors, spawnPoints } = space.world;
  const was = before?.space.world;
  const floor = before !== undefined && was?.map === map ? before.floor : createFloorPlan(space.world);
  const hasSameWalls = before !== undefined && before.floor === floor && was?.doors === doors;
  const hasSameGround = before !== undefined && was?.map === map && was.spawnPoints === spawnPoints;
  return {
    space,
    floor,
    walls: hasSameWalls
      ? before.walls
      : wallTilesOf(floor, (x, y) => space.gateAtTile(x, y)?.kind === 'door'),
    ground: hasSameGround ? before.ground : groundAround(space),
  };
}

/** The place around a Map; a path leads from the street to the SpawnPoint nearest to its front side. */
function groundAround({ world }: DrawnWorldSpace): GroundPlan {
  const { width, height } = world.map;
  const nearest = [...world.spawnPoints].sort((a, b) => b.position.y - a.position.y)[0];
  return planGround(width, height, (nearest?.position.x ?? width / 2) + 0.5);
}
