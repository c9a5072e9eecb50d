import type { Position } from '@atrium/world';

/** How somebody sounds from where one stands. */
export interface PositionalSound {
  /** 0 to 1. */
  readonly gain: number;
  /** -1 is all left, 1 all right. */
  readonly pan: number;
}

/** Nearer than this nobody gets louder, in tiles. */
const referenceTiles = 1;
/** Nobody is heard in one ear alone. */
const widestPan = 0.8;

/**
 * Volume falls in a straight line from `referenceTiles` to nothing at `earshotTiles` (the "linear" distance model of the
 * W3C Web Audio API with a rolloff of 1); direction is that on the screen, where x + 1 and y - 1 both lie to the right.
 */
export function positionalSound(own: Position, other: Position, earshotTiles: number): PositionalSound {
  const dx = other.x - own.x;
  const dy = other.y - own.y;
  const apartTiles = Math.hypot(dx, dy);
  const reach = Math.max(earshotTiles - referenceTiles, Number.EPSILON);
  const gain = Math.min(1, Math.max(0, 1 - (apartTiles - referenceTiles) / reach));
  const pan = Math.min(1, Math.max(-1, (dx - dy) / earshotTiles)) * widestPan;
  return { gain, pan };
}
