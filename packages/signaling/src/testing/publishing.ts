import type { World } from '@atrium/world';
import type { Office } from './office.ts';
import { settle } from './virtualClock.ts';

/** Who publishes in tests. */
export const publisher = { personId: 'ed', name: 'Ed', role: 'Editor' } as const;

/** Makes another version of the office the current one, and tells the server, which reads it. */
export async function publish(office: Office, world: World): Promise<void> {
  office.worlds.worlds.set('office', world);
  office.worlds.version++;
  office.server.worldPublished('office', publisher);
  await settle();
}
