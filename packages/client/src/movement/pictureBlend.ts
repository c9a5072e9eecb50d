import type { Position } from '@atrium/world';

/** A correction is blended into the picture over two frames at most. */
export const correctionBlendMs = 2 * (1000 / 60);
/** Farther than this nothing glides: the Avatar fades in at its new place. */
export const longestBlendTiles = 2;

/** Where the picture still differs from the place, after the place has changed at once. */
export class PictureBlend {
  #offset: Position = { x: 0, y: 0 };
  #startMs = 0;
  #durationMs = 0;

  /** @param offset from the new place to where the picture was, in tiles */
  start(offset: Position, nowMs: number, durationMs: number): void {
    this.#offset = offset;
    this.#startMs = nowMs;
    this.#durationMs = durationMs;
  }

  offsetAt(nowMs: number): Position {
    const left = this.isActive(nowMs) ? 1 - (nowMs - this.#startMs) / this.#durationMs : 0;
    return { x: this.#offset.x * left, y: this.#offset.y * left };
  }

  isActive(nowMs: number): boolean {
    return nowMs < this.#startMs + this.#durationMs;
  }
}
