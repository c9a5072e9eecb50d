import { formatWorldHead, formatWorldRest } from '@atrium/world';
import type { World, WorldHead } from '@atrium/world';
import { assetsUsedBy } from './assetsUsedBy.ts';

/** A checked World file that is to be kept: small enough to be handed from thread to thread. */
export interface WorldDraft {
  /** What the server writes anew: whose it is, and what it is called. */
  readonly head: WorldHead;
  /** All that follows in the file, as UTF-8 text. */
  readonly rest: Uint8Array;
  /** File names of the assets that it names. */
  readonly assets: readonly string[];
}

export function draftOf(world: World): WorldDraft {
  const { $schema, formatVersion, worldId, workspaceId, version, meta } = world;
  const identity = { formatVersion, worldId, workspaceId, version, meta };
  return {
    head: $schema === undefined ? identity : { $schema, ...identity },
    rest: new TextEncoder().encode(formatWorldRest(world)),
    assets: assetsUsedBy(world),
  };
}

/** The bytes of the file. */
export function writeDraft({ head, rest }: WorldDraft): Uint8Array {
  return Buffer.concat([new TextEncoder().encode(formatWorldHead(head)), rest]);
}
