import { expect, test } from 'vitest';
import { FairQueue } from './fairQueue.ts';

/** Work that ends when a test says so. */
function works() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      started.push(name);
      ends.set(name, () => resolve(name));
    });
  return { started, work, end: (name: string) => ends.get(name)?.() };
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('runs no more at a time than it may, and askers take turns', async () => {
  const queue = new FairQueue({ parallel: 2, waiting: 10, waitingPerAsker: 5 });
  const { started, work, end } = works();
  const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'c1'].map((name) => queue.run(name.slice(0, 1), work(name)));
  expect(started).toEqual(['a1', 'a2']);
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'a4']) {
    end(name);
    await settled();
  }
  expect(started).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'a4']);
  expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'c1']);
});

test('refuses what would wait too long, of one asker and in all', async () => {
  const queue = new FairQueue({ parallel: 1, waiting: 3, waitingPerAsker: 2 });
  const { started, work, end } = works();
  const running = queue.run('a', work('a1'));
  const waiting = [queue.run('a', work('a2')), queue.run('a', work('a3'))];
  await expect(queue.run('a', work('a4'))).rejects.toMatchObject({ code: 'server_busy' });
  waiting.push(queue.run('b', work('b1')));
  await expect(queue.run('c', work('c1'))).rejects.toMatchObject({ code: 'server_busy' });
  for (const name of ['a1', 'a2', 'b1', 'a3']) {
    end(name);
    await settled();
  }
  await Promise.all([running, ...waiting]);
  expect(started).toEqual(['a1', 'a2', 'b1', 'a3']);
});

test('work that fails makes room like any other', async () => {
  const queue = new FairQueue({ parallel: 1, waiting: 1, waitingPerAsker: 1 });
  const failing = queue.run('a', () => Promise.reject(new Error('no')));
  const next = queue.run('b', () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
  expect(await queue.run('a', () => Promise.resolve('again'))).toBe('again');
});
