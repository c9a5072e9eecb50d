import { eq, sql as raw } from 'drizzle-orm';
import * as z from 'zod';
import type { DoorLocks, Tenure } from '@atrium/signaling';
import { blobNamePart } from '../blobs/blobStore.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import { doorLocks } from '../database/schema.ts';
import { KeyedTurns } from '../work/keyedTurns.ts';
import type { WorkspacePorts } from '../workspacePorts.ts';

const lockedDoorsSchema = z.strictObject({ lockedDoors: z.array(z.string()) });

/** A write for a World by a server that no longer has it. */
class TenureEndedError extends Error {
  constructor() {
    super('This server does not have the World any more.');
    this.name = 'TenureEndedError';
  }
}

/** Keeps which Doors of a World an Admin has locked, as blobs: where there is no database. */
export function createDoorLocks(blobs: BlobStore): DoorLocks {
  return {
    load: (worldId) => readBlob(blobs, worldId),
    save: ({ worldId }, doorIds) =>
      blobs.write(nameOf(worldId), new TextEncoder().encode(JSON.stringify({ lockedDoors: doorIds }))),
  };
}

/** Keeps which Doors of a World an Admin has locked, as rows. Before 0.2 they were blobs, which are read as well. */
export class DoorLockStore implements DoorLocks {
  readonly #ports: Pick<WorkspacePorts, 'sql' | 'serverId'>;
  readonly #blobs: Pick<BlobStore, 'read'>;
  readonly #turns = new KeyedTurns();
  #writes = 0;

  constructor(ports: Pick<WorkspacePorts, 'sql' | 'serverId'>, blobs: Pick<BlobStore, 'read'>) {
    this.#ports = ports;
    this.#blobs = blobs;
  }

  async load(worldId: string): Promise<ReadonlySet<string>> {
    const [row] = await this.#ports.sql.select().from(doorLocks).where(eq(doorLocks.worldId, worldId));
    return row === undefined ? readBlob(this.#blobs, worldId) : new Set(row.doors);
  }

  /** Writes nothing for a World that was deleted. @throws TenureEndedError where another server may have the World */
  save({ worldId, fence }: Tenure, doorIds: readonly string[]): Promise<void> {
    const doors = JSON.stringify(doorIds);
    const turn = ++this.#writes;
    const number = fence === undefined ? raw`null::bigint` : raw`${fence}::bigint`;
    // The row lock orders this against a hand-over: either comes first, and the other sees it.
    const place =
      fence === undefined
        ? raw`worlds w where w.id = ${worldId}`
        : raw`world_places p where p.world_id = ${worldId} and p.server_id = ${this.#ports.serverId}
            and p.fence = ${number} and exists (select from worlds w where w.id = p.world_id) for share`;
    return this.#turns.run(worldId, async () => {
      const { rowCount } = await this.#ports.sql.execute(raw`
        insert into door_locks as kept (world_id, doors, fence, turn)
        select ${worldId}, ${doors}::jsonb, ${number}, ${turn}::int from ${place}
        on conflict (world_id) do update
        set doors = excluded.doors, fence = excluded.fence, turn = excluded.turn
        where excluded.fence is null or kept.fence is distinct from excluded.fence or kept.turn < excluded.turn`);
      if (fence !== undefined && rowCount === 0) throw new TenureEndedError();
    });
  }
}

async function readBlob(blobs: Pick<BlobStore, 'read'>, worldId: string): Promise<ReadonlySet<string>> {
  const bytes = await blobs.read(nameOf(worldId));
  if (bytes === undefined) return new Set();
  return new Set(lockedDoorsSchema.parse(JSON.parse(new TextDecoder().decode(bytes))).lockedDoors);
}

function nameOf(worldId: string): string {
  return `doors/${blobNamePart(worldId)}.json`;
}
