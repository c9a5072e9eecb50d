import { expect, test } from 'vitest';
import { createThreadClock } from './threadClock.ts';

test('counts what the thread works, and not what it waits', () => {
  const clockMs = createThreadClock();
  const sleepMs = 100;
  const before = clockMs();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, sleepMs);
  const slept = clockMs();
  expect(slept - before).toBeLessThan(sleepMs / 2);
  while (clockMs() - slept < 20) JSON.parse('[1, 2, 3]');
});
