import { beforeEach, expect, test } from 'vitest';
import { silentLog } from '../log/log.ts';
import { VirtualTime } from '../session/testing/virtualTime.ts';
import { createSteadyTimers } from './steadyTimers.ts';
import type { SteadyTimers, TimerWorker, TimerWorkerEvents } from './steadyTimers.ts';
import type { TimerRequest } from './timerWorker.ts';

/** A Worker on the same clock, beside a page whose own timers are held back. */
class Worker implements TimerWorker {
  isRunning = true;
  readonly events: TimerWorkerEvents;
  readonly #time: VirtualTime;
  readonly #cancels = new Map<number, () => void>();

  constructor(time: VirtualTime, events: TimerWorkerEvents) {
    this.#time = time;
    this.events = events;
  }

  ask(request: TimerRequest): void {
    if (request.kind === 'cancel') return this.#cancels.get(request.id)?.();
    const { id, ms } = request;
    this.#cancels.set(
      id,
      this.#time.after(ms, () => this.events.due(id)),
    );
  }

  stop(): void {
    this.isRunning = false;
    for (const cancel of this.#cancels.values()) cancel();
  }
}

const throttledMs = 60_000;
let time: VirtualTime;
let worker: Worker;
let timers: SteadyTimers;
let rang: string[];

beforeEach(() => {
  time = new VirtualTime();
  rang = [];
  const hiddenPage = {
    now: () => time.now(),
    after: (ms: number, run: () => void) => time.after(Math.max(ms, throttledMs), run),
  };
  timers = createSteadyTimers(hiddenPage, (events) => (worker = new Worker(time, events)), silentLog);
});

test('timers go on in a hidden tab', async () => {
  timers.after(5_000, () => rang.push('heartbeat'));
  await time.pass(4_999);
  expect(rang).toEqual([]);
  await time.pass(1);
  expect(rang).toEqual(['heartbeat']);
});

test('a timer that was stopped does not ring', async () => {
  const cancel = timers.after(5_000, () => rang.push('stopped'));
  timers.after(5_000, () => rang.push('other'));
  cancel();
  cancel();
  await time.pass(throttledMs);
  expect(rang).toEqual(['other']);
});

test('where the Worker does not run, those of the page ring instead, each once', async () => {
  timers.after(5_000, () => rang.push('begun with the Worker'));
  worker.events.failed();
  timers.after(5_000, () => rang.push('begun without'));
  expect(worker.isRunning).toBe(false);
  await time.pass(2 * throttledMs);
  expect(rang).toEqual(['begun with the Worker', 'begun without']);
});

test('nothing rings once the visit is over', async () => {
  timers.after(5_000, () => rang.push('late'));
  timers.stop();
  await time.pass(2 * throttledMs);
  expect([rang, worker.isRunning]).toEqual([[], false]);
});
