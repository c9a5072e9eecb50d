import type { Timers } from '../connection/timers.ts';
import type { Log } from '../log/log.ts';
import type { TimerRequest } from './timerWorker.ts';

/** A Worker that keeps time. */
export interface TimerWorker {
  ask(request: TimerRequest): void;
  stop(): void;
}

export interface TimerWorkerEvents {
  /** A timer is due, by its id. */
  due(id: number): void;
  /** The Worker does not run. */
  failed(): void;
}

/** Starts `timerWorker.ts` in this browser. */
export function startTimerWorker(events: TimerWorkerEvents): TimerWorker {
  const worker = new Worker(new URL('./timerWorker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<number>) => events.due(data);
  worker.onerror = () => events.failed();
  return { ask: (request) => worker.postMessage(request), stop: () => worker.terminate() };
}

export interface SteadyTimers extends Timers {
  /** Ends the Worker; nothing that still waits runs. */
  stop(): void;
}

/** Shorter waits stay with the page, in ms: going through the Worker would cost more than it gives. */
const steadyFromMs = 500;

interface Waiting {
  readonly run: () => void;
  readonly dueMs: number;
}

/**
 * Timers that go on in a hidden tab. Browsers run those of a page that has been hidden for minutes once a minute; those
 * of a Worker go on. Where there is no Worker to be used, they are the page's.
 *
 * @param page the timers of the page
 * @param startWorker starts the Worker; `startTimerWorker` in a browser
 */
export function createSteadyTimers(
  page: Timers,
  startWorker: (events: TimerWorkerEvents) => TimerWorker,
  log: Log,
): SteadyTimers {
  const waiting = new Map<number, Waiting>();
  const cancels = new Map<number, () => void>();
  let lastId = 0;

  const isDue = (id: number) => {
    const timer = waiting.get(id);
    waiting.delete(id);
    cancels.delete(id);
    timer?.run();
  };
  const waitInPage = (id: number, ms: number) =>
    cancels.set(
      id,
      page.after(ms, () => isDue(id)),
    );
  const useThePage = () => {
    if (worker === undefined) return;
    log.warn('The Worker with the timers does not run: they are those of the page, slow in a hidden tab');
    worker.stop();
    worker = undefined;
    for (const [id, { dueMs }] of waiting) waitInPage(id, Math.max(0, dueMs - page.now()));
  };
  let worker: TimerWorker | undefined = startWorker({ due: isDue, failed: useThePage });
  return {
    now: () => page.now(),
    after(ms, run) {
      if (ms < steadyFromMs) return page.after(ms, run);
      const id = ++lastId;
      waiting.set(id, { run, dueMs: page.now() + ms });
      if (worker === undefined) waitInPage(id, ms);
      else worker.ask({ kind: 'after', id, ms });
      return () => {
        if (!waiting.delete(id)) return;
        cancels.get(id)?.();
        cancels.delete(id);
        worker?.ask({ kind: 'cancel', id });
      };
    },
    stop() {
      for (const cancel of cancels.values()) cancel();
      waiting.clear();
      cancels.clear();
      worker?.stop();
      worker = undefined;
    },
  };
}
