import { expect, test } from 'vitest';
import { createActivityTicker } from './activityTicker.ts';

test('ticks while something moves, once more when it has come to rest, and then not at all', () => {
  let isMoving = true;
  let pending: (() => void) | undefined;
  const ticker = createActivityTicker(
    () => isMoving,
    (_ms, run) => {
      pending = run;
      return () => (pending = undefined);
    },
  );
  const runPending = () => {
    const run = pending;
    pending = undefined;
    run?.();
  };
  let ticks = 0;
  ticker.subscribe(() => ticks++);

  expect(pending).toBeUndefined();
  ticker.wake();
  runPending();
  runPending();
  isMoving = false;
  runPending();
  expect([ticks, pending]).toEqual([3, undefined]);
  isMoving = true;
  ticker.wake();
  ticker.wake();
  runPending();
  expect(ticks).toBe(4);
  ticker.stop();
  expect(pending).toBeUndefined();
});
