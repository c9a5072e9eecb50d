import { expect, it } from 'vitest';
import { MoveBudget } from './moveBudget.ts';

it('forgives a second of silence, and not a teleport', () => {
  const budget = new MoveBudget(0);
  expect(budget.take(4, 1000)).toBe(true);
  expect(budget.take(0.5, 1000)).toBe(false);
});

it('is used up by who moves faster than people walk', () => {
  const budget = new MoveBudget(0);
  const taken = (tilesPerSecond: number, seconds: number) => {
    for (let tick = 1; tick <= seconds * 15; tick++) {
      if (!budget.take(tilesPerSecond / 15, (tick * 1000) / 15)) return false;
    }
    return true;
  };
  expect(taken(4, 60)).toBe(true);
  expect(new MoveBudget(0).take(4.2, 0)).toBe(false);
  expect(taken(8, 3)).toBe(false);
});

it('takes nothing where there is not enough, and grows back to its limit', () => {
  const budget = new MoveBudget(0);
  expect(budget.take(5, 0)).toBe(false);
  expect(budget.take(4, 0)).toBe(true);
  expect(budget.take(0.41, 100)).toBe(true);
  expect(budget.take(4.1, 60_000)).toBe(false);
  expect(budget.take(4, 60_000)).toBe(true);
});

it('does not grow by a clock that goes back', () => {
  const budget = new MoveBudget(1000);
  budget.take(4, 1000);
  expect(budget.take(1, 0)).toBe(false);
  expect(budget.take(1, 1000)).toBe(false);
});
