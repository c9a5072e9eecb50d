import type { Blocker } from '../collision/blocker.ts';
import { sweepCircle } from '../collision/sweepCircle.ts';
import { quantise, unitsPerTile } from '../geometry/units.ts';
import type { Position } from '../geometry/units.ts';
import type { WorldSpace } from '../worldSpace.ts';
import { judgeMovement } from './judgeMovement.ts';
import { sweepRadiusTiles, walkerRadiusTiles, walkSpeedTilesPerSecond } from './movementNumbers.ts';
import type { Restrictions } from './restrictions.ts';
import type { Standing } from './standing.ts';

export interface WalkerStep {
  /** On the grid of 1/64 tile. */
  readonly position: Position;
  readonly zoneId: string;
  /** What was in the way of going straight on; the walker may have slid along it. */
  readonly blocker: Blocker | undefined;
}

const neighbours = [-1, 0, 1].flatMap((x) =>
  [-1, 0, 1].filter((y) => x !== 0 || y !== 0).map((y) => ({ x: x / unitsPerTile, y: y / unitsPerTile })),
);

/**
 * Walks for a moment: straight on where that is free, else along whatever is in the way, to the point of the grid
 * nearest to where the walker was going. `judgeMovement` accepts every such step.
 *
 * @param direction on the Map, of any length; zero stands still
 * @param seconds how long; what 1/64 tile does not hold is rounded, so a caller that walks on carries the rest over
 */
export function stepWalker(
  space: WorldSpace,
  restrictions: Restrictions,
  from: { readonly position: Position; readonly zoneId: string },
  direction: { readonly x: number; readonly y: number },
  seconds: number,
): WalkerStep {
  const start: Standing = { position: quantise(from.position), zoneId: from.zoneId, state: 'walking' };
  const length = Math.hypot(direction.x, direction.y);
  if (length === 0) return { position: start.position, zoneId: start.zoneId, blocker: undefined };
  const tiles = walkSpeedTilesPerSecond * seconds;
  const wish = {
    x: start.position.x + (direction.x / length) * tiles,
    y: start.position.y + (direction.y / length) * tiles,
  };
  const way: Way = { space, restrictions, start, radiusTiles: walkerRadiusTiles };
  const straight = tryMove(way, start.position, quantise(wish));
  if (straight.ok) return { position: quantise(wish), zoneId: straight.zoneId, blocker: undefined };
  // A walker that is too close to a wall can still get away from it.
  const isTight =
    sweepCircle(space.collision, start.position, start.position, walkerRadiusTiles) !== undefined;
  const slid = slideTowards(isTight ? { ...way, radiusTiles: sweepRadiusTiles } : way, wish);
  return { ...slid, blocker: straight.blocker };
}

interface Way {
  readonly space: WorldSpace;
  readonly restrictions: Restrictions;
  readonly start: Standing;
  readonly radiusTiles: number;
}

/** Goes from one point of the grid to the next as long as that brings the walker nearer to where it wants to be. */
function slideTowards(way: Way, wish: Position) {
  let { position, zoneId } = way.start;
  for (;;) {
    const away = squared(position, wish);
    const candidates = neighbours
      .map((offset) => ({ x: position.x + offset.x, y: position.y + offset.y }))
      .filter((candidate) => squared(candidate, wish) < away)
      .sort((a, b) => squared(a, wish) - squared(b, wish));
    const before = position;
    for (const candidate of candidates) {
      const move = tryMove(way, before, candidate);
      if (!move.ok) continue;
      position = candidate;
      zoneId = move.zoneId;
      break;
    }
    if (position === before) return { position, zoneId };
  }
}

/** The way itself has to be free for the walker, and the straight line from the start has to be fair. */
function tryMove({ space, restrictions, start, radiusTiles }: Way, from: Position, to: Position) {
  const blocker = sweepCircle(space.collision, from, to, radiusTiles);
  if (blocker !== undefined) return { ok: false, blocker } as const;
  return judgeMovement(space, restrictions, start, { position: to, state: 'walking' });
}

function squared(a: Position, b: Position): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
