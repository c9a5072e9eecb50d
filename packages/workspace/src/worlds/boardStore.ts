import type { BoardStore } from '@atrium/signaling';
import { blobNamePart } from '../blobs/blobStore.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import { keepForWorld } from './keepForWorld.ts';
import type { IsWorld } from './keepForWorld.ts';

/** Keeps persistent Whiteboards as blobs, each as one Yjs update. */
export function createBoardStore(blobs: BlobStore, isWorld: IsWorld): BoardStore {
  const nameOf = (worldId: string, objectId: string) =>
    `boards/${blobNamePart(worldId)}/${blobNamePart(objectId)}.yjs`;
  return {
    load: (worldId, objectId) => blobs.read(nameOf(worldId, objectId)),
    save: (worldId, objectId, update) =>
      keepForWorld(blobs, isWorld, worldId, { name: nameOf(worldId, objectId), bytes: update }),
  };
}
