import {
  createWorldSpace,
  currentFormatVersion,
  footprintOf,
  packTiles,
  resizeMap,
  worldLimits,
} from '@atrium/world';
import type { NewId, Position, World, Zone } from '@atrium/world';
import type { ImportNotes, ImportOptions } from './importReport.ts';
import type { MapSurvey } from './mapSurvey.ts';
import { fill, placeObjects, placeStarts } from './placeThings.ts';
import { placeZones, plainName } from './placeZones.ts';
import { splitBlocked } from './splitBlocked.ts';
import { thickestWall, thinWalls } from './thinWalls.ts';

export interface WorldMaking extends ImportOptions {
  readonly name: string;
  readonly newId: NewId;
  readonly notes: ImportNotes;
  /** When it is made. */
  readonly nowMs: number;
}

/** Objects that are kept free for links and the furniture of WorkAdventure's editor. */
const sparedObjects = 500;
const zoneFloors: Readonly<Partial<Record<Zone['type'], string>>> = {
  MeetingRoom: 'carpet',
  TeamArea: 'wood',
};

/** A World of what was found on a map, without errors and in the art of Atrium. */
export function makeWorld(
  survey: MapSurvey,
  { name, names, isHalfSize, newId, notes, nowMs }: WorldMaking,
): World {
  const { width, height } = survey;
  const blocked = withRoomForOne(survey);
  const parts = splitBlocked(survey, blocked, survey.furnished, {
    isHalfSize,
    mostFurniture: worldLimits.objects - sparedObjects,
  });
  thinWalls(survey, parts.walls);
  const solid = parts.walls.slice();
  const ground = { width, height, solid };
  for (const piece of parts.furniture) fill(ground, footprintOf(piece));
  const zones = placeZones(survey, names, newId, notes);
  const objects = placeObjects(survey, parts, ground, newId, notes);
  const spawnPoints = placeStarts(survey, ground, newId, notes);
  const moment = new Date(nowMs).toISOString();
  const bare: World = {
    formatVersion: currentFormatVersion,
    worldId: newId('world'),
    workspaceId: 'workspace',
    version: '1.0.0',
    meta: {
      name: plainName(name) ?? names.ground,
      createdAt: moment,
      updatedAt: moment,
      createdBy: 'Atrium',
    },
    map: {
      tileSet: 'office',
      width,
      height,
      layers: [
        { id: 'floor', tiles: new Array<null>(width * height).fill(null) },
        { id: 'walls', tiles: Array.from(parts.walls, (wall) => (wall === 1 ? 'wall' : null)) },
      ],
    },
    groundZone: { id: newId('ground'), name: names.ground },
    zones: [...zones],
    doors: [],
    passages: [],
    objects: [...objects],
    spawnPoints: [...spawnPoints],
  };
  const { world, offset } = withoutMargin(withFloor(bare, survey), solid);
  notes.moveBy(offset);
  return packTiles(withWindows(world));
}

/** What thick walls leave outside of the outermost one is no part of the Map. */
function withoutMargin(
  world: World,
  solid: Uint8Array,
): { readonly world: World; readonly offset: Position } {
  const { width, height } = world.map;
  let [top, left] = [0, 0];
  const isFree = (x: number, y: number) => solid[y * width + x] === 0;
  const columns = Array.from({ length: width }, (_, x) => x);
  while (top < thickestWall && columns.every((x) => isFree(x, top))) top++;
  const rows = Array.from({ length: height - top }, (_, y) => y + top);
  while (left < thickestWall && rows.every((y) => isFree(left, y))) left++;
  const spaces = createWorldSpace(world).reach;
  const isReached = (x: number, y: number) => spaces[y * width + x] === 1;
  // People walk on a margin that is none of a wall.
  if (columns.some((x) => top > 0 && isReached(x, top - 1))) top = 0;
  if (rows.some((y) => left > 0 && isReached(left - 1, y))) left = 0;
  const outcome = resizeMap(world, { left: 0 - left, top: 0 - top, right: 0, bottom: 0 });
  return outcome.ok
    ? { world: outcome.world, offset: { x: 0 - left, y: 0 - top } }
    : { world, offset: { x: 0, y: 0 } };
}

/** A map that is blocked all over gets one tile to stand on. */
function withRoomForOne({ blocked, width, height }: MapSurvey): Uint8Array {
  if (blocked.includes(0)) return blocked;
  const opened = blocked.slice();
  opened[Math.floor(height / 2) * width + Math.floor(width / 2)] = 0;
  return opened;
}

/** Tiles from one window to the next, and how wide it is. */
const windowEvery = 6;
const windowTiles = 2;

/** Outer walls have windows, as an office has. */
function withWindows(world: World): World {
  const { width, height } = world.map;
  const isWindow = (index: number): boolean => {
    const x = index % width;
    const y = Math.floor(index / width);
    const isInRow = (y === 0 || y === height - 1) && x > 0 && x < width - 1;
    const isInColumn = (x === 0 || x === width - 1) && y > 0 && y < height - 1;
    const along = isInRow ? x : y;
    return (isInRow || isInColumn) && along % windowEvery >= windowEvery - windowTiles;
  };
  const layers = world.map.layers.map((layer) =>
    layer.id === 'walls'
      ? {
          ...layer,
          tiles: layer.tiles.map((tile, index) => (tile !== null && isWindow(index) ? 'window' : tile)),
        }
      : layer,
  );
  return { ...world, map: { ...world.map, layers } };
}

/** Floor wherever something was drawn and wherever people get to, by what the Zone is for. */
function withFloor(world: World, { drawn, width }: MapSurvey): World {
  const space = createWorldSpace(world);
  const floorOf = (index: number): string | null => {
    if (drawn[index] !== 1 && space.reach[index] !== 1) return null;
    const place = { x: (index % width) + 0.5, y: Math.floor(index / width) + 0.5 };
    return zoneFloors[space.zones.at(place).type] ?? 'oak';
  };
  const layers = world.map.layers.map((layer) =>
    layer.id === 'floor' ? { ...layer, tiles: layer.tiles.map((_, index) => floorOf(index)) } : layer,
  );
  return { ...world, map: { ...world.map, layers } };
}
