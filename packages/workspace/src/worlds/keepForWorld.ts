import type { BlobStore } from '../blobs/blobStore.ts';

/** Whether there is a World, or it was deleted. */
export type IsWorld = (worldId: string) => Promise<boolean>;

/**
 * Keeps something that people did in a World. A World is deleted before its blobs are removed: what is written after
 * that is removed here, as nobody else would.
 */
export async function keepForWorld(
  blobs: BlobStore,
  isWorld: IsWorld,
  worldId: string,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  await blobs.write(name, bytes);
  if (!(await isWorld(worldId))) await blobs.remove(name);
}
