import type { WorldLayout, WorldOutline } from '@atrium/world';

/** A World as people are let into it. */
export interface LoadedWorld {
  readonly world: WorldOutline;
  /** What it is called now. */
  readonly name: string;
  /** When it was made, in milliseconds since 1970: another World may have had its id before. */
  readonly createdAtMs: number;
  /** The number of its version. */
  readonly version: number;
  /** What is on its tiles; worked out where that holds nobody up. */
  readonly layout: WorldLayout;
  /** People at most; `undefined`: as many as the server allows. */
  readonly maxPeople: number | undefined;
}

/** Where Worlds come from. */
export interface WorldSource {
  /** `undefined` where there is no such World. Rejects only where the answer cannot be had. */
  load(worldId: string): Promise<LoadedWorld | undefined>;
}
