import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '@atrium/world';
import { secondZoneX, startOfSpawn, zoneHeightTiles, zoneWidthTiles, zonesPerWorld } from './people.ts';

export function worldId(world: number): string {
  return `bench-${world}`;
}

export function spawnPointId(spawn: number): string {
  return `spawn-${spawn}`;
}

/** Writes a World file for each World of the bench. */
export function writeWorlds(folder: string, worlds: number, peoplePerZone: number): void {
  mkdirSync(folder, { recursive: true });
  for (let world = 0; world < worlds; world++) {
    const file = join(folder, `${worldId(world)}.world.json`);
    writeFileSync(file, JSON.stringify(makeWorld(world, peoplePerZone)));
  }
}

/** Two halls with a wall between them: the groundZone and one more, with a SpawnPoint for everybody. */
function makeWorld(world: number, peoplePerZone: number): World {
  const width = secondZoneX + zoneWidthTiles;
  const tiles = width * zoneHeightTiles;
  const isWall = (tile: number) => tile % width === zoneWidthTiles;
  const builtAt = '2026-01-01T00:00:00Z';
  return {
    formatVersion: 2,
    worldId: worldId(world),
    workspaceId: 'bench',
    version: '1.0.0',
    meta: { name: `Bench ${world}`, createdAt: builtAt, updatedAt: builtAt, createdBy: 'bench' },
    map: {
      tileSet: 'office',
      width,
      height: zoneHeightTiles,
      layers: [
        { id: 'floor', palette: ['wood'], tiles: Array.from({ length: tiles }, () => 0) },
        {
          id: 'walls',
          palette: ['wall'],
          tiles: Array.from({ length: tiles }, (_, tile) => (isWall(tile) ? 0 : null)),
        },
      ],
    },
    groundZone: { id: 'west', name: 'West hall' },
    zones: [
      {
        id: 'east',
        name: 'East hall',
        type: 'OpenArea',
        bounds: { x: secondZoneX, y: 0, width: zoneWidthTiles, height: zoneHeightTiles },
        maxPeople: 1000,
      },
    ],
    doors: [],
    passages: [],
    objects: [],
    spawnPoints: Array.from({ length: peoplePerZone * zonesPerWorld }, (_, spawn) => {
      const { x, y } = startOfSpawn(spawn);
      return { id: spawnPointId(spawn), position: { x: Math.floor(x), y: Math.floor(y) } };
    }),
  };
}
