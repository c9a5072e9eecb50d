import type { Position } from '../geometry/units.ts';
import { closedDoorBehind, comesFromInside } from '../movement/crossings.ts';
import type { Restrictions } from '../movement/restrictions.ts';
import type { WorldSpace } from '../space/worldSpace.ts';

/** A tile from which a search starts, and the way already made to it, in tiles. */
export interface SearchStart {
  readonly tileX: number;
  readonly tileY: number;
  readonly costTiles: number;
}

const offsets = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

/** Where a search leads. */
export interface SearchGoal {
  isReached(tileX: number, tileY: number): boolean;
  /** At most the way that is left, in tiles; 0 where that is not known. */
  estimateTiles(tileX: number, tileY: number): number;
}

/** The tile of a Position. */
export function goalAt(goal: Position): SearchGoal {
  const goalX = Math.floor(goal.x);
  const goalY = Math.floor(goal.y);
  return {
    isReached: (tileX, tileY) => tileX === goalX && tileY === goalY,
    estimateTiles: (tileX, tileY) => {
      const long = Math.max(Math.abs(tileX - goalX), Math.abs(tileY - goalY));
      const short = Math.min(Math.abs(tileX - goalX), Math.abs(tileY - goalY));
      return long - short + short * Math.SQRT2;
    },
  };
}

/**
 * A* over the tiles of a World: eight neighbours, no corners cut, no refused Door, passage or Zone.
 *
 * @param near where the goal cannot be reached, the way leads to the reachable tile whose centre is nearest to this
 *   Position; without it there is no way then
 * @returns centres of the tiles from a start to the goal
 */
export function searchTiles(
  space: WorldSpace,
  restrictions: Restrictions,
  starts: readonly SearchStart[],
  goal: SearchGoal,
  near?: Position,
): readonly Position[] | undefined {
  const { width, height } = space.collision;
  const costs = new Float64Array(width * height).fill(Number.POSITIVE_INFINITY);
  const parents = new Int32Array(width * height).fill(-1);
  const isDone = new Uint8Array(width * height);
  const open = new TileQueue();
  const canEnter = createCrossingRule(space, restrictions);

  for (const { tileX, tileY, costTiles } of starts) {
    const tile = tileY * width + tileX;
    if (costTiles >= (costs[tile] ?? 0)) continue;
    costs[tile] = costTiles;
    open.push(tile, costTiles + goal.estimateTiles(tileX, tileY));
  }

  let best = -1;
  let bestAway = Number.POSITIVE_INFINITY;
  for (let tile = open.pop(); tile !== undefined; tile = open.pop()) {
    if (isDone[tile] === 1) continue;
    isDone[tile] = 1;
    const tileX = tile % width;
    const tileY = (tile - tileX) / width;
    if (goal.isReached(tileX, tileY)) return trace(tile, parents, width);
    const away = near === undefined ? bestAway : Math.hypot(tileX + 0.5 - near.x, tileY + 0.5 - near.y);
    if (away < bestAway) {
      best = tile;
      bestAway = away;
    }
    for (const [dx, dy] of offsets) {
      const nextX = tileX + dx;
      const nextY = tileY + dy;
      if (space.collision.isSolid(nextX, nextY)) continue;
      const cutsCorner = space.collision.isSolid(nextX, tileY) || space.collision.isSolid(tileX, nextY);
      if (dx !== 0 && dy !== 0 && cutsCorner) continue;
      const next = nextY * width + nextX;
      const cost = (costs[tile] ?? 0) + (dx !== 0 && dy !== 0 ? Math.SQRT2 : 1);
      if (isDone[next] === 1 || cost >= (costs[next] ?? 0) || !canEnter(tileX, tileY, nextX, nextY)) continue;
      costs[next] = cost;
      parents[next] = tile;
      open.push(next, cost + goal.estimateTiles(nextX, nextY));
    }
  }
  return best === -1 ? undefined : trace(best, parents, width);
}

function trace(last: number, parents: Int32Array, width: number): readonly Position[] {
  const centres: Position[] = [];
  for (let tile = last; tile !== -1; tile = parents[tile] ?? -1) {
    centres.push({ x: (tile % width) + 0.5, y: Math.floor(tile / width) + 0.5 });
  }
  return centres.reverse();
}

/** Whether somebody may go from the middle of one tile to the middle of the next. Asks about each Zone once. */
function createCrossingRule(space: WorldSpace, restrictions: Restrictions) {
  const refusedZones = new Map<string, boolean>();
  const refusesZone = (zoneId: string) => {
    const known = refusedZones.get(zoneId);
    if (known !== undefined) return known;
    const refused = zoneId !== space.zones.ground.id && restrictions.refusesZone(zoneId);
    refusedZones.set(zoneId, refused);
    return refused;
  };
  return (fromX: number, fromY: number, toX: number, toY: number): boolean => {
    const from = { x: fromX + 0.5, y: fromY + 0.5 };
    const gate = space.gateAtTile(toX, toY);
    if (gate !== undefined && gate !== space.gateAtTile(fromX, fromY)) {
      const refusal = restrictions.refusesGate(gate);
      if (refusal === 'occupied' || (refusal === 'door-closed' && !comesFromInside(space, gate, from)))
        return false;
    }
    const fromZone = space.zones.at(from);
    const toZone = space.zones.at({ x: toX + 0.5, y: toY + 0.5 });
    if (fromZone === toZone) return true;
    const left = space.zones.chain(fromZone.id);
    return space.zones
      .chain(toZone.id)
      .every(
        (zoneId) =>
          left.includes(zoneId) ||
          (!refusesZone(zoneId) && closedDoorBehind(space, restrictions, from, zoneId) === undefined),
      );
  };
}

/** A binary heap of tiles, the least cost first; of equal costs, the one that came first. */
class TileQueue {
  readonly #entries: { readonly tile: number; readonly cost: number; readonly order: number }[] = [];
  #pushed = 0;

  push(tile: number, cost: number): void {
    const entry = { tile, cost, order: this.#pushed++ };
    let place = this.#entries.length;
    this.#entries.push(entry);
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (this.#isBefore(above, place)) break;
      this.#swap(above, place);
      place = above;
    }
  }

  pop(): number | undefined {
    const first = this.#entries[0];
    const last = this.#entries.pop();
    if (first === undefined || last === undefined || this.#entries.length === 0) return first?.tile;
    this.#entries[0] = last;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const right = left + 1;
      let least = place;
      if (left < this.#entries.length && this.#isBefore(left, least)) least = left;
      if (right < this.#entries.length && this.#isBefore(right, least)) least = right;
      if (least === place) return first.tile;
      this.#swap(least, place);
      place = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const one = this.#entries[a];
    const other = this.#entries[b];
    if (one === undefined || other === undefined) return false;
    return one.cost < other.cost || (one.cost === other.cost && one.order < other.order);
  }

  #swap(a: number, b: number): void {
    const one = this.#entries[a];
    const other = this.#entries[b];
    if (one === undefined || other === undefined) return;
    this.#entries[a] = other;
    this.#entries[b] = one;
  }
}
