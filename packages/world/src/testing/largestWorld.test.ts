import { expect, test } from 'vitest';
import { parseWorld } from '../validate/parseWorld.ts';
import { worldLimits } from '../format/limits.ts';
import { largestWorld } from './largestWorld.ts';

test('the largest World is one, and hardly fits into its file', () => {
  const world = largestWorld();
  const bytes = new TextEncoder().encode(JSON.stringify(world));
  expect(bytes.length).toBeGreaterThan(worldLimits.fileBytes * 0.95);
  const parsed = parseWorld(bytes);
  expect(parsed.ok ? [] : parsed.errors.slice(0, 5)).toEqual([]);
  const { zones, doors, passages, objects, spawnPoints } = world;
  expect({
    zones: zones.length,
    doors: doors.length,
    passages: passages.length,
    objects: objects.length,
    spawnPoints: spawnPoints.length,
  }).toEqual({
    zones: worldLimits.zones,
    doors: worldLimits.doors,
    passages: worldLimits.passages,
    objects: worldLimits.objects,
    spawnPoints: worldLimits.spawnPoints,
  });
});
