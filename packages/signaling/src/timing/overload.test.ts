import { beforeEach, describe, expect, test } from 'vitest';
import { Overload } from './overload.ts';

const turnMs = 1000 / 60;
let nowMs: number;
let memory: number;
let overload: Overload;
beforeEach(() => {
  nowMs = 0;
  memory = 0.3;
  overload = new Overload(() => memory, nowMs);
});

/** So many seconds in which each turn is so late. */
function pass(seconds: number, lateMs: number): void {
  for (const endMs = nowMs + seconds * 1_000; nowMs < endMs;) {
    nowMs += turnMs;
    overload.turnBegan(lateMs, nowMs);
  }
}

describe('a server that cannot keep up', () => {
  test('sends presence less often first, and lets nobody new in where that is not enough', () => {
    pass(1, 50);
    expect(overload.level).toBe('calm');
    pass(1.2, 50);
    expect(overload.level).toBe('slowed');
    pass(2.2, 50);
    expect(overload.level).toBe('closed');
    pass(10, 50);
    expect(overload.level).toBe('closed');
  });

  test('stays slowed while turns are neither late nor in time', () => {
    pass(3, 50);
    pass(60, 20);
    expect(overload.level).toBe('slowed');
  });

  test('comes back one level at a time, after ten seconds in time each', () => {
    pass(6, 50);
    pass(9, 2);
    expect(overload.level).toBe('closed');
    pass(2, 2);
    expect(overload.level).toBe('slowed');
    pass(11, 2);
    expect(overload.level).toBe('calm');
  });

  test('is calm once it had nothing to do', () => {
    pass(6, 50);
    overload.rested(nowMs);
    expect(overload.level).toBe('calm');
  });

  test('is not overloaded for one long turn', () => {
    pass(1, 2);
    nowMs += 3_000;
    overload.turnBegan(3_000, nowMs);
    pass(10, 2);
    expect(overload.level).toBe('calm');
  });
});

test('a server that has used nine tenths of its memory lets nobody in until a fifth is free', () => {
  memory = 0.91;
  pass(1.1, 0);
  expect(overload.level).toBe('closed');
  memory = 0.85;
  pass(2, 0);
  expect(overload.level).toBe('closed');
  memory = 0.79;
  pass(1.1, 0);
  expect(overload.level).toBe('calm');
});
