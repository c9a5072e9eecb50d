import type { Position } from '@atrium/world';
import { beforeEach, expect, it } from 'vitest';
import { Following } from './following.ts';

let ana: (Position & { readonly personId: string }) | undefined;
let self: Position;
let walks: Position[];
let ended: string[];
let following: Following;

beforeEach(() => {
  ana = { personId: 'ana', x: 10, y: 5 };
  self = { x: 2, y: 5 };
  walks = [];
  ended = [];
  following = new Following({
    find: (personId) => (personId === ana?.personId ? ana : undefined),
    self: () => self,
    walkTo: ({ x, y }) => walks.push({ x, y }),
    ended: (personId) => ended.push(personId),
  });
});

it('walks after somebody, anew only when they are clearly further along', () => {
  following.follow('ana');
  ana = { personId: 'ana', x: 10.5, y: 5 };
  following.step();
  expect(walks).toEqual([{ x: 10, y: 5 }]);
  ana = { personId: 'ana', x: 11.5, y: 5 };
  following.step();
  expect(walks).toHaveLength(2);
});

it('stays where it is in their company, and goes on when they do', () => {
  self = { x: 9, y: 5 };
  following.follow('ana');
  following.step();
  expect(walks).toEqual([]);
  ana = { personId: 'ana', x: 12, y: 5 };
  following.step();
  expect(walks).toEqual([{ x: 12, y: 5 }]);
});

it('ends, once, where they leave the Zone', () => {
  following.follow('ana');
  ana = undefined;
  following.step();
  following.step();
  expect([ended, following.personId]).toEqual([['ana'], undefined]);
});

it('does nothing any more once stopped', () => {
  following.follow('ana');
  following.stop();
  ana = { personId: 'ana', x: 20, y: 5 };
  following.step();
  expect([walks.length, ended]).toEqual([1, []]);
});
