import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hasRight, rights, roles } from './rights.ts';
import type { Right } from './rights.ts';

test('docs/host/security.md says of every right who has it', () => {
  const guide = readFileSync(new URL('../../../docs/host/security.md', import.meta.url), 'utf8');
  const rows = [...guide.matchAll(/^\| `(\w+)` +\|(( +(?:yes|–) +\|){4})$/gm)];
  const documented = rows.map(([, right, cells = '']) => [
    right,
    cells
      .split('|')
      .slice(0, 4)
      .map((cell) => cell.trim() === 'yes'),
  ]);
  const actual = (Object.keys(rights) as Right[]).map((right) => [
    right,
    roles.map((role) => hasRight(role, right)),
  ]);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(actual));
});

test('whoever has more rights has all that others have', () => {
  for (const right of Object.keys(rights) as Right[]) {
    const allowed = roles.map((role) => hasRight(role, right));
    expect([right, allowed]).toEqual([right, [...allowed].sort((a, b) => Number(b) - Number(a))]);
  }
});
