import { distance } from '@atrium/world';
import type { Position } from '@atrium/world';

/** How near a person is whose sound depends on the distance. `beyond`: neither heard nor seen. */
export type Nearness = 'close' | 'near' | 'far' | 'beyond';

/** Where each step ends, as a share of earshot. */
const closeShare = 1 / 3;
const nearShare = 2 / 3;
/** A step is left so much later than it is reached, in tiles: nobody flickers on the edge. */
const slackTiles = 0.5;

/** @param before the step of a moment ago; `undefined`: there was none */
export function nearnessOf(
  own: Position,
  other: Position,
  earshotTiles: number,
  before: Nearness | undefined,
): Exclude<Nearness, 'beyond'> {
  const apartTiles = distance(own, other);
  const reaches = (share: number, isKept: boolean) =>
    apartTiles <= earshotTiles * share + (isKept ? slackTiles : 0);
  if (reaches(closeShare, before === 'close')) return 'close';
  return reaches(nearShare, before === 'close' || before === 'near') ? 'near' : 'far';
}
