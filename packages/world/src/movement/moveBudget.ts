/** How far somebody may come at once, in tiles: a second of network trouble is forgiven. */
export const moveBudgetTiles = 4;
/** How fast the budget grows back: a little faster than anybody walks, so that clocks may differ. */
export const moveBudgetTilesPerSecond = 4.1;

/** Two Positions on the wire's grid may round apart; this keeps that from costing a step (tiles). */
const toleranceTiles = 1e-6;

/** The distance that one person may cover at this moment. Forgives jitter, not teleports. */
export class MoveBudget {
  #tiles = moveBudgetTiles;
  #atMs: number;

  /** @param nowMs monotonic time, in ms */
  constructor(nowMs: number) {
    this.#atMs = nowMs;
  }

  /** Takes a distance, in tiles, from the budget; `false`, and nothing is taken, where it holds less. */
  take(tiles: number, nowMs: number): boolean {
    const passedMs = Math.max(0, nowMs - this.#atMs);
    this.#atMs = Math.max(this.#atMs, nowMs);
    this.#tiles = Math.min(moveBudgetTiles, this.#tiles + (passedMs / 1000) * moveBudgetTilesPerSecond);
    if (tiles > this.#tiles + toleranceTiles) return false;
    this.#tiles = Math.max(0, this.#tiles - tiles);
    return true;
  }
}
