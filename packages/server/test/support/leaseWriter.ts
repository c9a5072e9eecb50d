import { SteadyConnection, WorldLeases, openDatabase, DoorLockStore } from '@atrium/workspace';
import type { Tenure } from '@atrium/signaling';

// A server as far as leases and fences go: it takes Worlds where it can, counts up what is written in each, and prints
// every write that was acknowledged.
const [, , migrationsFolder = '', url = '', serverId = '', ...worldIds] = process.argv;

const report = () => undefined; // The database is away, as it is meant to be.
const connection = new SteadyConnection({ config: { connectionString: url } });
const database = await openDatabase({
  url,
  folder: '',
  workerFile: '',
  migrationsFolder,
  isBesideServer: true,
  onIdleError: report,
  limits: { answerMs: 1_000 },
});
const blobs = { read: () => Promise.resolve(undefined) };
const locks = new DoorLockStore({ sql: database.sql, serverId }, blobs);
const leases = await WorldLeases.join({
  connection,
  lookups: connection,
  serverId,
  address: serverId,
  version: 'test',
  nowMs: () => performance.now(),
  peopleIn: () => 1,
  report,
  timing: { leaseMs: 800, renewMs: 200, unusedMs: 1_000 },
});
await leases.ready();

/** What was written last in a World, for all that is known: each write says the next number. */
async function lastWritten(worldId: string): Promise<number> {
  const [written = '0'] = await locks.load(worldId);
  return Number(written);
}

async function serve(worldId: string): Promise<void> {
  let isOver = false;
  let last = 0;
  const tenure: Tenure | undefined = await leases.take(worldId, {
    lost: () => void (isOver = true),
    retaken: async () => void (last = await lastWritten(worldId)),
  });
  if (tenure === undefined) return;
  last = await lastWritten(worldId);
  for (let writes = 0; !isOver && writes < 200; writes++) {
    const { fence } = tenure;
    const next = last + 1;
    try {
      await locks.save(tenure, [String(next)]);
      last = next;
      process.stdout.write(`${JSON.stringify({ worldId, written: next, serverId, fence })}\n`);
    } catch {
      // It may have been written all the same.
      last = await lastWritten(worldId);
    }
  }
  leases.release(tenure);
}

async function serveForEver(worldId: string): Promise<never> {
  for (;;) {
    await serve(worldId).catch(report);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

await Promise.all(worldIds.map(serveForEver));
