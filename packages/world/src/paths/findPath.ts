import { sweepCircle } from '../collision/sweepCircle.ts';
import { distance, unitsPerTile } from '../geometry/units.ts';
import type { Position } from '../geometry/units.ts';
import { walkerRadiusTiles } from '../movement/movementNumbers.ts';
import type { Restrictions } from '../movement/restrictions.ts';
import type { Standing } from '../movement/standing.ts';
import type { WorldSpace } from '../space/worldSpace.ts';
import { freePointInTile } from './nearestFreePosition.ts';
import { isStraightWay } from './straightWay.ts';
import { goalAt, searchTiles } from './tileSearch.ts';
import type { SearchStart } from './tileSearch.ts';

/**
 * The way for a walker around walls, furniture and what refuses it.
 *
 * @param from where the walker stands or sits; the first way-point of one who sits is where it stands up
 * @returns way-points without the start, a free straight line from each to the next. Where `to` is solid or cannot be
 *   reached they lead to the reachable free place nearest to it; `undefined` where no place is nearer than the start
 */
export function findPath(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  to: Position,
): readonly Position[] | undefined {
  const tiles = searchTiles(space, restrictions, startsOf(space, from), goalAt(to), to);
  const last = tiles?.at(-1);
  if (tiles === undefined || last === undefined) return undefined;
  const isThere = Math.floor(to.x) === Math.floor(last.x) && Math.floor(to.y) === Math.floor(last.y);
  const end = isThere ? freePointInTile(space, to) : last;
  if (!isThere && distance(end, to) >= distance(from.position, to) - 1 / unitsPerTile) return undefined;

  return wayPointsOf(space, restrictions, from, [...tiles, end]);
}

/**
 * The shortest way for a walker to the middle of one of several tiles.
 *
 * @param isGoal whether a free tile is one of them
 * @returns as `findPath`; `undefined` where none of them can be reached
 */
export function findPathToTile(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  isGoal: (tileX: number, tileY: number) => boolean,
): readonly Position[] | undefined {
  const goal = { isReached: isGoal, estimateTiles: () => 0 };
  const tiles = searchTiles(space, restrictions, startsOf(space, from), goal);
  return tiles === undefined ? undefined : wayPointsOf(space, restrictions, from, tiles);
}

function wayPointsOf(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Standing,
  places: readonly Position[],
): readonly Position[] {
  const first = places[0];
  if (from.state !== 'sitting' || first === undefined) {
    return straighten(space, restrictions, from.position, places);
  }
  return [first, ...straighten(space, restrictions, first, places.slice(1))];
}

/** The tile that somebody stands on; for one who sits, every tile where they can stand up. */
function startsOf(space: WorldSpace, from: Standing): readonly SearchStart[] {
  const tileX = Math.floor(from.position.x);
  const tileY = Math.floor(from.position.y);
  if (from.state !== 'sitting') {
    return space.collision.isSolid(tileX, tileY) ? [] : [{ tileX, tileY, costTiles: 0 }];
  }
  return placesToStandUp(space, from.position).map((place) => ({
    tileX: Math.floor(place.x),
    tileY: Math.floor(place.y),
    costTiles: distance(from.position, place),
  }));
}

/** The middles of the free tiles beside a seat that one can reach from it (and sit down from), the nearest first. */
export function placesToStandUp(space: WorldSpace, seat: Position): readonly Position[] {
  const places: Position[] = [];
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const place = { x: Math.floor(seat.x) + dx + 0.5, y: Math.floor(seat.y) + dy + 0.5 };
      if (space.collision.isSolid(Math.floor(place.x), Math.floor(place.y))) continue;
      if (sweepCircle(space.collision, seat, place, walkerRadiusTiles, seat) === undefined)
        places.push(place);
    }
  }
  return places.sort((a, b) => distance(a, seat) - distance(b, seat));
}

/** Leaves out every way-point that a straight line can do without. */
function straighten(
  space: WorldSpace,
  restrictions: Restrictions,
  start: Position,
  rough: readonly Position[],
): readonly Position[] {
  const wayPoints: Position[] = [];
  let anchor = start;
  for (let next = 0; next < rough.length;) {
    let farthest = next;
    for (let further = next + 1; further < rough.length; further++) {
      const point = rough[further];
      if (point !== undefined && isStraightWay(space, restrictions, anchor, point)) farthest = further;
    }
    const point = rough[farthest];
    if (point === undefined) break;
    if (distance(point, anchor) > 0) wayPoints.push(point);
    anchor = point;
    next = farthest + 1;
  }
  return wayPoints;
}
