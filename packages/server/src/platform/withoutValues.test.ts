import { expect, test } from 'vitest';
import { withoutValues } from './withoutValues.ts';

test('of a query that failed, the log says what was asked and why it failed, and none of its values', () => {
  const failed = Object.assign(new Error('Failed query: insert ... params: ben@example.org,$argon2id$...'), {
    query: 'insert into "users" ("email") values ($1)',
    params: ['ben@example.org', '$argon2id$...'],
    cause: new Error('duplicate key'),
  });
  const logged = withoutValues(failed);
  expect(JSON.stringify(logged, Object.getOwnPropertyNames(logged))).not.toMatch(/ben@|argon2/);
  expect(String(logged)).toMatch(/insert into "users".*duplicate key/);
});

test('other errors are logged as they are', () => {
  const other = new Error('the disk is full');
  expect(withoutValues(other)).toBe(other);
});
