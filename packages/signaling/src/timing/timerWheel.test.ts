import { describe, expect, it } from 'vitest';
import type { WheelEntry } from './timerWheel.ts';
import { TimerWheel } from './timerWheel.ts';

class Alarm implements WheelEntry {
  wheelTick = -1;
  readonly rang: number[] = [];

  onDue(nowMs: number): void {
    this.rang.push(nowMs);
  }
}

/** No entry here throws. */
const fail = (cause: unknown) => {
  throw cause;
};

describe('the timer wheel', () => {
  it('calls an entry once, when it is due or up to a slot later', () => {
    const wheel = new TimerWheel(100, 0, fail);
    const alarm = new Alarm();
    wheel.schedule(alarm, 250);
    wheel.advance(249);
    expect(alarm.rang).toEqual([]);
    wheel.advance(300);
    wheel.advance(1000);
    expect(alarm.rang).toEqual([300]);
  });

  it('calls an entry at the moment it was last scheduled for, and at no other', () => {
    const wheel = new TimerWheel(100, 0, fail);
    const alarm = new Alarm();
    wheel.schedule(alarm, 200);
    wheel.schedule(alarm, 500);
    wheel.advance(400);
    expect(alarm.rang).toEqual([]);
    wheel.schedule(alarm, 450);
    wheel.advance(500);
    expect(alarm.rang).toEqual([500]);
  });

  it('calls no entry that was cancelled', () => {
    const wheel = new TimerWheel(100, 0, fail);
    const alarm = new Alarm();
    wheel.schedule(alarm, 200);
    wheel.cancel(alarm);
    wheel.advance(10_000);
    expect(alarm.rang).toEqual([]);
  });

  it('waits for deadlines that are several rounds away', () => {
    const wheel = new TimerWheel(100, 0, fail);
    const alarm = new Alarm();
    wheel.schedule(alarm, 60_000);
    for (let nowMs = 0; nowMs < 60_000; nowMs += 100) wheel.advance(nowMs);
    expect(alarm.rang).toEqual([]);
    wheel.advance(60_000);
    expect(alarm.rang).toEqual([60_000]);
  });

  it('misses nothing after a pause of many rounds', () => {
    const wheel = new TimerWheel(100, 0, fail);
    const alarms = Array.from({ length: 50 }, (_, number) => {
      const alarm = new Alarm();
      wheel.schedule(alarm, 100 + number * 1_700);
      return alarm;
    });
    wheel.advance(1_000_000);
    expect(alarms.every((alarm) => alarm.rang.length === 1)).toBe(true);
  });

  it('lets an entry schedule itself anew while it is called', () => {
    const wheel = new TimerWheel(100, 0, fail);
    const calls: number[] = [];
    const alarm = {
      wheelTick: -1,
      onDue(nowMs: number) {
        calls.push(nowMs);
        wheel.schedule(alarm, nowMs + 200);
      },
    };
    wheel.schedule(alarm, 100);
    for (let nowMs = 0; nowMs <= 700; nowMs += 100) wheel.advance(nowMs);
    expect(calls).toEqual([100, 300, 500, 700]);
  });
});
