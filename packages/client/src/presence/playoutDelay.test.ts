import { expect, it } from 'vitest';
import { PlayoutDelay } from './playoutDelay.ts';

it('is 1.5 ticks on an even network, and never less than 100 ms', () => {
  const delay = new PlayoutDelay();
  delay.restart(1000 / 15);
  for (let frame = 0; frame < 64; frame++) delay.observe(0);
  expect(delay.at(10_000)).toBe(100);
  delay.restart(20);
  expect(delay.at(20_000)).toBe(100);
});

it('adds the 95th percentile of jitter, up to 200 ms, and forgets it again', () => {
  const delay = new PlayoutDelay();
  delay.restart(1000 / 15);
  delay.at(0);
  for (let frame = 0; frame < 64; frame++) delay.observe(frame % 10 === 0 ? 60 : 5);
  expect(delay.at(10_000)).toBeCloseTo(160, 5);
  for (let frame = 0; frame < 64; frame++) delay.observe(frame % 5 === 0 ? 500 : 5);
  expect(delay.at(20_000)).toBe(200);
  for (let frame = 0; frame < 64; frame++) delay.observe(frame === 0 ? 500 : 0);
  expect(delay.at(30_000)).toBe(100);
});

it('changes slowly enough that nobody seems to run', () => {
  const delay = new PlayoutDelay();
  delay.restart(1000 / 15);
  delay.at(0);
  for (let frame = 0; frame < 64; frame++) delay.observe(100);
  expect(delay.at(100) - delay.at(0)).toBeLessThanOrEqual(4);
});
