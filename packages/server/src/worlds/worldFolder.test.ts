import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { worldFromPlan } from '@atrium/world/testing';
import { NoWorldError, describeSkippedWorldFile, readWorldFolder } from './worldFolder.ts';

let folder: string;
const plan = worldFromPlan(['####', '#@.#', '####']);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-worlds-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(file: string, world: unknown): Promise<void> {
  await writeFile(join(folder, file), JSON.stringify(world));
}

test('the default World comes first, the others by the names of their files', async () => {
  await write('a.world.json', { ...plan, worldId: 'attic' });
  await write('b.world.json', { ...plan, worldId: 'barn' });
  await write('c.world.json', { ...plan, worldId: 'cellar' });
  await write('notes.json', { not: 'a World' });
  const { worlds, skipped } = await readWorldFolder(folder, 'barn');
  expect([...worlds.keys()]).toEqual(['barn', 'attic', 'cellar']);
  expect(worlds.get('attic')?.worldId).toBe('attic');
  expect(skipped).toEqual([]);
});

test('invalid files are left out and reported with every error', async () => {
  await write('good.world.json', plan);
  await write('bad.world.json', { ...plan, worldId: 'bad', spawnPoints: [], version: 'one' });
  const { worlds, skipped } = await readWorldFolder(folder, '');
  expect(worlds.size).toBe(1);
  const [report] = skipped.map(describeSkippedWorldFile);
  expect(report).toMatch(join(folder, 'bad.world.json'));
  expect(report).toMatch(/^ {2}spawnPoints: .+/m);
  expect(report).toMatch(/^ {2}version: .+/m);
});

test('of two files with the same World, the first is used', async () => {
  await write('a.world.json', plan);
  await write('b.world.json', plan);
  const { skipped } = await readWorldFolder(folder, '');
  expect(skipped.map(({ file }) => file)).toEqual([join(folder, 'b.world.json')]);
});

test('without a valid World there is no server', async () => {
  await expect(readWorldFolder(folder, '')).rejects.toThrow('There is no World in');
  await expect(readWorldFolder(join(folder, 'nowhere'), '')).rejects.toThrow(NoWorldError);
  await writeFile(join(folder, 'bad.world.json'), '{');
  await expect(readWorldFolder(folder, '')).rejects.toThrow(/no valid World[^]*bad\.world\.json/);
});
