import { createWorldSpace, parseWorld } from '@atrium/world';
import type { DrawnWorldSpace } from '@atrium/world';

/** Makes a World of the bytes of its file; `undefined` where they are no valid World. */
export function openWorldFile(bytes: Uint8Array): DrawnWorldSpace | undefined {
  const parsed = parseWorld(bytes);
  return parsed.ok ? createWorldSpace(parsed.world) : undefined;
}
