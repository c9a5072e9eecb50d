import { expect, it } from 'vitest';
import { ServerClock } from './serverClock.ts';

it('takes the fastest message for the truth', () => {
  const clock = new ServerClock();
  clock.restart(10_000, 120);
  clock.observe(10_100, 150);
  clock.observe(10_200, 290);
  expect(clock.at(300)).toBe(10_250);
});

it('says how late a message came', () => {
  const clock = new ServerClock();
  clock.restart(10_000, 100);
  expect(clock.observe(10_100, 200)).toBe(0);
  expect(clock.observe(10_200, 345)).toBe(45);
});

it('unwraps 32 bits of a clock that has been counting for long', () => {
  const clock = new ServerClock();
  const start = 3 * 2 ** 32 - 50;
  clock.restart(start, 0);
  expect(clock.unwrap((start + 20) >>> 0)).toBe(start + 20);
  expect(clock.unwrap((start + 70) >>> 0)).toBe(start + 70);
  clock.observe(start + 70, 70);
  expect(clock.unwrap((start + 40) >>> 0)).toBe(start + 40);
});

it('follows a way through the network that has become longer, slowly and without a jump', () => {
  const clock = new ServerClock();
  clock.restart(0, 10);
  let before = clock.at(0);
  for (let ms = 66; ms < 30_000; ms += 66) {
    const delay = ms < 5_000 ? 10 : 60;
    clock.observe(ms, ms + delay);
    const now = clock.at(ms + delay);
    if (ms > 5_100) expect(Math.abs(now - before - 66)).toBeLessThan(4);
    before = now;
  }
  expect(clock.at(30_060)).toBe(30_000);
});
