import type { World } from '@atrium/world';

/** A World as people are let into it. */
export interface LoadedWorld {
  readonly world: World;
  /** People at most; `undefined`: as many as the server allows. */
  readonly maxPeople: number | undefined;
}

/** Where Worlds come from. */
export interface WorldSource {
  /** `undefined` where there is no such World. Rejects only where the answer cannot be had. */
  load(worldId: string): Promise<LoadedWorld | undefined>;
}
