import { expect, test } from 'vitest';
import { isCrowdOfMicrophones, isMicrophoneOffered } from './offeredMicrophones.ts';

test('more than 8 microphones are many, and until there are 6', () => {
  expect([8, 9].map((count) => isCrowdOfMicrophones(count, false))).toEqual([false, true]);
  expect([7, 6].map((count) => isCrowdOfMicrophones(count, true))).toEqual([true, false]);
});

test('of many, those can be received that are open, or were less than 10 s ago', () => {
  expect(isMicrophoneOffered(undefined, true, 50_000)).toBe(true);
  expect(isMicrophoneOffered(40_001, true, 50_000)).toBe(true);
  expect(isMicrophoneOffered(40_000, true, 50_000)).toBe(false);
  expect(isMicrophoneOffered(40_000, false, 50_000)).toBe(true);
});
