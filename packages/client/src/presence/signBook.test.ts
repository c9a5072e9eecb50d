import { expect, it } from 'vitest';
import { SignBook } from './signBook.ts';

const person = (personId: string, hand: number | null = null) =>
  ({ personId, hand, status: 'available' }) as const;

it('numbers raised hands in the order in which they went up', () => {
  const book = new SignBook();
  book.update([person('ana', 9), person('ben', 4), person('cleo')]);
  expect(['ana', 'ben', 'cleo'].map((id) => book.of(id).hand)).toEqual([2, 1, undefined]);
  book.update([person('ana', 9), person('ben'), person('cleo', 12)]);
  expect(['ana', 'ben', 'cleo'].map((id) => book.of(id).hand)).toEqual([1, undefined, 2]);
});

it('keeps what somebody has just said while others come and go, and forgets those who left', () => {
  const book = new SignBook();
  book.update([person('ana')]);
  book.said('ana', 'Hi', 5);
  book.reacted('ana', 'love', 6);
  book.update([person('ana'), person('ben')]);
  expect(book.of('ana')).toMatchObject({
    bubble: { text: 'Hi', sinceMs: 5 },
    reaction: { kind: 'love', sinceMs: 6 },
  });
  book.update([person('ben')]);
  book.update([person('ana'), person('ben')]);
  expect(book.of('ana').bubble).toBeUndefined();
});
