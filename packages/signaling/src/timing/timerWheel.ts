/** Something that waits for a moment. Only its wheel writes to `wheelTick`. */
export interface WheelEntry {
  /** The turn of the wheel it waits for; -1 while it waits for none. */
  wheelTick: number;
  onDue(nowMs: number): void;
}

const slotCount = 256;

/** One timer for the deadlines of everybody: scheduling and cancelling cost the same however many wait. */
export class TimerWheel {
  readonly #slotMs: number;
  readonly #onFault: (cause: unknown) => void;
  readonly #slots = Array.from({ length: slotCount }, () => new Set<WheelEntry>());
  #tick: number;

  /**
   * @param slotMs how late an entry may be called at most, in ms
   * @param onFault told what an entry throws; all others are called all the same
   */
  constructor(slotMs: number, nowMs: number, onFault: (cause: unknown) => void) {
    this.#slotMs = slotMs;
    this.#onFault = onFault;
    this.#tick = Math.floor(nowMs / slotMs);
  }

  /** Calls the entry once, at `dueMs` or up to a slot later, instead of when it was to be called before. */
  schedule(entry: WheelEntry, dueMs: number): void {
    const tick = Math.max(this.#tick + 1, Math.ceil(dueMs / this.#slotMs));
    if (entry.wheelTick === tick) return;
    this.cancel(entry);
    entry.wheelTick = tick;
    this.#slot(tick).add(entry);
  }

  cancel(entry: WheelEntry): void {
    if (entry.wheelTick === -1) return;
    this.#slot(entry.wheelTick).delete(entry);
    entry.wheelTick = -1;
  }

  /** Calls everything that has become due. To be called often. */
  advance(nowMs: number): void {
    const target = Math.floor(nowMs / this.#slotMs);
    if (target <= this.#tick) return;
    // After a long pause one round meets every slot.
    const first = Math.max(this.#tick + 1, target - slotCount + 1);
    this.#tick = target;
    const due: WheelEntry[] = [];
    for (let tick = first; tick <= target; tick++) {
      for (const entry of this.#slot(tick)) if (entry.wheelTick <= target) due.push(entry);
    }
    for (const entry of due) this.cancel(entry);
    // An entry may schedule others, itself included; it may have been scheduled anew by one before it.
    for (const entry of due) {
      if (entry.wheelTick !== -1) continue;
      try {
        entry.onDue(nowMs);
      } catch (cause) {
        this.#onFault(cause);
      }
    }
  }

  #slot(tick: number): Set<WheelEntry> {
    const slot = this.#slots[tick % slotCount];
    if (slot === undefined) throw new RangeError('A wheel cannot turn to before the start of its clock.');
    return slot;
  }
}
