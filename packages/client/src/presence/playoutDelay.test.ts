import { expect, it } from 'vitest';
import { PlayoutDelay } from './playoutDelay.ts';

const tickMs = 1000 / 15;
let frameMs = 0;
/** Frames that come so late, so far apart. */
function observe(delay: PlayoutDelay, latenessMs: number, gapMs = tickMs): void {
  frameMs += gapMs;
  delay.observe(latenessMs, frameMs);
}

it('is 1.5 ticks on an even network, and never less than 100 ms', () => {
  const delay = new PlayoutDelay();
  delay.restart(tickMs);
  for (let frame = 0; frame < 64; frame++) observe(delay, 0);
  expect(delay.at(10_000)).toBeCloseTo(100, 5);
  delay.restart(20);
  expect(delay.at(20_000)).toBeCloseTo(100, 5);
});

it('adds the 95th percentile of jitter, up to 200 ms, and forgets it again', () => {
  const delay = new PlayoutDelay();
  delay.restart(tickMs);
  delay.at(0);
  for (let frame = 0; frame < 64; frame++) observe(delay, frame % 10 === 0 ? 60 : 5);
  expect(delay.at(10_000)).toBeCloseTo(160, 5);
  for (let frame = 0; frame < 64; frame++) observe(delay, frame % 5 === 0 ? 500 : 5);
  expect(delay.at(20_000)).toBeCloseTo(200, 5);
  for (let frame = 0; frame < 64; frame++) observe(delay, frame === 0 ? 500 : 0);
  expect(delay.at(30_000)).toBeCloseTo(100, 5);
});

it('changes slowly enough that nobody seems to run', () => {
  const delay = new PlayoutDelay();
  delay.restart(tickMs);
  delay.at(0);
  for (let frame = 0; frame < 64; frame++) observe(delay, 100);
  expect(delay.at(100) - delay.at(0)).toBeLessThanOrEqual(4);
});

it('follows a server that sends every third tick only, and that sends every tick again', () => {
  const delay = new PlayoutDelay();
  delay.restart(tickMs);
  delay.at(0);
  // Frames of somebody who walks now and then are no sign of it.
  for (let frame = 0; frame < 64; frame++) observe(delay, 0, frame % 4 === 0 ? 350 : tickMs);
  expect(delay.at(10_000)).toBeCloseTo(100, 5);
  for (let frame = 0; frame < 16; frame++) observe(delay, 0, 3 * tickMs);
  expect(delay.at(20_000)).toBeCloseTo(300, 5);
  for (let frame = 0; frame < 16; frame++) observe(delay, 0);
  expect(delay.at(30_000)).toBeCloseTo(100, 5);
});
