import type { World } from '@atrium/world';

/** Where Worlds come from. */
export interface WorldSource {
  /** `undefined` where there is no such World. Rejects only where the answer cannot be had. */
  load(worldId: string): Promise<World | undefined>;
  /** Every World there is, the one to enter by default first. */
  list(): Promise<readonly { readonly worldId: string; readonly name: string }[]>;
}
