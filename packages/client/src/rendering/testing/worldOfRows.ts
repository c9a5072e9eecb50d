import { worldSchema } from '@atrium/world';
import type { World } from '@atrium/world';

/** What a test says about a World besides its floor and walls. */
export type RowWorldParts = Partial<Pick<World, 'zones' | 'doors' | 'passages' | 'objects'>>;

const wallNames: Readonly<Record<string, string>> = { '#': 'wall', W: 'window', G: 'glass' };

/**
 * A World from rows of text: `#` wall, `W` window, `G` glass, `.` floor, a blank for nothing at all. For tests.
 */
export function worldOfRows(rows: readonly string[], parts: RowWorldParts = {}): World {
  const width = Math.max(...rows.map((row) => row.length));
  const symbols = rows.flatMap((row) => [...row.padEnd(width)]);
  return worldSchema.parse({
    formatVersion: 2,
    worldId: 'test',
    workspaceId: 'test',
    version: '1.0.0',
    meta: {
      name: 'Test',
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-01T00:00:00Z',
      createdBy: 'test',
    },
    map: {
      tileSet: 'office',
      width,
      height: rows.length,
      layers: [
        { id: 'floor', tiles: symbols.map((symbol) => (symbol === ' ' ? null : 'oak')) },
        { id: 'walls', tiles: symbols.map((symbol) => wallNames[symbol] ?? null), collision: true },
      ],
    },
    groundZone: { id: 'ground', name: 'Ground' },
    zones: [],
    doors: [],
    passages: [],
    objects: [],
    spawnPoints: [{ id: 'spawn', position: { x: 0, y: 0 } }],
    ...parts,
  });
}
