import { formatWorldHead, formatWorldRest, formatWorldRestTightly, worldLimits } from '@atrium/world';
import type { World, WorldHead } from '@atrium/world';
import { WorkspaceFailure } from '../workspaceFailure.ts';
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

/** Room for what the server writes into the head: ids and a name. */
const ownBytes = 1_024;

/** Written line by line, for people; tightly where it could not be published again otherwise. */
export function draftOf(world: World): WorldDraft {
  const { $schema, formatVersion, worldId, workspaceId, version, meta } = world;
  const identity = { formatVersion, worldId, workspaceId, version, meta };
  const head = $schema === undefined ? identity : { $schema, ...identity };
  const encoder = new TextEncoder();
  const readable = { head, rest: encoder.encode(formatWorldRest(world)), assets: assetsUsedBy(world) };
  if (bytesOf(readable) <= worldLimits.fileBytes) return readable;
  return { ...readable, rest: encoder.encode(formatWorldRestTightly(world)) };
}

/**
 * A World that somebody has sent, as it is to be kept.
 *
 * @throws WorkspaceFailure `world_invalid` where it is larger, with all that files may leave out, than a file may be
 */
export function draftOfSent(world: World): WorldDraft {
  const draft = draftOf(world);
  const bytes = bytesOf(draft);
  if (bytes <= worldLimits.fileBytes) return draft;
  throw new WorkspaceFailure(
    'world_invalid',
    `Written out in full, this World file has ${bytes} bytes; ${worldLimits.fileBytes} at most are allowed.`,
  );
}

function bytesOf({ head, rest }: WorldDraft): number {
  return new TextEncoder().encode(formatWorldHead(head)).length + ownBytes + rest.length;
}

/** The bytes of the file. */
export function writeDraft({ head, rest }: WorldDraft): Uint8Array<ArrayBuffer> {
  const first = new TextEncoder().encode(formatWorldHead(head));
  const bytes = new Uint8Array(first.length + rest.length);
  bytes.set(first);
  bytes.set(rest, first.length);
  return bytes;
}
