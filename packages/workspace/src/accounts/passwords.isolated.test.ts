import { expect, test } from 'vitest';
import { hashPassword, isPasswordOf } from './passwords.ts';

test('a password is kept as argon2id of the cost that OWASP asks for, and no other matches it', async () => {
  const stored = await hashPassword('correct horse battery');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPasswordOf(stored, 'correct horse battery')).toBe(true);
  expect(await isPasswordOf(stored, 'correct horse batterY')).toBe(false);
  expect(await isPasswordOf(null, 'correct horse battery')).toBe(false);
});
