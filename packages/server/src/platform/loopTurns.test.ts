import { setImmediate as aTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { LoopTurns } from './loopTurns.ts';

test('of what comes at once a few begin in each turn of the loop, in order', async () => {
  const turns = new LoopTurns();
  const begun: number[] = [];
  const begin = (work: number) => turns.begin(() => begun.push(work));
  for (let work = 0; work < 10; work++) begin(work);
  expect(begun).toEqual([0, 1, 2, 3]);
  await aTurn();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  begin(10);
  await aTurn();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  await aTurn();
  begin(11);
  expect(begun.at(-1)).toBe(11);
});
