import { createWorldSpace, readPublishedWorld } from '@atrium/world';
import type { DrawnWorldSpace } from '@atrium/world';

/** Makes a World of the bytes of its file; `undefined` where they are no World. */
export function openWorldFile(bytes: Uint8Array): DrawnWorldSpace | undefined {
  const world = readPublishedWorld(bytes);
  return world && createWorldSpace(world);
}
