import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNodeClock } from './nodeClock.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('15 turns a second are 15 turns a second, although timers count whole milliseconds', () => {
  let turns = 0;
  const cancel = createNodeClock().every(1000 / 15, () => turns++);
  vi.advanceTimersByTime(60_001);
  cancel();
  expect(turns).toBe(900);
});

test('a cancelled timer stays still', () => {
  const clock = createNodeClock();
  const run = vi.fn();
  clock.every(10, run)();
  clock.after(10, run)();
  vi.advanceTimersByTime(1_000);
  expect(run).not.toHaveBeenCalled();
});

test('cancelling from within its own turn is enough', () => {
  let turns = 0;
  const cancel = createNodeClock().every(10, () => {
    turns++;
    cancel();
  });
  vi.advanceTimersByTime(1_000);
  expect(turns).toBe(1);
});
