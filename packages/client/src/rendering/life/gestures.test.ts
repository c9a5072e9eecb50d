import { expect, it } from 'vitest';
import { gestureAt } from './gestures.ts';

const armsOver = (kind: 'wave' | 'highFive' | 'dance', untilMs: number, isStill = false) => {
  const arms: string[] = [];
  for (let nowMs = 0; nowMs < untilMs;) {
    const moment = gestureAt({ kind, sinceMs: 0 }, nowMs, isStill);
    if (moment === undefined) break;
    arms.push(moment.arms);
    nowMs += moment.changesInMs;
  }
  return arms;
};

it('waving and a high five end by themselves, a dance goes on', () => {
  expect(armsOver('wave', 60_000)).toHaveLength(9);
  expect(armsOver('highFive', 60_000)).toEqual(['highFive']);
  expect(armsOver('dance', 60_000)).toHaveLength(240);
});

it('where motion is reduced, a gesture is one picture that stays', () => {
  expect(armsOver('wave', 60_000, true)).toEqual(['wave1']);
  expect(armsOver('dance', 60_000, true)).toEqual(['dance0']);
});
