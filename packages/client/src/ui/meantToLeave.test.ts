import { expect, test } from 'vitest';
import { isMeantToLeave } from './meantToLeave.ts';

const atOnce = { isByPointer: true, isAfterEnter: true, hasPointerMoved: false, shownForMs: 300 };

test('the second press of an impatient double click on Enter does not leave', () => {
  expect(isMeantToLeave(atOnce)).toBe(false);
});

test('who points at Leave, waits a moment, or uses the keyboard, leaves', () => {
  expect(isMeantToLeave({ ...atOnce, hasPointerMoved: true })).toBe(true);
  expect(isMeantToLeave({ ...atOnce, shownForMs: 2_000 })).toBe(true);
  expect(isMeantToLeave({ ...atOnce, isByPointer: false })).toBe(true);
});

test('who came straight back in, without the lobby, leaves at once', () => {
  expect(isMeantToLeave({ ...atOnce, isAfterEnter: false })).toBe(true);
});
