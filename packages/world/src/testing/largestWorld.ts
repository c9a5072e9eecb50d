import { currentFormatVersion } from '../format/world.ts';
import type { Layer, World, WorldObject, Zone } from '../format/world.ts';
import { worldLimits } from '../format/limits.ts';

const side = worldLimits.mapSideTiles;
/** Zones side by side, and what they and the wall beneath them take of the Map, in tiles. */
const columns = 5;
const columnTiles = 100;
const rowTiles = 12;
const teeth = 49;
const toothTiles = 8;
const baseTiles = 3;

/**
 * The largest World there may be: a Map of 512 x 512 tiles, with as many Zones, Doors, passages, Objects and
 * SpawnPoints as a file may list. Each Zone is a comb of 198 corners, so that the groundZone lies in thousands of pieces.
 * Valid, and as JSON without spaces as near to `worldLimits.fileBytes` as layers of tiles bring it.
 */
export function largestWorld(): World {
  const zones = Array.from({ length: worldLimits.zones }, (_, index) => combAt(index));
  const places = zones.map((_, index) => originOf(index));
  const spread = <Thing>(count: number, make: (x: number, y: number, zone: number, slot: number) => Thing) =>
    Array.from({ length: count }, (_, index) => {
      const zone = index % zones.length;
      const { x = 0, y = 0 } = places[zone] ?? {};
      return make(x, y, zone, Math.floor(index / zones.length));
    });
  const wallY = toothTiles + baseTiles;
  return {
    formatVersion: currentFormatVersion,
    worldId: 'largest',
    workspaceId: 'tests',
    version: '1.0.0',
    meta: {
      name: 'Largest',
      createdAt: '2025-01-01T00:00:00Z',
      updatedAt: '2025-01-01T00:00:00Z',
      createdBy: 'tests',
    },
    map: { tileSet: 'office', width: side, height: side, layers: layers() },
    groundZone: { id: 'ground', name: 'Ground' },
    zones,
    doors: spread(worldLimits.doors, (x, y, zone, slot) => ({
      id: longId('door', zone, slot),
      bounds: { x: x + 2 + slot * 4, y: y + wallY, width: 1, height: 1 },
      leadsToZone: `z${zone}`,
      access: { type: 'open' },
    })),
    passages: spread(worldLimits.passages, (x, y, zone, slot) => ({
      id: longId('passage', zone, slot),
      bounds: { x: x + 40 + slot * 4, y: y + wallY, width: 1, height: 1 },
    })),
    objects: spread(worldLimits.objects, (x, y, zone, slot) => objectAt(x, y, zone, slot)),
    spawnPoints: spread(worldLimits.spawnPoints, (x, y, zone) => ({
      id: `spawn-${zone}`,
      position: { x: x + 60, y: y + toothTiles + 1 },
    })),
  };
}

function originOf(index: number): { readonly x: number; readonly y: number } {
  return { x: (index % columns) * columnTiles, y: Math.floor(index / columns) * rowTiles };
}

function combAt(index: number): Zone {
  const { x, y } = originOf(index);
  const base = y + toothTiles;
  const polygon: [number, number][] = [];
  for (let tooth = 0; tooth < teeth; tooth++) {
    const left = x + tooth * 2;
    polygon.push([left, y], [left + 1, y], [left + 1, base], [left + 2, base]);
  }
  polygon.push([x + teeth * 2, base + baseTiles], [x, base + baseTiles]);
  return { id: `z${index}`, name: `Zone ${index}`, type: 'TeamArea', polygon };
}

function objectAt(x: number, y: number, zone: number, slot: number): WorldObject {
  const position = { x: x + 4 + slot * 4, y: y + toothTiles + 1 };
  const id = longId('object', zone, slot);
  if (slot === 0) return { id, type: 'Whiteboard', position, rotation: 0, persistent: true };
  return { id, type: 'Chair', position, rotation: 0, linkedObjects: [boardIn(zone)] };
}

function boardIn(zone: number): string {
  return longId('object', zone, 0);
}

function longId(kind: string, zone: number, slot: number): string {
  return `${kind}-${zone}-${slot}.`.padEnd(worldLimits.idLength, 'x');
}

function layers(): Layer[] {
  const isWall = (tile: number) => {
    const x = tile % side;
    const y = Math.floor(tile / side);
    return (
      y < (worldLimits.zones / columns) * rowTiles &&
      y % rowTiles === rowTiles - 1 &&
      x % columnTiles < teeth * 2
    );
  };
  const tiles = Array.from({ length: side * side }, (_, tile) => (isWall(tile) ? 1 : 0));
  const plain = tiles.map(() => 0);
  return [
    { id: 'walls', palette: [null, 'wall'], tiles },
    ...Array.from({ length: 5 }, (_, index) => ({ id: `layer-${index}`, palette: ['oak'], tiles: plain })),
  ];
}
