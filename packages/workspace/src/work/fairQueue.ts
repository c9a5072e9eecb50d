import { WorkspaceFailure } from '../workspaceFailure.ts';

export interface FairQueueLimits {
  /** How much runs at the same time. */
  readonly parallel: number;
  /** How much waits in all. */
  readonly waiting: number;
  /** How much waits of one asker. */
  readonly waitingPerAsker: number;
}

interface Waiting {
  start(): void;
}

/**
 * Work that costs much and that many may ask for at once: a few run at a time, askers take turns, and what would wait
 * too long is refused at once.
 */
export class FairQueue {
  readonly #limits: FairQueueLimits;
  /** By asker; whose turn is next comes first. */
  readonly #waiting = new Map<string, Waiting[]>();
  #running = 0;
  #waitingInAll = 0;

  constructor(limits: FairQueueLimits) {
    this.#limits = limits;
  }

  /**
   * @param asker who asks, such as a person or a network address
   * @param isRefusable `false` for work that may wait however much does already: it has a limit of its own
   * @throws WorkspaceFailure `server_busy`; whatever the work throws
   */
  async run<Value>(asker: string, work: () => Promise<Value>, isRefusable = true): Promise<Value> {
    if (this.#running < this.#limits.parallel) this.#running++;
    else await this.#turnOf(asker, isRefusable);
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  #turnOf(asker: string, isRefusable: boolean): Promise<void> {
    const own = this.#waiting.get(asker) ?? [];
    const { waiting, waitingPerAsker } = this.#limits;
    if (isRefusable && (this.#waitingInAll >= waiting || own.length >= waitingPerAsker)) {
      return Promise.reject(new WorkspaceFailure('server_busy'));
    }
    return new Promise((resolve) => {
      own.push({ start: resolve });
      this.#waiting.set(asker, own);
      this.#waitingInAll++;
    });
  }

  /** Gives the place that is free to the asker whose turn it is, who then comes last. */
  #next(): void {
    const [first] = this.#waiting;
    const next = first?.[1].shift();
    if (first === undefined || next === undefined) {
      this.#running--;
      return;
    }
    const [asker, left] = first;
    this.#waiting.delete(asker);
    if (left.length > 0) this.#waiting.set(asker, left);
    this.#waitingInAll--;
    next.start();
  }
}
