import { beforeEach, expect, test } from 'vitest';
import { changeWorld, unpackTiles, validateWorld } from '@atrium/world';
import type { World } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { createLog, silentLog } from '../log/log.ts';
import type { ProblemFinder, ProblemWorker, ProblemWorkerEvents } from './problemFinder.ts';
import { changedParts, createProblemFinder } from './problemFinder.ts';

/** A Worker that answers when it is told to. */
class FakeWorker implements ProblemWorker {
  isRunning = true;
  readonly asked: World[] = [];
  readonly events: ProblemWorkerEvents;

  constructor(events: ProblemWorkerEvents) {
    this.events = events;
  }

  ask(world: World): void {
    this.asked.push(world);
  }

  answer(): void {
    const world = this.asked.at(-1);
    if (world !== undefined) this.events.found(validateWorld(world));
  }

  stop(): void {
    this.isRunning = false;
  }
}

const office = unpackTiles(officeWorld());
const named = (name: string): World => {
  const outcome = changeWorld(office, { name });
  if (!outcome.ok) throw new Error(outcome.refusal);
  return outcome.world;
};
const [first, second, third] = [named('First'), named('Second'), named('Third')];

let workers: FakeWorker[];
let found: string[];
let failed: string[];
let finder: ProblemFinder;
const finderWith = (startWorker: (events: ProblemWorkerEvents) => ProblemWorker, log = silentLog) =>
  createProblemFinder({
    log,
    found: ({ meta }, problems) => void found.push(`${meta.name}: ${problems.length}`),
    failed: ({ meta }) => void failed.push(meta.name),
    startWorker,
  });
const startFake = (events: ProblemWorkerEvents) => {
  const worker = new FakeWorker(events);
  workers.push(worker);
  return worker;
};
beforeEach(() => {
  workers = [];
  found = [];
  failed = [];
  finder = finderWith(startFake);
});

test('no Worker runs before the first World is checked', () => {
  expect(workers).toEqual([]);
});

test('one World at a time is checked, and of those that come meanwhile the latest', () => {
  for (const world of [first, second, third]) finder.check(world);
  expect(workers.map(({ asked }) => asked)).toEqual([[first]]);
  workers[0]?.answer();
  expect(workers[0]?.asked).toEqual([first, third]);
  workers[0]?.answer();
  expect(found).toEqual(['First: 0', 'Third: 0']);
});

test('what is wrong is said of the World that was checked', () => {
  const broken = { ...first, doors: first.doors.map((door) => ({ ...door, leadsToZone: 'attic' })) };
  finder.check(broken);
  finder.check(second);
  workers[0]?.answer();
  expect(found[0]).not.toBe('First: 0');
  workers[0]?.answer();
  expect(found[1]).toBe('Second: 0');
});

test('a Worker that dies is started again for the World that waits', () => {
  finder.check(first);
  finder.check(second);
  workers[0]?.events.failed();
  expect(workers.map(({ isRunning }) => isRunning)).toEqual([false, true]);
  workers[1]?.answer();
  expect(found).toEqual(['Second: 0']);
  expect(failed).toEqual([]);
});

test('a World that nothing waits after is said to be unchecked, and the next one is checked', () => {
  finder.check(first);
  workers[0]?.events.failed();
  expect(failed).toEqual(['First']);
  finder.check(second);
  workers[1]?.answer();
  expect(found).toEqual(['Second: 0']);
});

test('a Worker that was given up is not listened to', () => {
  finder.check(first);
  workers[0]?.events.failed();
  finder.check(second);
  workers[0]?.answer();
  workers[0]?.events.failed();
  expect([found, workers[1]?.isRunning]).toEqual([[], true]);
});

test('a browser that starts no Worker says so in the log, each time', () => {
  const lines: string[] = [];
  const log = createLog((_level, _part, event) => void lines.push(event), 'app');
  finder = finderWith(() => {
    throw new DOMException('No Workers here', 'SecurityError');
  }, log);
  finder.check(first);
  finder.check(second);
  expect(failed).toEqual(['First', 'Second']);
  expect(lines).toHaveLength(2);
});

test('after it was stopped nothing is found', () => {
  finder.check(first);
  finder.check(second);
  finder.stop();
  workers[0]?.answer();
  expect([found, failed, workers[0]?.isRunning]).toEqual([[], [], false]);
});

test('a Worker that knows a World is told only what another has changed, and has it whole then', () => {
  expect(changedParts({}, first)).toEqual(first);
  const parts = changedParts(first, second);
  expect(Object.keys(parts)).toEqual(['meta']);
  expect(parts.meta).toBe(second.meta);
  const { doors, ...withoutDoors } = second;
  expect({ ...second, ...changedParts(second, withoutDoors as World) }).toEqual({
    ...withoutDoors,
    doors: undefined,
  });
});
