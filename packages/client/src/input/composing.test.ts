import { expect, test } from 'vitest';
import { isComposing } from './composing.ts';

test('Enter that takes the suggestion of an input method sends nothing, in Safari either', () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});
