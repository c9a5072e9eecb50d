import { expect, test } from 'vitest';
import { worldFromPlan } from '../testing/index.ts';
import type { ObjectType } from '../objects/objectTypes.ts';
import { checkLinks } from './checkLinks.ts';

/** Objects by id, each with what it is linked to. */
function issuesOf(
  links: Readonly<Record<string, readonly string[]>>,
  types: Readonly<Record<string, ObjectType>> = {},
) {
  const objects = Object.entries(links).map(([id, linkedObjects]) => ({
    id,
    type: types[id] ?? 'Plant',
    position: { x: 0, y: 0 },
    rotation: 0 as const,
    linkedObjects: [...linkedObjects],
  }));
  return [...checkLinks(worldFromPlan(['.'], { more: { objects } }))];
}

test('links may meet again without going round in a circle', () => {
  expect(issuesOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([]);
});

test('each circle is named once, from wherever it is found', () => {
  const messages = issuesOf({ start: ['a'], a: ['b'], b: ['c'], c: ['a'], d: ['d'] }).map(
    ({ message }) => message,
  );
  expect(messages).toEqual([
    'The links lead round in a circle: "a" -> "b" -> "c" -> "a".',
    'The links lead round in a circle: "d" -> "d".',
  ]);
});

test('a long circle is named in short', () => {
  const links = Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`o${n}`, [`o${(n + 1) % 2000}`]]));
  const [issue] = issuesOf(links);
  expect(issue?.message).toMatch(/"o6" -> "o7" -> … -> "o0"\.$/);
});

test('a Computer has its Chair by a link, over its Desk, or by a link of the Desk', () => {
  const types = { computer: 'Computer', desk: 'Desk', chair: 'Chair' } as const;
  expect(issuesOf({ computer: ['chair'], chair: [] }, types)).toEqual([]);
  expect(issuesOf({ computer: ['desk'], desk: ['chair'], chair: [] }, types)).toEqual([]);
  expect(issuesOf({ desk: ['computer', 'chair'], computer: [], chair: [] }, types)).toEqual([]);
  expect(issuesOf({ computer: ['desk'], desk: [], chair: [] }, types)).toMatchObject([
    { code: 'computer-without-chair', path: 'objects[0]' },
  ]);
});
