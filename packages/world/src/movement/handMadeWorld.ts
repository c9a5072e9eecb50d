import type { Door, Passage, World, WorldObject, Zone } from '../format/world.ts';

/** A World drawn by hand for a test: `#` wall, `C` Chair that faces SW, `P` Plant, anything else free floor. */
export function handMadeWorld(
  rows: readonly string[],
  more: {
    readonly zones?: readonly Zone[];
    readonly doors?: readonly Door[];
    readonly passages?: readonly Passage[];
  } = {},
): World {
  const letters = rows.flatMap((row, y) => [...row].map((letter, x) => ({ letter, x, y })));
  const objects = letters.flatMap(({ letter, x, y }): WorldObject[] => {
    const type = letter === 'C' ? 'Chair' : letter === 'P' ? 'Plant' : undefined;
    return type === undefined ? [] : [{ id: `${type}-${x}-${y}`, type, position: { x, y }, rotation: 0 }];
  });
  return {
    formatVersion: 1,
    worldId: 'hand-made',
    workspaceId: 'tests',
    version: '1.0.0',
    meta: {
      name: 'Hand-made',
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-01T00:00:00Z',
      createdBy: 'tests',
    },
    map: {
      tileSet: 'office',
      width: rows[0]?.length ?? 0,
      height: rows.length,
      layers: [
        {
          id: 'walls',
          palette: [null, 'wall'],
          tiles: letters.map(({ letter }) => (letter === '#' ? 1 : 0)),
        },
      ],
    },
    groundZone: { id: 'ground', name: 'Ground' },
    zones: [...(more.zones ?? [])],
    doors: [...(more.doors ?? [])],
    passages: [...(more.passages ?? [])],
    objects,
    spawnPoints: [{ id: 'spawn', position: { x: 0, y: 0 } }],
  };
}
