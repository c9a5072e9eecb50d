import { expect, test } from 'vitest';
import { chatTextSchema } from './chatText.ts';

const tags = (letters: string) =>
  [...letters].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('');
const flag = (region: string) => `\u{1f3f4}${tags(region)}\u{e007f}`;

test('flags of regions stay: England, Scotland, Wales', () => {
  for (const region of ['gbeng', 'gbsct', 'gbwls'])
    expect(chatTextSchema.parse(`Go ${flag(region)}!`)).toBe(`Go ${flag(region)}!`);
});

test('letters that are not to be seen stay in no other text', () => {
  expect(chatTextSchema.parse(`Hi${tags('hidden')}`)).toBe('Hi');
  expect(chatTextSchema.parse(`\u{1f3f4}${tags('much too long')}\u{e007f}`)).toBe('\u{1f3f4}');
  expect(chatTextSchema.safeParse(tags('gbeng')).success).toBe(false);
});
