import type { WallKind } from '../floor/floorPlan.ts';
import type { WallSides } from './wallRuns.ts';
import type { Daylight } from '../surroundings/daylight.ts';

/** Everything that decides what a tile of wall looks like: equal shapes share one picture. */
export interface WallShape {
  readonly kind: WallKind;
  /** Sides it joins to, see `side`. */
  readonly joins: number;
  /** Sides on which windows or glass go on. */
  readonly continues: number;
  /** Height of the solid part in px. */
  readonly solid: number;
  /** How much of the glass above shows, 0 to 1. */
  readonly glass: number;
  readonly sides: WallSides | undefined;
  /** What is seen through its windows. */
  readonly daylight: Daylight;
}
