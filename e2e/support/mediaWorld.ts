import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';

const rows = [
  '##############################',
  '#tttttttttt#mmmmmmmm#ppppppp##',
  '#tttttttttt#mmmmmmmm#ppppppp##',
  '#tttttttttt#mmmmmmmm#ppppppp##',
  '#tttttttttt#mmmmmmmm#ppppppp##',
  '#####1##########2########3####',
  '#............................#',
  '#............................#',
  '#............................#',
  '##############################',
];

/** One Zone of each ZoneType, a SpawnPoint in each that may have one, and a hall that is wider than earshot. */
export const mediaWorld: World = worldOf(rows, 0);

/** The same with all of it further to the right. */
export function movedMediaWorld(byTiles: number): World {
  return worldOf(
    rows.map((row) => '#'.repeat(byTiles) + row),
    byTiles,
  );
}

function worldOf(plan: readonly string[], left: number): World {
  return {
    ...worldFromPlan(plan, {
      zones: {
        t: { id: 'team', name: 'Team', type: 'TeamArea' },
        m: { id: 'meeting', name: 'Meeting', type: 'MeetingRoom' },
        p: { id: 'private', name: 'Private', type: 'PrivateRoom' },
      },
      doors: {
        1: { leadsToZone: 'team' },
        2: { leadsToZone: 'meeting' },
        3: { leadsToZone: 'private' },
      },
    }),
    worldId: 'media',
    spawnPoints: [
      { id: 'hall', name: 'Hall', position: { x: left + 2, y: 7 } },
      { id: 'hall-end', name: 'Far end', position: { x: left + 20, y: 7 } },
      { id: 'team-table', name: 'Team table', position: { x: left + 5, y: 3 } },
      { id: 'meeting-table', name: 'Meeting table', position: { x: left + 16, y: 3 } },
    ],
  };
}

/** A folder with that World alone, for a server to start from. */
export async function writeMediaWorld(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-world-'));
  await writeFile(join(folder, 'media.world.json'), JSON.stringify(mediaWorld));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
