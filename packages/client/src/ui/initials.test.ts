import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test.each([
  ['Ana', 'A'],
  ['Ana Souza', 'AS'],
  ['  joão  da silva  ', 'JS'],
  ['Éva', 'É'],
  ['👩‍🚀 Zoe', '👩‍🚀Z'],
  ['', ''],
])('%s is %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
