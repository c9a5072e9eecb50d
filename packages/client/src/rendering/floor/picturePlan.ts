import type { DrawnWorldSpace } from '@atrium/world';
import { planGround } from '../surroundings/groundPlan.ts';
import type { GroundPlan } from '../surroundings/groundPlan.ts';
import { wallTilesOf } from '../walls/wallRuns.ts';
import type { WallLook, WallTile } from '../walls/wallRuns.ts';
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
  const { map, doors, groundZone, spawnPoints, zones } = space.world;
  const was = before?.space.world;
  const floor = before !== undefined && was?.map === map ? before.floor : createFloorPlan(space.world);
  // Zones say how walls look.
  const hasSameZones = was?.zones === zones && was.groundZone === groundZone;
  const hasSameWalls = before !== undefined && before.floor === floor && was?.doors === doors && hasSameZones;
  const hasSameGround = before !== undefined && was?.map === map && was.spawnPoints === spawnPoints;
  return {
    space,
    floor,
    walls: hasSameWalls
      ? before.walls
      : wallTilesOf(floor, (x, y) => space.gateAtTile(x, y)?.kind === 'door', wallLooks(space)),
    ground: hasSameGround ? before.ground : groundAround(space),
  };
}

/** How walls look that face a tile, as the Zone there says. */
function wallLooks({
  world,
  zones,
}: DrawnWorldSpace): (tileX: number, tileY: number) => WallLook | undefined {
  const looks = new Map(
    [world.groundZone, ...world.zones].flatMap(({ id, walls }) => (walls ? [[id, walls]] : [])),
  );
  if (looks.size === 0) return () => undefined;
  return (x, y) => looks.get(zones.at({ x: x + 0.5, y: y + 0.5 }).id);
}

/** The place around a Map; a path leads from the street to the SpawnPoint nearest to its front side. */
function groundAround({ world }: DrawnWorldSpace): GroundPlan {
  const { width, height } = world.map;
  const nearest = [...world.spawnPoints].sort((a, b) => b.position.y - a.position.y)[0];
  return planGround(width, height, (nearest?.position.x ?? width / 2) + 0.5);
}
