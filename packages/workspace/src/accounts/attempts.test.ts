import { beforeEach, expect, it } from 'vitest';
import { Attempts } from './attempts.ts';

let nowMs: number;
let attempts: Attempts;
beforeEach(() => {
  nowMs = 0;
  attempts = new Attempts(() => nowMs);
});
const take = (times: number, account = 'ana', address = '192.0.2.1') =>
  Array.from({ length: times }, () => attempts.take(account, address)).filter(Boolean).length;

it('lets five a minute be made for one account from one address', () => {
  expect(take(8)).toBe(5);
  nowMs = 59_000;
  expect(take(1)).toBe(0);
  nowMs = 61_000;
  expect(take(8)).toBe(5);
});

it('counts each account and each address by itself', () => {
  expect([take(8), take(8, 'ben'), take(8, 'ana', '192.0.2.2')]).toEqual([5, 5, 5]);
});

it('forgets the wrong ones after the right one', () => {
  take(4);
  attempts.succeed('ana', '192.0.2.1');
  expect(take(8)).toBe(5);
});
