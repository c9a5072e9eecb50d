import { expect, test } from 'vitest';
import type { LiveHistory } from '@atrium/protocol';
import { liveChartsOf, someOf, summaryOf } from './liveCharts.ts';

const history: LiveHistory = {
  everySeconds: 10,
  at: [0, 10_000],
  people: [1, 2],
  connections: [1, 3],
  loopDelayMs: [0.5, 1],
  cpuPercent: [null, 4],
  sfuCpuPercent: [null, null],
  memoryMb: [100, 101.5],
  routes: { direct: [0, 1], relayed: [0, 0], sfu: [0, 0], none: [0, 0] },
};

test('every figure has a line, and an SFU that is not there has none', () => {
  const linesOf = (shown: LiveHistory) =>
    liveChartsOf(shown).flatMap(({ lines }) => lines.map(({ name }) => name));
  const all = ['people', 'connections', 'direct', 'relayed', 'sfu', 'none', 'cpu', 'loopDelay', 'memory'];
  expect(linesOf(history)).toEqual(all);
  expect(linesOf({ ...history, sfuCpuPercent: [null, 7] })).toContain('sfuCpu');
});

test('a line is summed up without its gaps', () => {
  expect(summaryOf([null, 4, 2, 9])).toEqual({ now: 9, least: 2, most: 9 });
  expect(summaryOf([4, null])).toEqual({ now: undefined, least: 4, most: 4 });
  expect(summaryOf([null])).toBeUndefined();
  expect(summaryOf([])).toBeUndefined();
});

test('a table has some moments, evenly spread, and always the last one', () => {
  expect(someOf(360, 12)).toEqual([29, 59, 89, 119, 149, 179, 209, 239, 269, 299, 329, 359]);
  expect(someOf(3, 12)).toEqual([0, 1, 2]);
  expect(someOf(0, 12)).toEqual([]);
});
