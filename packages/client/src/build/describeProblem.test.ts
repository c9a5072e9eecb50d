import { describe, expect, test } from 'vitest';
import { unpackTiles, validateWorld, worldIssueCodes } from '@atrium/world';
import type { World, WorldIssue } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { publishEn } from '../ui/build/publishEn.ts';
import { publishPtBr } from '../ui/build/publishPtBr.ts';
import { countProblems, describeProblem, inOrder } from './describeProblem.ts';

const office = unpackTiles(officeWorld());
const problem = (
  code: WorldIssue['code'],
  ids: readonly string[],
  tiles: WorldIssue['about']['tiles'] = [],
) => ({
  path: 'objects[3].position',
  code,
  message: 'For who reads the file.',
  about: { ids, tiles },
});
const inEnglish = (world: World, issue: WorldIssue) =>
  describeProblem(world, issue, publishEn.problems.words);
const tile = { x: 7, y: 4, width: 1, height: 1 };

test('things have the names that people know them by', () => {
  const titles = ['meeting', 'ground', 'meeting-door', 'store-passage', 'sofa-8-6', 'spawn-1'].map(
    (id) => inEnglish(office, problem('outside-map', [id])).title,
  );
  expect(titles).toEqual(['Meeting', 'Ground', 'Door to Meeting', 'Passage', 'Sofa', 'Entrance']);
});

test('a named SpawnPoint is called by its name, a Door to nowhere is just a door', () => {
  const world = {
    ...office,
    spawnPoints: office.spawnPoints.map((spawnPoint) => ({ ...spawnPoint, name: 'Lobby' })),
    doors: office.doors.map((door) => ({ ...door, leadsToZone: 'attic' })),
  };
  expect(inEnglish(world, problem('spawn-blocked', ['spawn-1'])).title).toBe('Entrance Lobby');
  expect(inEnglish(world, problem('door-unknown-zone', ['meeting-door'])).title).toBe('Door');
});

test('what else it is about is named in the sentence, and its place is the Zone and the tile', () => {
  const blocked = problem('gate-blocked', ['private-door', 'plant-11-2'], [tile]);
  expect(inEnglish(office, blocked)).toEqual({
    title: 'Door to Private',
    text: 'Something is in the way: Plant.',
    place: 'Ground, tile 7, 4',
  });
  expect(describeProblem(office, blocked, publishPtBr.problems.words)).toEqual({
    title: 'Porta para Private',
    text: 'Há algo no caminho: Planta.',
    place: 'Ground, quadrado 7, 4',
  });
});

test('a problem of the floor alone is about the floor, and says in which Zone', () => {
  const { title, place } = inEnglish(office, problem('unreachable-tiles', [], [{ ...tile, y: 1 }]));
  expect([title, place]).toEqual(['Floor', 'Private, tile 7, 1']);
});

test('a thing that is gone meanwhile goes by its id', () => {
  expect(inEnglish(office, problem('no-seat', ['stool'])).title).toBe('Stool');
});

describe.each([
  ['English', publishEn],
  ['Portuguese', publishPtBr],
])('in %s', (_, { problems: { words } }) => {
  test('every problem that a World can have has a sentence of its own, without words for programmers', () => {
    for (const [code, text] of Object.entries(words.texts)) {
      for (const sentence of [text(''), text('Aurora')]) {
        expect(sentence, code).not.toMatch(/[`"]|allowedRoles|SpawnPoint|undefined/);
        expect(sentence, code).toMatch(/\.$/);
      }
    }
  });

  test('what only a file can have is told as the validator tells it', () => {
    const fileMistakes = Object.keys(worldIssueCodes).filter((code) => !Object.hasOwn(words.texts, code));
    for (const code of fileMistakes)
      expect(describeProblem(office, problem(code as WorldIssue['code'], []), words).text).toBe(
        'For who reads the file.',
      );
    expect(fileMistakes).toContain('not-json');
    expect(fileMistakes).not.toContain('zone-overlap');
  });
});

test('errors come first, in the order in which they were found', () => {
  const world = {
    ...office,
    objects: office.objects.map((object) => ({ ...object, persistent: true })),
    spawnPoints: office.spawnPoints.map((spawnPoint) => ({ ...spawnPoint, position: { x: 0, y: 0 } })),
  };
  const found = validateWorld(world);
  const ordered = inOrder([...found].reverse());
  const isError = ordered.map(({ code }) => worldIssueCodes[code].severity === 'error');
  expect(isError).toEqual([...isError].sort((a, b) => Number(b) - Number(a)));
  expect(countProblems(found)).toEqual({
    errors: isError.filter(Boolean).length,
    warnings: isError.filter((is) => !is).length,
  });
  expect(countProblems(found).errors).toBeGreaterThan(0);
});
