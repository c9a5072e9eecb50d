import * as z from 'zod';
import type { DoorLocks } from '@atrium/signaling';
import { blobNamePart } from '../blobs/blobStore.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import { keepForWorld } from './keepForWorld.ts';
import type { IsWorld } from './keepForWorld.ts';

const lockedDoorsSchema = z.strictObject({ lockedDoors: z.array(z.string()) });

/** Keeps which Doors of a World an Admin has locked. */
export function createDoorLocks(blobs: BlobStore, isWorld: IsWorld): DoorLocks {
  const nameOf = (worldId: string) => `doors/${blobNamePart(worldId)}.json`;
  return {
    async load(worldId) {
      const bytes = await blobs.read(nameOf(worldId));
      if (bytes === undefined) return new Set();
      return new Set(lockedDoorsSchema.parse(JSON.parse(new TextDecoder().decode(bytes))).lockedDoors);
    },
    save: (worldId, doorIds) => {
      const text = JSON.stringify({ lockedDoors: doorIds });
      const bytes = new TextEncoder().encode(text);
      return keepForWorld(blobs, isWorld, worldId, { name: nameOf(worldId), bytes });
    },
  };
}
