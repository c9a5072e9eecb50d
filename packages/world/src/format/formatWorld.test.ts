import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { officeWorld } from '../testing/index.ts';
import { formatWorld } from './formatWorld.ts';
import { parseWorld } from '../validate/parseWorld.ts';

test('what is written is read back as the same World', () => {
  const parsed = parseWorld(new TextEncoder().encode(formatWorld(officeWorld())));
  expect(parsed).toEqual({ ok: true, world: officeWorld(), warnings: [] });
});

test('each row of the Map and each Zone, Door, Object and SpawnPoint has a line of its own', () => {
  const office = officeWorld();
  const lines = formatWorld(office).split('\n');
  expect(lines.filter((line) => /^ {10}\d(,\d){13},?$/.test(line))).toHaveLength(2 * office.map.height);
  for (const { id } of [...office.zones, ...office.doors, ...office.objects, ...office.spawnPoints]) {
    expect(lines.filter((line) => line.startsWith(`    { "id": "${id}", `))).toHaveLength(1);
  }
});

test('a change to one Object changes one line', () => {
  const office = officeWorld();
  const [first, ...rest] = office.objects;
  const moved = { ...office, objects: [{ ...first!, position: { x: 4, y: 1 } }, ...rest] };
  const before = formatWorld(office).split('\n');
  const after = formatWorld(moved).split('\n');
  expect(after.filter((line, index) => line !== before[index])).toHaveLength(1);
});

test('leaves out what is undefined, and keeps empty lists', () => {
  const text = formatWorld({
    ...officeWorld(),
    doors: [],
    $schema: undefined,
    groundZone: { id: 'ground', name: 'Ground', overrides: undefined },
  });
  expect(text).toContain('"doors": []');
  expect(text).not.toContain('undefined');
});

test('the Headquarters file is laid out as this writes it', () => {
  const text = readFileSync(new URL('../../worlds/headquarters.world.json', import.meta.url), 'utf8');
  const parsed = parseWorld(new TextEncoder().encode(text));
  expect(parsed.ok && formatWorld(parsed.world)).toBe(text);
});
