import { expect, test } from 'vitest';
import { isMeantToLeave } from './meantToLeave.ts';

const atOnce = { pressedAt: { x: 700, y: 610 }, enteredAt: { x: 690, y: 600 }, shownForMs: 300 };

test('the second press of an impatient double click on Enter does not leave', () => {
  expect(isMeantToLeave(atOnce)).toBe(false);
});

test('who presses elsewhere, waits a moment, or uses the keyboard, leaves', () => {
  expect(isMeantToLeave({ ...atOnce, pressedAt: { x: 740, y: 600 } })).toBe(true);
  expect(isMeantToLeave({ ...atOnce, shownForMs: 2_000 })).toBe(true);
  expect(isMeantToLeave({ ...atOnce, pressedAt: undefined })).toBe(true);
});

test('who entered with a key, or came straight back in without the lobby, leaves at once', () => {
  expect(isMeantToLeave({ ...atOnce, enteredAt: undefined })).toBe(true);
});
