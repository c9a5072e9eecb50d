import type { MovementRefused } from '../movement/movementRefused.ts';

/** Who goes on pushing at a closed Door is told once in a while, not at every step (ms). */
const spacingMs = 1_500;

/** Tells a refusal that is new from one that the person knows of. */
export class Refusals {
  #lastKey = '';
  #lastAtMs = Number.NEGATIVE_INFINITY;

  isNew({ reason, blocker }: MovementRefused, nowMs: number): boolean {
    const key = `${reason} ${blocker !== undefined && 'id' in blocker ? blocker.id : ''}`;
    const isRepeated = key === this.#lastKey && nowMs - this.#lastAtMs < spacingMs;
    this.#lastKey = key;
    this.#lastAtMs = nowMs;
    return !isRepeated;
  }
}
