import { describe, expect, it } from 'vitest';
import { createLaterWake } from './laterWake.ts';

function startWake() {
  const timers = new Map<number, { run: () => void; dueMs: number }>();
  let nowMs = 0;
  let made = 0;
  let woken = 0;
  const later = createLaterWake(
    {
      now: () => nowMs,
      setTimer(run, delayMs) {
        timers.set(++made, { run, dueMs: nowMs + delayMs });
        return made;
      },
      clearTimer: (handle) => void timers.delete(handle),
    },
    () => {
      woken++;
    },
  );
  const advance = (ms: number): void => {
    nowMs += ms;
    for (const [handle, { run, dueMs }] of timers) {
      if (dueMs > nowMs) continue;
      timers.delete(handle);
      run();
    }
  };
  return { later, advance, timers, woken: () => woken };
}

describe('a later wake', () => {
  it('comes once, at the soonest moment that was asked for', () => {
    const { later, advance, timers, woken } = startWake();
    later.within(500);
    later.within(200);
    later.within(900);
    expect(timers.size).toBe(1);
    advance(199);
    expect(woken()).toBe(0);
    advance(1);
    expect(woken()).toBe(1);
    advance(1000);
    expect(woken()).toBe(1);
  });

  it('can be asked for again after it came', () => {
    const { later, advance, woken } = startWake();
    later.within(100);
    advance(100);
    later.within(300);
    advance(300);
    expect(woken()).toBe(2);
  });

  it('never comes where nothing will change, or after it was stopped', () => {
    const { later, advance, timers, woken } = startWake();
    later.within(Infinity);
    expect(timers.size).toBe(0);
    later.within(100);
    later.stop();
    advance(1000);
    expect(woken()).toBe(0);
  });
});
