import { expect, test } from 'vitest';
import type { Member } from '@atrium/protocol';
import { findPeople, matching, peopleOnPage } from './findPeople.ts';

const member = (name: string, role: Member['role'] = 'Member'): Member => ({
  personId: name,
  name,
  email: `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.org`,
  role,
  since: 0,
});
const everybody = [
  member('Zoë Ångström', 'Admin'),
  member('José da Silva', 'Editor'),
  ...Array.from({ length: 198 }, (_, index) => member(`Person ${index}`)),
];
const all = { search: '', role: undefined, page: 1 };

test('200 people come page by page, with their count', () => {
  const first = findPeople(everybody, all);
  expect(first).toMatchObject({ count: 200, page: 1, pages: 8 });
  expect(first.shown).toHaveLength(peopleOnPage);
  const pages = Array.from(
    { length: 8 },
    (_, index) => findPeople(everybody, { ...all, page: index + 1 }).shown,
  );
  expect(pages.flat()).toEqual(everybody);
});

test('people are found by parts of name or address, whatever accents and case', () => {
  expect(matching(everybody, 'zoe angstrom').map(({ name }) => name)).toEqual(['Zoë Ångström']);
  expect(matching(everybody, 'SILVA jose').map(({ name }) => name)).toEqual(['José da Silva']);
  expect(matching(everybody, 'josé@example').map(({ name }) => name)).toEqual(['José da Silva']);
  expect(matching(everybody, 'nobody')).toEqual([]);
});

test('a Role alone is a filter, and both together', () => {
  expect(findPeople(everybody, { ...all, role: 'Admin' }).count).toBe(1);
  expect(findPeople(everybody, { ...all, role: 'Member', search: 'zoë' }).count).toBe(0);
});

test('a page that is not there any more is the last one', () => {
  expect(findPeople(everybody, { ...all, page: 99 }).page).toBe(8);
  expect(findPeople([], { ...all, page: 3 })).toEqual({ shown: [], count: 0, page: 1, pages: 1 });
});
