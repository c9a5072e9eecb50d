import { currentFormatVersion } from '@atrium/world';
import type { World, WorldObject, Zone } from '@atrium/world';

/** In tiles. */
const side = 200;
/** As many as a World may have, but for those that the bench adds. */
const objectCount = 1_900;

/** The Map is a square of equal blocks: a room with a Door to the south, and halls to its south and its east. */
const blockTiles = 20;
const blocks = side / blockTiles;
/** Of a room with its walls. */
const roomWidth = 14;
const roomHeight = 12;
const perBlock = objectCount / blocks ** 2;
/** In the hall of each block: people walk along it, and the rows to its south are left to the editor. */
const walkRow = roomHeight + 1;
type Block = { readonly x: number; readonly y: number };
const allBlocks: readonly Block[] = Array.from({ length: blocks ** 2 }, (_, index) => ({
  x: index % blocks,
  y: Math.floor(index / blocks),
}));

/** In the hall of a block in the middle. */
export const editorSpawn = {
  id: 'spawn-editor',
  name: 'Editor',
  position: tileIn({ x: blocks / 2, y: blocks / 2 }, roomWidth / 2, walkRow),
};
/** There are 8 free tiles to the east of each. */
export const walkersSpawnPoints = allBlocks.slice(0, -1).map((block, index) => ({
  id: `spawn-${index}`,
  position: tileIn(block, 2, walkRow),
  // The lobby offers a choice between those that have names.
  ...(index === 0 ? { name: 'Others' } : {}),
}));

/** A valid World of 200 x 200 tiles with 100 furnished rooms. */
export function bigOffice(): World {
  const builtAt = '2026-01-01T00:00:00Z';
  return {
    formatVersion: currentFormatVersion,
    worldId: 'bench',
    workspaceId: 'bench',
    version: '1.0.0',
    meta: { name: 'Bench', createdAt: builtAt, updatedAt: builtAt, createdBy: 'bench' },
    map: {
      tileSet: 'office',
      width: side,
      height: side,
      layers: [
        { id: 'floor', palette: ['wood'], tiles: Array.from({ length: side ** 2 }, () => 0) },
        {
          id: 'walls',
          palette: ['wall'],
          tiles: Array.from({ length: side ** 2 }, (_, tile) =>
            isWall(tile % side, Math.floor(tile / side)) ? 0 : null,
          ),
        },
      ],
    },
    groundZone: { id: 'halls', name: 'Halls' },
    zones: allBlocks.map(zoneOf),
    doors: allBlocks.map((block, index) => ({
      id: `door-${index}`,
      bounds: { ...tileIn(block, roomWidth / 2, roomHeight - 1), width: 1, height: 1 },
      leadsToZone: `room-${index}`,
      access: { type: 'open' },
    })),
    passages: [],
    objects: allBlocks.flatMap(furnish),
    spawnPoints: [editorSpawn, ...walkersSpawnPoints],
  };
}

function tileIn(block: Block, x: number, y: number) {
  return { x: block.x * blockTiles + x, y: block.y * blockTiles + y };
}

function zoneOf(block: Block, index: number): Zone {
  const inside = { ...tileIn(block, 1, 1), width: roomWidth - 2, height: roomHeight - 2 };
  return { id: `room-${index}`, name: `Room ${index + 1}`, type: 'TeamArea', bounds: inside };
}

/** The ring around the room of a block, but for its Door. */
function isWall(x: number, y: number): boolean {
  const [inX, inY] = [x % blockTiles, y % blockTiles];
  if (inX >= roomWidth || inY >= roomHeight) return false;
  const isRing = inX === 0 || inX === roomWidth - 1 || inY === 0 || inY === roomHeight - 1;
  return isRing && !(inX === roomWidth / 2 && inY === roomHeight - 1);
}

/** Rows of desks with a chair and a computer each, and plants. */
function furnish(block: Block, index: number): WorldObject[] {
  const objects: WorldObject[] = [];
  const add = (type: WorldObject['type'], x: number, y: number, links: readonly string[] = []) => {
    const id = `object-${index}-${objects.length}`;
    const linkedObjects = links.length > 0 ? { linkedObjects: [...links] } : {};
    objects.push({ id, type, rotation: 0, position: tileIn(block, x, y), ...linkedObjects });
    return id;
  };
  for (let desk = 0; desk < 6; desk++) {
    const [x, y] = [2 + (desk % 3) * 3, 3 + Math.floor(desk / 3) * 4];
    const chair = add('Chair', x, y - 1);
    const top = add('Desk', x, y);
    add('Computer', x, y, [top, chair]);
  }
  while (objects.length < perBlock) add('Plant', 1 + (objects.length % 2) * (roomWidth - 3), 1);
  return objects;
}
