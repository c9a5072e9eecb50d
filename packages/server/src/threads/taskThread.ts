import { Worker } from 'node:worker_threads';
import type { TransferListItem } from 'node:worker_threads';
import { readThreadCpuMs } from './threadClock.ts';

export interface TaskThreadOptions {
  /** What runs in it. */
  readonly file: URL;
  /**
   * CPU time for one task, in ms; a thread that works longer is ended. A busy machine, or a process that was stopped, does
   * not make a file hostile. Where the system does not tell a thread's CPU time, all time counts.
   */
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
/** A deadline is looked at so many times while it passes. */
const looksPerDeadline = 8;
/** A thread that gets no core for so many deadlines will not answer. */
const mostDeadlines = 10;

/** What a thread says once it has read its code. */
export interface ThreadReady {
  /** As the system numbers threads; undefined where it does not tell. */
  readonly systemId: number | undefined;
}

interface ThreadAnswer {
  readonly id: number;
  readonly answer: unknown;
}

function tooLong(): TaskLostError {
  return new TaskLostError('A task took too long.');
}

interface Running {
  readonly id: number;
  resolve(answer: unknown): void;
  reject(cause: Error): void;
  readonly timer: NodeJS.Timeout;
  /** How often its deadline was looked at: a process that was stopped meanwhile has missed all looks but one. */
  looks: number;
  /** CPU time of the thread when the task began, in ms. */
  cpuMs: number | undefined;
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
  /** Undefined while the thread reads its code. */
  #ready: ThreadReady | undefined;

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
      const everyMs = this.#options.deadlineMs / looksPerDeadline;
      const timer = setInterval(() => this.#look(worker, everyMs), everyMs);
      this.#running = { id, resolve, reject, timer, looks: 0, cpuMs: this.#cpuMs() };
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
    this.#ready = undefined;
    worker.on('message', (message: ThreadReady | ThreadAnswer) => {
      const running = this.#running;
      if (worker !== this.#worker) return;
      if ('systemId' in message) {
        this.#ready = message;
        if (running === undefined) return;
        running.looks = 0;
        running.cpuMs = this.#cpuMs();
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

  #cpuMs(): number | undefined {
    const systemId = this.#ready?.systemId;
    return systemId === undefined ? undefined : readThreadCpuMs(systemId);
  }

  #look(worker: Worker, everyMs: number): void {
    const running = this.#running;
    if (running === undefined) return;
    const { deadlineMs } = this.#options;
    const passedMs = ++running.looks * everyMs;
    if (this.#ready === undefined) {
      if (passedMs >= startMs) this.#lose(worker, tooLong());
      return;
    }
    const cpuMs = this.#cpuMs();
    const beforeMs = running.cpuMs;
    const workedMs = cpuMs === undefined || beforeMs === undefined ? passedMs : cpuMs - beforeMs;
    if (workedMs >= deadlineMs || passedMs >= mostDeadlines * deadlineMs) this.#lose(worker, tooLong());
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
    clearInterval(this.#running?.timer);
    this.#running = undefined;
    this.#worker?.unref();
  }
}
