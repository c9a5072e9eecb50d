import { describe, expect, it } from 'vitest';
import { wrapText } from './wrapText.ts';

/** Every letter is as wide as another. */
const wrap = (text: string, width = 10, mostLines = 3) =>
  wrapText(text, width, mostLines, (line) => [...line].length);

describe('a text in a bubble', () => {
  it('stays on one line where it fits', () => {
    expect(wrap('Hello all')).toEqual(['Hello all']);
  });

  it('breaks at spaces and line ends, which do not show', () => {
    expect(wrap('  Hello  to all\nof you ')).toEqual(['Hello to', 'all of you']);
  });

  it('breaks inside of a word that is longer than a line', () => {
    expect(wrap('see abcdefghijklmno now')).toEqual(['see', 'abcdefghij', 'klmno now']);
  });

  it('ends with an ellipsis where there is more than fits', () => {
    expect(wrap('one two three four five six seven')).toEqual(['one two', 'three four', 'five six…']);
    expect(wrap('abcdefghijklmnopqrstuvwxyzabcdefghijkl')).toEqual([
      'abcdefghij',
      'klmnopqrst',
      'uvwxyzabc…',
    ]);
  });

  it('keeps all where the last line is full', () => {
    expect(wrap('abcdefghij klmnopqrst uvwxyzabcd')).toEqual(['abcdefghij', 'klmnopqrst', 'uvwxyzabcd']);
  });

  it('never breaks a letter that takes two code units', () => {
    expect(wrap('🙂🙂🙂🙂🙂', 2)).toEqual(['🙂🙂', '🙂🙂', '🙂']);
  });

  it('of nothing but spaces has no line', () => {
    expect(wrap(' \n ')).toEqual([]);
  });

  it('is never endless, however narrow the bubble', () => {
    expect(wrap('abcdef', 0)).toEqual(['a', 'b', 'c…']);
  });

  it('of a great length costs no more than what is shown', () => {
    let measured = 0;
    wrapText('word '.repeat(2000), 10, 3, (line) => {
      measured++;
      return line.length;
    });
    expect(measured).toBeLessThan(100);
  });
});
