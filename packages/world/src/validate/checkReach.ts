import { worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import { joinTiles } from '../geometry/rectanglesOfTiles.ts';
import type { WorldSpace } from '../space/worldSpace.ts';

/** Places out of reach that are listed one by one. */
const listedPlaces = 20;

/** Everybody can get to every free tile and every seat, Doors taken as open. */
export function* checkReach(space: WorldSpace): Generator<WorldIssue> {
  const { width } = space.collision;
  const seen = space.reach.slice();
  let places = 0;
  for (let tile = 0; tile < seen.length; tile++) {
    if (seen[tile] !== 0) continue;
    const x = tile % width;
    const y = Math.floor(tile / width);
    const found = spread(space, tile, seen);
    if (found.length === 0 || ++places > listedPlaces) continue;
    const what =
      found.length === 1
        ? `The free tile (${x}, ${y})`
        : `The ${found.length} free tiles around (${x}, ${y})`;
    const message = `${what} cannot be reached from any SpawnPoint.`;
    const tiles = joinTiles(found.map((place) => ({ x: place % width, y: Math.floor(place / width) })));
    yield worldIssue(['map'], 'unreachable-tiles', message, { tiles });
  }
  if (places > listedPlaces) {
    const message = `Free tiles at ${places - listedPlaces} more places cannot be reached from any SpawnPoint.`;
    yield worldIssue(['map'], 'unreachable-tiles', message);
  }
  yield* checkSeats(space);
}

function* checkSeats(space: WorldSpace): Generator<WorldIssue> {
  const { width, height } = space.collision;
  const indices = new Map(space.world.objects.map(({ id }, index) => [id, index]));
  for (const seat of space.seats) {
    const tile = Math.floor(seat.position.y) * width + Math.floor(seat.position.x);
    if (neighboursOf(tile, width, height).some((next) => space.reach[next] === 1)) continue;
    const at = `(${Math.floor(seat.position.x)}, ${Math.floor(seat.position.y)})`;
    const message = `Nobody can get to the seat of "${seat.objectId}" at ${at}: no free tile beside it can be reached.`;
    const tiles = [{ x: tile % width, y: Math.floor(tile / width), width: 1, height: 1 }];
    const about = { ids: [seat.objectId], tiles };
    yield worldIssue(['objects', indices.get(seat.objectId) ?? 0], 'unreachable-seat', message, about);
  }
}

/** Marks the free tiles joined to one, itself included; returns those that were not marked before. */
function spread(space: WorldSpace, start: number, marked: Uint8Array): readonly number[] {
  const { width, height } = space.collision;
  const waiting = [start];
  const tiles: number[] = [];
  for (let tile = waiting.pop(); tile !== undefined; tile = waiting.pop()) {
    if (marked[tile] !== 0 || space.collision.isSolid(tile % width, Math.floor(tile / width))) continue;
    marked[tile] = 1;
    tiles.push(tile);
    waiting.push(...neighboursOf(tile, width, height));
  }
  return tiles;
}

function neighboursOf(tile: number, width: number, height: number): readonly number[] {
  const x = tile % width;
  return [
    ...(x > 0 ? [tile - 1] : []),
    ...(x < width - 1 ? [tile + 1] : []),
    ...(tile >= width ? [tile - width] : []),
    ...(tile < width * (height - 1) ? [tile + width] : []),
  ];
}
