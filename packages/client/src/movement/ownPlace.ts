import type { Facing, Standing } from '@atrium/world';

/** Where the own Avatar is, as it would be told to the Signaling Server. */
export interface OwnPlace extends Standing {
  readonly facing: Facing;
}
