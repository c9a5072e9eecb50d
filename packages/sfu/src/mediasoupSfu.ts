import type { Sfu, SfuRoom, SfuRoomEvents, SfuZone } from '@atrium/signaling';
import { consumersPerWorker, MediasoupRoom } from './mediasoupRoom.ts';
import type { RoomPart } from './roomPart.ts';
import type { SfuOptions } from './sfuOptions.ts';
import { SfuUnavailableError } from './sfuOptions.ts';
import { SfuWorker } from './sfuWorker.ts';
import type { SfuWorkerStats } from './sfuWorker.ts';

/** Where failures of the SFU are told. */
export type Report = (what: string, cause: unknown) => void;

export interface MediasoupSfu extends Sfu {
  stats(): readonly SfuWorkerStats[];
  /** CPU time of all workers so far, in ms. */
  cpuMs(): Promise<number>;
  close(): Promise<void>;
}

/** A worker that dies at once is started again after so long, and then after twice as long each time, in ms. */
const firstRestartMs = 200;
const longestRestartMs = 30_000;
/** A worker that has run for so long died of something new, in ms. */
const settledMs = 10_000;

/**
 * Starts the workers.
 *
 * @throws SfuUnavailableError where none can be started here
 */
export async function createSfu(options: SfuOptions, report: Report): Promise<MediasoupSfu> {
  const pool = new WorkerPool(options, report);
  await pool.start();
  return pool;
}

/** Several workers; each room goes to the one with the least to do, and to more where many are in it. One that dies is replaced. */
class WorkerPool implements MediasoupSfu {
  readonly #options: SfuOptions;
  readonly #report: Report;
  readonly #workers = new Map<number, SfuWorker>();
  readonly #restarts = new Map<number, NodeJS.Timeout>();
  readonly #listeners: (() => void)[] = [];
  #isClosed = false;

  constructor(options: SfuOptions, report: Report) {
    this.#options = options;
    this.#report = report;
  }

  async start(): Promise<void> {
    try {
      for (let index = 0; index < this.#options.workers; index++)
        await this.#startWorker(index, firstRestartMs);
    } catch (cause) {
      await this.close();
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new SfuUnavailableError(`The worker of the SFU does not start here: ${why}`, { cause });
    }
  }

  get isAvailable(): boolean {
    return !this.#isClosed && this.#workers.size > 0;
  }

  onAvailabilityChanged(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** It ends with the server that it is part of: nothing is left from before. */
  placed(): void {
    return undefined;
  }

  async openRoom(_zone: SfuZone, events: SfuRoomEvents): Promise<SfuRoom> {
    const [worker] = this.#byLoad();
    if (worker === undefined) throw new Error('There is no worker just now.');
    return new MediasoupRoom({
      first: await worker.openPart(),
      events,
      announcedFor: this.#options.announcedFor,
      spread: (parts) => this.#spread(parts),
    });
  }

  stats(): readonly SfuWorkerStats[] {
    return [...this.#workers.values()].map(({ stats }) => stats);
  }

  async cpuMs(): Promise<number> {
    const times = await Promise.all([...this.#workers.values()].map((worker) => worker.cpuMs()));
    return times.reduce((sum, ms) => sum + ms, 0);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#restarts.values()) clearTimeout(timer);
    this.#restarts.clear();
    for (const worker of this.#workers.values()) worker.close();
    this.#workers.clear();
  }

  /** The least loaded first. */
  #byLoad(): SfuWorker[] {
    return [...this.#workers.values()].sort((a, b) => a.load - b.load);
  }

  async #spread(parts: readonly RoomPart[]): Promise<RoomPart | undefined> {
    const worker = this.#byLoad().find((candidate) => !candidate.has(parts));
    return worker === undefined || worker.load >= consumersPerWorker ? undefined : worker.openPart();
  }

  async #startWorker(index: number, nextRestartMs: number): Promise<void> {
    const startedAtMs = Date.now();
    const worker = await SfuWorker.start(this.#options, index, () => {
      this.#report('a worker of the SFU', new Error(`The worker with process ${worker.pid} died.`));
      const isSettled = Date.now() - startedAtMs >= settledMs;
      this.#workers.delete(index);
      this.#tell();
      this.#restartLater(index, isSettled ? firstRestartMs : nextRestartMs);
    });
    if (this.#isClosed) return worker.close();
    this.#workers.set(index, worker);
    this.#tell();
  }

  #restartLater(index: number, afterMs: number): void {
    if (this.#isClosed) return;
    const nextMs = Math.min(longestRestartMs, afterMs * 2);
    const restart = setTimeout(() => {
      this.#restarts.delete(index);
      this.#startWorker(index, nextMs).catch((cause: unknown) => {
        this.#report('starting a worker of the SFU', cause);
        this.#restartLater(index, nextMs);
      });
    }, afterMs);
    this.#restarts.set(index, restart);
  }

  #tell(): void {
    if (!this.#isClosed) for (const listener of this.#listeners) listener();
  }
}
