import { expect, test } from 'vitest';
import { Readiness } from './readiness.ts';

function readinessOf(askDatabase: () => Promise<unknown>) {
  const clock = { nowMs: 0 };
  return { clock, readiness: new Readiness({ askDatabase, nowMs: () => clock.nowMs, answerMs: 5 }) };
}

test('a server whose database answers is ready', async () => {
  expect(await readinessOf(() => Promise.resolve()).readiness.state()).toEqual({ status: 'ready' });
});

test('one whose database fails is not, and says so without its words', async () => {
  const { readiness } = readinessOf(() => Promise.reject(new Error('no password for user ana')));
  expect(await readiness.state()).toEqual({ status: 'not-ready', reasons: ['The database cannot be used.'] });
});

test('one whose database is silent is not, asks it once, and is ready again when it answers', async () => {
  let asked = 0;
  let answer: () => void = () => undefined;
  const { readiness, clock } = readinessOf(() => {
    asked++;
    return new Promise<void>((resolve) => (answer = resolve));
  });
  const silent = { status: 'not-ready', reasons: ['The database has not answered for 0.005 s.'] };
  expect(await readiness.state()).toEqual(silent);
  clock.nowMs += 5_000;
  expect(await readiness.state()).toEqual(silent);
  expect(asked).toBe(1);
  clock.nowMs += 5_000;
  const state = readiness.state();
  answer();
  expect(await state).toEqual({ status: 'ready' });
});

test('many probes at once are one question', async () => {
  let asked = 0;
  const { readiness } = readinessOf(() => Promise.resolve(asked++));
  await Promise.all(Array.from({ length: 50 }, () => readiness.state()));
  expect(asked).toBe(1);
});

test('one that ends is draining, whatever the database says', async () => {
  const { readiness } = readinessOf(() => Promise.reject(new Error()));
  readiness.drain();
  expect(await readiness.state()).toEqual({ status: 'draining' });
});
