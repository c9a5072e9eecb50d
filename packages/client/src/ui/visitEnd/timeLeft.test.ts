import { expect, test } from 'vitest';
import { timeLeft } from './timeLeft.ts';

const minuteMs = 60_000;

test('the minutes of a visit are counted from ten on, and told at five and at one', () => {
  const told: number[] = [];
  let leftMs = 90.5 * minuteMs;
  expect(timeLeft(leftMs).minutes).toBeUndefined();
  const shown: (number | undefined)[] = [];
  for (;;) {
    const { minutes, isTold, changesInMs } = timeLeft(leftMs);
    shown.push(minutes);
    if (isTold && minutes !== undefined) told.push(minutes);
    if (changesInMs === undefined) break;
    expect(changesInMs).toBeGreaterThan(0);
    leftMs -= changesInMs;
  }
  expect(shown).toEqual([undefined, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(told).toEqual([5, 1]);
});
