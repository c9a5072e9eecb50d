import type { Facing, Position } from '@atrium/world';
import { facingTowards, unitsPerTile } from '@atrium/world';

export const walks = ['straight', 'diagonal'] as const;
export type Walk = (typeof walks)[number];

/** 1/64 tiles along x and y between two MoveIntents: just under 4 tiles/s at 15 Hz. */
const stepUnits: Readonly<Record<Walk, { readonly x: number; readonly y: number }>> = {
  straight: { x: 17, y: 0 },
  diagonal: { x: 12, y: 12 },
};
/**
 * How far a walk leads from where it began before it turns, in 1/64 tile. No multiple of half a step, so that
 * the places on the way back are none of those on the way there and a place tells which MoveIntent it is from.
 */
const reachUnits = 514;

interface Along {
  /** From where the walk began, 0 to `reachUnits`, in 1/64 tile. */
  readonly at: number;
  readonly direction: 1 | -1;
}

/** Somebody who walks to and fro in the square before them. */
export interface Walker {
  readonly x: Along;
  readonly y: Along;
}

export const atStart: Walker = { x: { at: 0, direction: 1 }, y: { at: 0, direction: 1 } };

export function stepWalk({ x, y }: Walker, walk: Walk): Walker {
  const step = stepUnits[walk];
  return { x: stepAlong(x, step.x), y: stepAlong(y, step.y) };
}

function stepAlong({ at, direction }: Along, units: number): Along {
  const next = at + direction * units;
  if (next > reachUnits) return { at: 2 * reachUnits - next, direction: -1 };
  if (next < 0) return { at: -next, direction: 1 };
  return { at: next, direction };
}

/** What a MoveIntent says. */
export interface Step {
  /** In 1/64 tile. */
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly ageMs: number;
}

export function placeOf(start: Position, { x, y }: Walker, walk: Walk): Omit<Step, 'ageMs'> {
  return {
    x: start.x * unitsPerTile + x.at,
    y: start.y * unitsPerTile + y.at,
    facing: facingTowards(x.direction, walk === 'diagonal' ? y.direction : 0) ?? 'S',
  };
}

/** Where somebody must have begun who is in this place after such a walk, in tiles. */
export function startFrom(place: Position, { x, y }: Walker): Position {
  return { x: place.x - x.at / unitsPerTile, y: place.y - y.at / unitsPerTile };
}
