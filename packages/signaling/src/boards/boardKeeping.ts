import type { BoardStore } from '../ports/boardStore.ts';
import type { Cancel, Clock } from '../ports/clock.ts';
import type { Problems } from '../ports/problems.ts';

/** Pause before a board is written again that could not be, in ms: doubled each time. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** While the server closes, a board is tried this often, this far apart in ms. */
const lastTries = 5;
const lastPauseMs = 400;

/** A board that is to be written. */
interface Unkept {
  /** What is on it now. */
  state: Promise<Uint8Array>;
  /** Of what could not be written last; 0 where that was not tried yet. */
  failedBytes: number;
  isWriting: boolean;
  /** Something newer has come while it was written. */
  isNewer: boolean;
  failures: number;
  cancelRetry: Cancel | undefined;
  /** Called once it is kept, or given up. */
  readonly ended: (() => void)[];
}

/** What keeping Whiteboards needs from outside. */
interface BoardKeepingPorts {
  readonly boards: BoardStore;
  readonly clock: Clock;
  readonly problems: Problems;
}

/**
 * Writes Whiteboards, even after their World is empty: what cannot be written stays in memory and is tried again
 * until it can, and those who open the board meanwhile find it. While that is too much, nothing more is to be drawn
 * (`isFull`): so it has a bound, and nothing is lost that people were told of.
 */
export class BoardKeeping {
  readonly #store: BoardStore;
  readonly #clock: Clock;
  readonly #problems: Problems;
  readonly #unkept = new Map<string, Unkept>();
  readonly #mostBytes: number;
  #isClosing = false;

  /** @param mostBytes bytes of boards that could not be written, from which on nothing more is taken */
  constructor({ boards, clock, problems }: BoardKeepingPorts, mostBytes: number) {
    this.#store = boards;
    this.#clock = clock;
    this.#problems = problems;
    this.#mostBytes = mostBytes;
  }

  /** Whether too much that could not be written is in memory. */
  get isFull(): boolean {
    let bytes = 0;
    for (const { failedBytes } of this.#unkept.values()) bytes += failedBytes;
    return bytes >= this.#mostBytes;
  }

  /** What is on a board; `undefined` where nothing was kept. @throws whatever the store throws */
  load(worldId: string, objectId: string): Promise<Uint8Array | undefined> {
    return this.#unkept.get(keyOf(worldId, objectId))?.state ?? this.#store.load(worldId, objectId);
  }

  /** @param state what is on a board now, once it is known; where that rejects, the board stays as it was kept */
  keep(worldId: string, objectId: string, state: Promise<Uint8Array>): void {
    const key = keyOf(worldId, objectId);
    const known = this.#unkept.get(key);
    if (known !== undefined) {
      const before = known.state;
      const after = state.catch(() => before);
      known.state = after;
      known.isNewer = true;
      const count = (bytes: Uint8Array) => {
        if (known.failures > 0) known.failedBytes = bytes.length;
      };
      after.then(count, () => undefined);
      return;
    }
    const unkept: Unkept = {
      state,
      failedBytes: 0,
      isWriting: false,
      isNewer: false,
      failures: 0,
      cancelRetry: undefined,
      ended: [],
    };
    this.#unkept.set(key, unkept);
    void this.#write(worldId, objectId, unkept);
  }

  /** Resolves once every board is kept, or cannot be after several tries, which is reported. */
  async flush(): Promise<void> {
    this.#isClosing = true;
    await Promise.all(
      Array.from(this.#unkept, ([key, unkept]) => {
        unkept.failures = 0;
        const ended = new Promise<void>((resolve) => unkept.ended.push(resolve));
        if (!unkept.isWriting) {
          unkept.cancelRetry?.();
          const [worldId = '', objectId = ''] = JSON.parse(key) as readonly string[];
          void this.#write(worldId, objectId, unkept);
        }
        return ended;
      }),
    );
  }

  async #write(worldId: string, objectId: string, unkept: Unkept): Promise<void> {
    unkept.isWriting = true;
    unkept.isNewer = false;
    const state = await unkept.state.catch(() => undefined);
    try {
      // Where it is not known, the board is still in use, and is handed over again.
      if (state !== undefined) await this.#store.save(worldId, objectId, state);
      unkept.failures = 0;
    } catch (cause) {
      unkept.failures++;
      unkept.failedBytes = state?.length ?? 0;
      this.#problems.report('keeping a Whiteboard', cause);
    }
    unkept.isWriting = false;
    if (unkept.failures === 0 && unkept.isNewer) return this.#write(worldId, objectId, unkept);
    if (unkept.failures === 0 || (this.#isClosing && unkept.failures >= lastTries)) {
      this.#unkept.delete(keyOf(worldId, objectId));
      for (const end of unkept.ended) end();
      return;
    }
    const pauseMs = this.#isClosing
      ? lastPauseMs
      : Math.min(longestPauseMs, firstPauseMs * 2 ** (unkept.failures - 1));
    unkept.cancelRetry = this.#clock.after(pauseMs, () => void this.#write(worldId, objectId, unkept));
  }
}

function keyOf(worldId: string, objectId: string): string {
  return JSON.stringify([worldId, objectId]);
}
