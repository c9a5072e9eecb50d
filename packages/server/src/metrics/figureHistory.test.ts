import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { liveHistorySchema } from '@atrium/protocol';
import { FigureHistory } from './figureHistory.ts';
import type { FigureSources } from './figureHistory.ts';

const report = vi.fn();
const made: FigureHistory[] = [];
let people: number;
let sfuCpuMs: number | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  report.mockReset();
  people = 0;
  sfuCpuMs = 0;
});
afterEach(() => {
  for (const history of made.splice(0)) history.close();
  vi.useRealTimers();
});

const sources: FigureSources = {
  stats: () => ({
    people: people++,
    sockets: 7,
    connectedBy: { direct: 1, relayed: 2, sfu: 3, none: 0 },
  }),
  sfu: async () => (sfuCpuMs === undefined ? undefined : { workers: [], cpuMs: (sfuCpuMs += 5_000) }),
};

function start(from: FigureSources = sources): FigureHistory {
  const history = new FigureHistory(from, { error: report });
  made.push(history);
  return history;
}

test('there is a value at once, and one every ten seconds, each line as long as the others', async () => {
  const history = start();
  await vi.advanceTimersByTimeAsync(20_000);
  const read = liveHistorySchema.parse(history.read());
  expect(read.people).toEqual([0, 1, 2]);
  expect(read.routes).toEqual({ direct: [1, 1, 1], relayed: [2, 2, 2], sfu: [3, 3, 3], none: [0, 0, 0] });
  expect(read.connections).toEqual([7, 7, 7]);
  expect(read.memoryMb[0]).toBeGreaterThan(10);
  expect(read.cpuPercent[0]).toBeNull();
  expect(read.cpuPercent[1]).toBeGreaterThanOrEqual(0);
  // 5 s of CPU time in 10 s.
  expect(read.sfuCpuPercent).toEqual([null, 50, 50]);
});

test('no more than an hour is kept', async () => {
  const history = start();
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  const { at, people: kept } = history.read();
  expect(at).toHaveLength(360);
  expect(kept.at(-1)).toBe(720);
});

test('an SFU that does not answer leaves a gap, and nothing else stops', async () => {
  const history = start();
  await vi.advanceTimersByTimeAsync(10_000);
  sfuCpuMs = undefined;
  await vi.advanceTimersByTimeAsync(10_000);
  sfuCpuMs = 0;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(history.read().sfuCpuPercent).toEqual([null, 50, null, null, 50]);
  expect(report).not.toHaveBeenCalled();
});

test('what cannot be measured is reported, and measured again', async () => {
  let fails = true;
  const history = start({
    ...sources,
    sfu: () => (fails ? Promise.reject(new Error('No.')) : Promise.resolve(undefined)),
  });
  await vi.advanceTimersByTimeAsync(0);
  fails = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(report).toHaveBeenCalledOnce();
  expect(history.read().at).toHaveLength(1);
});
