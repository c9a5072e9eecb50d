import { describe, expect, it } from 'vitest';
import { SignBook } from './signBook.ts';

const person = (personId: string, hand: number | null = null) =>
  ({ personId, hand, status: 'available' }) as const;

it('numbers raised hands in the order in which they went up', () => {
  const book = new SignBook();
  book.update([person('ana', 9), person('ben', 4), person('cleo')], 0);
  expect(['ana', 'ben', 'cleo'].map((id) => book.of(id).hand)).toEqual([2, 1, undefined]);
  book.update([person('ana', 9), person('ben'), person('cleo', 12)], 0);
  expect(['ana', 'ben', 'cleo'].map((id) => book.of(id).hand)).toEqual([1, undefined, 2]);
});

it('keeps what somebody has just said while others come and go, and forgets those who left', () => {
  const book = new SignBook();
  book.update([person('ana')], 0);
  book.said('ana', 'Hi', 5);
  book.reacted('ana', 'love', 6);
  book.update([person('ana'), person('ben')], 0);
  expect(book.of('ana')).toMatchObject({
    bubble: { text: 'Hi', sinceMs: 5 },
    reaction: { kind: 'love', sinceMs: 6 },
  });
  book.update([person('ben')], 0);
  book.update([person('ana'), person('ben')], 0);
  expect(book.of('ana').bubble).toBeUndefined();
});

describe('gestures', () => {
  const ana = { personId: 'ana', status: 'available', hand: null } as const;

  it('a wave is shown with the arm, towards whom it is for; a dance is not ended by it', () => {
    const signs = new SignBook();
    signs.update([ana], 0);
    signs.reacted('ana', 'like', 5);
    expect(signs.of('ana').gesture).toBeUndefined();
    signs.waved('ana', 'ben', 10);
    expect(signs.of('ana')).toMatchObject({
      gesture: { kind: 'wave', sinceMs: 10, towards: 'ben' },
      reaction: { kind: 'wave', sinceMs: 10 },
    });
    signs.update([{ ...ana, dancing: true }], 20);
    signs.highFived(['ana', 'ben'], 30);
    signs.update([{ ...ana, dancing: true }], 40);
    expect(signs.of('ana').gesture).toEqual({ kind: 'dance', sinceMs: 20 });
    signs.update([ana], 50);
    expect(signs.of('ana').gesture).toBeUndefined();
  });

  it('two who high-five turn to each other', () => {
    const signs = new SignBook();
    signs.highFived(['ana', 'ben'], 30);
    expect(signs.of('ben').gesture).toEqual({ kind: 'highFive', sinceMs: 30, towards: 'ana' });
  });

  it('a cup is in hand as long as the Zone is told so', () => {
    const signs = new SignBook();
    signs.update([{ ...ana, carries: 'cup' }], 0);
    expect(signs.of('ana').hasCup).toBe(true);
    signs.update([ana], 0);
    expect(signs.of('ana').hasCup).toBe(false);
  });
});
