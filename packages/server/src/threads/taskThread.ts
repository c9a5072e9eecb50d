import { Worker } from 'node:worker_threads';
import type { TransferListItem } from 'node:worker_threads';

export interface TaskThreadOptions {
  /** What runs in it. */
  readonly file: URL;
  /** Time for one task; a thread that takes longer is ended, in ms. */
  readonly deadlineMs: number;
  /** Memory for what it works on, in MiB. */
  readonly heapMiB: number;
}

/** A task was not done: it took too long, or the thread ended over it. */
export class TaskLostError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TaskLostError';
  }
}

/** Time that a thread has to start, in ms. */
const startMs = 60_000;

function tooLong(): TaskLostError {
  return new TaskLostError('A task took too long.');
}

interface Running {
  readonly id: number;
  resolve(answer: unknown): void;
  reject(cause: Error): void;
  timer: NodeJS.Timeout;
}

/**
 * Does one task at a time in a thread of its own. The thread starts with the first task and again after it was ended;
 * what is in its memory is lost then.
 */
export class TaskThread {
  readonly #options: TaskThreadOptions;
  /** Calls back when the thread has ended over a task, before that is rejected. */
  readonly #onLost: () => void;
  #worker: Worker | undefined;
  #running: Running | undefined;
  #tasks = 0;
  #isReady = false;

  constructor(options: TaskThreadOptions, onLost: () => void = () => undefined) {
    this.#options = options;
    this.#onLost = onLost;
  }

  /**
   * @param task can be cloned (https://html.spec.whatwg.org/multipage/structured-data.html)
   * @param transfer what the thread gets for good, instead of a copy
   * @returns what the thread answers, which the caller knows the shape of
   * @throws TaskLostError; RangeError where a task runs already
   */
  run(task: unknown, transfer: readonly TransferListItem[] = []): Promise<unknown> {
    if (this.#running !== undefined) throw new RangeError('The thread does one task at a time.');
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      const id = this.#tasks++;
      const { deadlineMs } = this.#options;
      // A thread that has just been started reads its code first.
      const mostMs = this.#isReady ? deadlineMs : startMs;
      const timer = setTimeout(() => this.#lose(worker, tooLong()), mostMs);
      this.#running = { id, resolve, reject, timer };
      worker.ref();
      worker.postMessage({ id, task }, transfer);
    });
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#lose(worker, new TaskLostError('The thread was closed.'));
    await worker.terminate();
  }

  #start(): Worker {
    const { file, heapMiB } = this.#options;
    const worker = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: heapMiB },
      execArgv: [],
    });
    this.#isReady = false;
    worker.on('message', (message: 'ready' | { readonly id: number; readonly answer: unknown }) => {
      const running = this.#running;
      if (worker !== this.#worker) return;
      if (message === 'ready') {
        this.#isReady = true;
        if (running === undefined) return;
        clearTimeout(running.timer);
        running.timer = setTimeout(() => this.#lose(worker, tooLong()), this.#options.deadlineMs);
        return;
      }
      if (running?.id !== message.id) return;
      this.#settle();
      running.resolve(message.answer);
    });
    worker.on('error', (cause) => this.#lose(worker, new TaskLostError('A thread has failed.', { cause })));
    worker.on('exit', (code) =>
      this.#lose(worker, new TaskLostError(`A thread has ended with code ${code}.`)),
    );
    // A server that is done otherwise ends.
    worker.unref();
    return worker;
  }

  #lose(worker: Worker, cause: TaskLostError): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    void worker.terminate();
    const running = this.#running;
    this.#settle();
    this.#onLost();
    running?.reject(cause);
  }

  #settle(): void {
    clearTimeout(this.#running?.timer);
    this.#running = undefined;
    this.#worker?.unref();
  }
}
