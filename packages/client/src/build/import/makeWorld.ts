import { createWorldSpace, currentFormatVersion, footprintOf, packTiles, worldLimits } from '@atrium/world';
import type { NewId, World, Zone } from '@atrium/world';
import type { ImportNotes, ImportOptions } from './importReport.ts';
import type { MapSurvey } from './mapSurvey.ts';
import { fill, placeObjects, placeStarts } from './placeThings.ts';
import { placeZones, plainName } from './placeZones.ts';
import { splitBlocked } from './splitBlocked.ts';

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
        { id: 'walls', tiles: wallTiles(survey, parts.walls) },
      ],
    },
    groundZone: { id: newId('ground'), name: names.ground },
    zones: [...zones],
    doors: [],
    passages: [],
    objects: [...objects],
    spawnPoints: [...spawnPoints],
  };
  return packTiles(withFloor(bare, survey));
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
function wallTiles({ width, height }: MapSurvey, walls: Uint8Array): (string | null)[] {
  return Array.from(walls, (wall, index) => {
    if (wall !== 1) return null;
    const x = index % width;
    const y = Math.floor(index / width);
    const isInRow = (y === 0 || y === height - 1) && x > 0 && x < width - 1;
    const isInColumn = (x === 0 || x === width - 1) && y > 0 && y < height - 1;
    const along = isInRow ? x : y;
    return (isInRow || isInColumn) && along % windowEvery >= windowEvery - windowTiles ? 'window' : 'wall';
  });
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
