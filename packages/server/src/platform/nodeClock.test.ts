import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
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

test('what has arrived while the process stood still is read before the turns that are due', async () => {
  vi.useRealTimers();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sender = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [receiver] = (await once(server, 'connection')) as [Socket];
  const order: string[] = [];
  receiver.once('data', () => order.push('read'));
  const turned = new Promise<void>((resolve) => {
    const cancel = createNodeClock().every(10, () => {
      order.push('turn');
      cancel();
      resolve();
    });
  });
  sender.write('I am here');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  await turned;
  sender.destroy();
  receiver.destroy();
  server.close();
  expect(order).toEqual(['read', 'turn']);
});
