import { describe, expect, it } from 'vitest';
import type { Writing } from './boardItem.ts';
import { noteSize } from './boardItem.ts';
import { changeBetween, caretAfter } from './textChange.ts';
import { breakLines, layOutWriting, noteMargin } from './writingLayout.ts';

const widthOf = (text: string): number => [...text].length;

describe('lines', () => {
  it('break where the writer broke them and between words', () => {
    expect(breakLines('one two three\n\nfour', 8, widthOf)).toEqual(['one two', 'three', '', 'four']);
  });

  it('break inside of words that are longer than a line, between whole letters', () => {
    expect(breakLines('a 😀😀😀😀😀', 3, widthOf)).toEqual(['a', '😀😀😀', '😀😀']);
    expect(breakLines('', 3, widthOf)).toEqual(['']);
  });
});

it('writes smaller on a note until all of it fits', () => {
  const note = (text: string): Writing => ({ kind: 'note', itemId: 'n', colour: 'pink', x: 0, y: 0, text });
  const half = (text: string) => text.length / 2;
  expect(layOutWriting(note('short'), half).letters).toBe(26);
  const full = layOutWriting(note('word '.repeat(100)), half);
  expect(full.letters).toBeLessThan(20);
  expect(full.height).toBeLessThanOrEqual(noteSize.height - 2 * noteMargin);
});

describe('a change of a text', () => {
  it.each([
    ['', 'a', { at: 0, removed: 0, inserted: 'a' }],
    ['abc', 'abxc', { at: 2, removed: 0, inserted: 'x' }],
    ['aaa', 'aa', { at: 2, removed: 1, inserted: '' }],
    ['😀', '😁', { at: 0, removed: 2, inserted: '😁' }],
    ['same', 'same', undefined],
  ])('from %j to %j is the smallest there is', (before, after, change) => {
    expect(changeBetween(before, after)).toEqual(change);
  });

  it('moves the caret with the letters around it', () => {
    const change = { at: 4, removed: 2, inserted: 'xyz' };
    expect([2, 4, 5, 6, 9].map((caret) => caretAfter(caret, change))).toEqual([2, 4, 7, 7, 10]);
  });
});
