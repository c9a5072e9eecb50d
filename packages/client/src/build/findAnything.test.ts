import { expect, it } from 'vitest';
import { findAnything } from './findAnything.ts';

const all = [
  { key: '1', label: 'Standing desk', note: 'Saturn' },
  { key: '2', label: 'Desk', note: 'Júpiter · 3, 4' },
  { key: '3', label: 'Chair', note: 'Desk corner' },
  { key: '4', label: 'Plant', note: 'Saturn' },
];
const keys = (text: string, most = 10) => findAnything(all, text, most).map(({ key }) => key);

it('what begins with the text comes first, then labels with it, then notes', () => {
  expect(keys('desk')).toEqual(['2', '1', '3']);
  expect(keys('desk', 2)).toEqual(['2', '1']);
});

it('every word counts, in any order; capitals and accents do not', () => {
  expect(keys('  SATURN plant ')).toEqual(['4']);
  expect(keys('jupiter')).toEqual(['2']);
  expect(keys('saturn chair')).toEqual([]);
});

it('no text finds everything in its order', () => {
  expect(keys('')).toEqual(['1', '2', '3', '4']);
});
