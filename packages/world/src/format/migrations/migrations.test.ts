import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatWorld } from '../formatWorld.ts';
import { parseWorld } from '../../validate/parseWorld.ts';
import { currentFormatVersion } from '../world.ts';
import { migrateFormat0 } from './format0.ts';
import { migrateFormat1 } from './format1.ts';
import { migrations } from './migrations.ts';

const fixtures = new URL('./fixtures/', import.meta.url);
const read = (name: string) => parseWorld(readFileSync(new URL(name, fixtures)));

test('the steps lead from format 0 to the current one without a gap', () => {
  expect(migrations.map(({ from, to }) => [from, to])).toEqual(
    Array.from({ length: currentFormatVersion }, (_, from) => [from, from + 1]),
  );
});

test('each step has a file of its format, and each file a step', () => {
  expect(readdirSync(fixtures).sort()).toEqual(
    migrations.map(({ from }) => `format${from}.world.json`).sort(),
  );
});

describe.each(migrations.map(({ from }) => from))('a file of format %i', (from) => {
  const name = `format${from}.world.json`;

  test('says that it is of that format', () => {
    const file = JSON.parse(readFileSync(new URL(name, fixtures), 'utf8')) as { formatVersion?: number };
    expect(file.formatVersion ?? 0).toBe(from);
  });

  test('becomes a World of the current format, without errors or warnings', () => {
    const parsed = read(name);
    expect(parsed).toMatchObject({ ok: true, warnings: [], world: { formatVersion: currentFormatVersion } });
  });

  test('is the same World when it has been written and read again', () => {
    const parsed = read(name);
    if (!parsed.ok) throw new Error('The file has errors.');
    expect(parseWorld(new TextEncoder().encode(formatWorld(parsed.world)))).toEqual(parsed);
  });
});

describe('format 0', () => {
  test('gets a groundZone whose id is free, and the lists that it left out', () => {
    const parsed = read('format0.world.json');
    expect(parsed).toMatchObject({
      ok: true,
      world: { groundZone: { id: 'ground-2', name: 'Open area' }, doors: [], passages: [] },
    });
  });

  test('keeps everything that it says', () => {
    const file = JSON.parse(readFileSync(new URL('format0.world.json', fixtures), 'utf8')) as object;
    expect(read('format0.world.json')).toMatchObject({ ok: true, world: file });
  });

  test('leaves alone what it does not understand', () => {
    const odd = { zones: 'none', extra: [1, { id: 7 }], groundZone: { id: 'hall', name: 'Hall' } };
    expect(migrateFormat0(odd)).toEqual({ ...odd, doors: [], passages: [], objects: [] });
  });
});

describe('format 1', () => {
  const objectAt = (type: string, x: number, y: number) => {
    const { objects } = migrateFormat1({ objects: [{ type, position: { x, y } }] });
    return (objects as object[])[0];
  };

  test('writes down the look that an Object had by its place', () => {
    // Of the places (0, 0), (1, 0) and so on, format 1 gave these the second and the third picture.
    const places = Array.from({ length: 12 }, (_, x) => x);
    const pictures = places
      .map((x) => objectAt('Plant', x, 0))
      .map((plant) => (plant as { variant?: number }).variant ?? 0);
    expect(pictures).toEqual([1, 0, 0, 1, 1, 2, 0, 0, 1, 0, 0, 1]);
    const second = pictures.indexOf(1);
    const third = pictures.indexOf(2);
    expect([objectAt('Sofa', second, 0), objectAt('LoungeChair', third, 0)]).toMatchObject([
      { colour: 'terracotta' },
      { colour: 'olive' },
    ]);
    expect([objectAt('KitchenCounter', second, 0), objectAt('KitchenCounter', third, 0)]).toMatchObject([
      { look: 'hob-counter' },
      { look: 'breakfast-counter' },
    ]);
    expect(objectAt('Chair', second, 0)).toEqual({ type: 'Chair', position: { x: second, y: 0 } });
  });

  test('keeps floors and walls as they were drawn, whatever their names mean now', () => {
    const layers = [
      { id: 'floor', palette: ['oak', 'marble', null], tiles: ['grass', 0, null, `${'0'.repeat(64)}.png`] },
      { id: 'walls', palette: ['half-wall', 'glass'], tiles: ['tall-window', 0] },
    ];
    expect(migrateFormat1({ map: { layers } })).toEqual({
      map: {
        layers: [
          { id: 'floor', palette: ['oak', 'stone', null], tiles: ['stone', 0, null, 'stone'] },
          { id: 'walls', palette: ['wall', 'glass'], tiles: ['window', 0] },
        ],
      },
    });
  });

  test('leaves alone what it does not understand', () => {
    const odd = {
      map: { layers: [7, { tiles: {} }] },
      objects: [null, { type: 'Plant' }, { type: 'toString', position: { x: 1, y: 1 } }],
    };
    expect(migrateFormat1(odd)).toEqual(odd);
    expect(migrateFormat1({ map: 3, objects: 'many' })).toEqual({ map: 3, objects: 'many' });
  });
});
