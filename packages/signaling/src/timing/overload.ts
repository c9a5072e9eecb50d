/**
 * How much the server can take on. `slowed`: presence is sent less often. `closed`: nobody new comes in either; whoever
 * is in, or comes back, is not disturbed.
 */
export const loadLevels = ['calm', 'slowed', 'closed'] as const;
export type LoadLevel = (typeof loadLevels)[number];

/** Presence is sent every so many ticks while the server is not calm: 5 Hz instead of 15. */
export const slowedTicks = 3;

/** So long is looked at as one, in ms. */
const windowMs = 1_000;
/** Turns of the clock that are later than this, on average over a window, are too late, in ms: half a tick. */
const lateMs = 33;
/** And up to here they are in time, in ms. */
const inTimeMs = 10;
/** Windows in a row: one long turn, such as a large World that is read, is no overload. */
const windowsUp = 2;
const windowsDown = 10;
/** Of the memory that the process may use. */
const memoryFull = 0.9;
const memoryFree = 0.8;

/**
 * Judges the load by how late the clock is that moves everybody, and by memory. Up within seconds, one level at a time;
 * down only after a while.
 */
export class Overload {
  readonly #memoryShare: () => number;
  #level: LoadLevel = 'calm';
  #isMemoryFull = false;
  #windowBeganMs: number;
  #turns = 0;
  #lateMs = 0;
  #lateWindows = 0;
  #calmWindows = 0;

  /** @param memoryShare of the memory that the process may use, 0 to 1 */
  constructor(memoryShare: () => number, nowMs: number) {
    this.#memoryShare = memoryShare;
    this.#windowBeganMs = nowMs;
  }

  get level(): LoadLevel {
    return this.#isMemoryFull ? 'closed' : this.#level;
  }

  /** Nothing was done for a while: what was before says nothing. To be called when the clock starts. */
  rested(nowMs: number): void {
    this.#level = 'calm';
    this.#lateWindows = 0;
    this.#calmWindows = 0;
    this.#windowBeganMs = nowMs;
    this.#turns = 0;
    this.#lateMs = 0;
    this.#lookAtMemory();
  }

  /** To be called at every turn of the clock. @param late how much later than it should have begun, in ms */
  turnBegan(late: number, nowMs: number): void {
    this.#turns++;
    this.#lateMs += late;
    if (nowMs - this.#windowBeganMs < windowMs) return;
    const meanMs = this.#lateMs / this.#turns;
    this.#windowBeganMs = nowMs;
    this.#turns = 0;
    this.#lateMs = 0;
    this.#judge(meanMs);
    this.#lookAtMemory();
  }

  #lookAtMemory(): void {
    this.#isMemoryFull = this.#memoryShare() >= (this.#isMemoryFull ? memoryFree : memoryFull);
  }

  #judge(meanMs: number): void {
    this.#lateWindows = meanMs > lateMs ? this.#lateWindows + 1 : 0;
    this.#calmWindows = meanMs <= inTimeMs ? this.#calmWindows + 1 : 0;
    const step = this.#lateWindows >= windowsUp ? 1 : this.#calmWindows >= windowsDown ? -1 : 0;
    if (step === 0) return;
    this.#lateWindows = 0;
    this.#calmWindows = 0;
    const index = Math.min(loadLevels.length - 1, Math.max(0, loadLevels.indexOf(this.#level) + step));
    this.#level = loadLevels[index] ?? 'calm';
  }
}
