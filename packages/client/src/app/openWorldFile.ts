import { createWorldSpace, parseWorld } from '@atrium/world';
import type { WorldSpace } from '@atrium/world';

/** Makes a World of the bytes of its file; `undefined` where they are no valid World. */
export function openWorldFile(bytes: Uint8Array): WorldSpace | undefined {
  const parsed = parseWorld(bytes);
  return parsed.ok ? createWorldSpace(parsed.world) : undefined;
}
