import { expect, test } from 'vitest';
import { StrangerLimit } from './strangerLimit.ts';

test('each address has its own share', () => {
  const limit = new StrangerLimit(2);
  expect(limit.admit('192.0.2.1')).toBeDefined();
  expect(limit.admit('192.0.2.1')).toBeDefined();
  expect(limit.admit('192.0.2.1')).toBeUndefined();
  expect(limit.admit('192.0.2.2')).toBeDefined();
  expect(limit.waiting).toBe(3);
});

test('who has said hello leaves room for the next, once', () => {
  const limit = new StrangerLimit(2);
  const forget = limit.admit('192.0.2.1');
  limit.admit('192.0.2.1');
  forget?.();
  forget?.();
  expect(limit.waiting).toBe(1);
  expect(limit.admit('192.0.2.1')).toBeDefined();
  expect(limit.admit('192.0.2.1')).toBeUndefined();
});
