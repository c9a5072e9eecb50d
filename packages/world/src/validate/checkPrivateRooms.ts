import { worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import type { Zone } from '../format/world.ts';
import { tilesOf } from '../geometry/rectangle.ts';
import { joinTiles } from '../geometry/rectanglesOfTiles.ts';
import type { Position } from '../geometry/units.ts';
import type { DrawnWorldSpace, WorldSpace } from '../space/worldSpace.ts';
import { areaOfZone } from '../layout/zoneArea.ts';

const neighbours = [
  { x: 1, y: 0 },
  { x: -1, y: 0 },
  { x: 0, y: 1 },
  { x: 0, y: -1 },
];

/** Walls and the room's own Doors enclose each PrivateRoom: who comes in came by a Door. */
export function* checkPrivateRooms(space: DrawnWorldSpace): Generator<WorldIssue> {
  for (const [index, zone] of space.world.zones.entries()) {
    if (zone.type !== 'PrivateRoom') continue;
    const leaks = leaksOf(space, zone);
    const [first] = leaks;
    if (first === undefined) continue;
    const where =
      leaks.length === 1
        ? `at (${first.x}, ${first.y})`
        : `at ${leaks.length} tiles, first at (${first.x}, ${first.y})`;
    const message = `The PrivateRoom "${zone.name}" is open ${where}; walls and Doors that lead to it have to enclose it.`;
    yield worldIssue(['zones', index], 'private-room-open', message, {
      ids: [zone.id],
      tiles: joinTiles(leaks),
    });
  }
}

/** Whether nobody gets across a tile into a PrivateRoom but by its Doors. Furniture can be moved. */
export function isBarrier(space: WorldSpace, zoneId: string, { x, y }: Position): boolean {
  const blocker = space.collision.blockerAt(x, y);
  if (blocker?.kind === 'wall' || blocker?.kind === 'edge') return true;
  const gate = space.gateAtTile(x, y);
  return gate?.kind === 'door' && space.door(gate.id)?.leadsToZone === zoneId;
}

/** Tiles of a PrivateRoom that can be entered from beside it, other than by its Doors. */
export function leaksOf(space: WorldSpace, zone: Zone): readonly Position[] {
  const { width, height } = space.collision;
  const inside = new Uint8Array(width * height);
  for (const area of areaOfZone(zone)) for (const { x, y } of tilesOf(area)) inside[y * width + x] = 1;
  const leaks: Position[] = [];
  for (const area of areaOfZone(zone)) {
    for (const tile of tilesOf(area)) {
      if (isBarrier(space, zone.id, tile)) continue;
      const isLeak = neighbours.some(({ x, y }) => {
        const next = { x: tile.x + x, y: tile.y + y };
        return inside[next.y * width + next.x] !== 1 && !isBarrier(space, zone.id, next);
      });
      if (isLeak) leaks.push(tile);
    }
  }
  return leaks;
}
