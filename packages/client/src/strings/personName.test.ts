import { roles } from '@atrium/world';
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { personName } from './personName.ts';
import { ptBR } from './pt-BR.ts';

test.each([
  [en, 'Guest · Ana'],
  [ptBR, 'Convidado · Ana'],
])('the name of a Guest carries a mark that stays when the end of the name is cut off', (strings, marked) => {
  expect(roles.map((role) => personName({ name: 'Ana', role }, strings)).sort()).toEqual(
    ['Ana', 'Ana', 'Ana', marked].sort(),
  );
});
