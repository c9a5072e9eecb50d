import { distance } from '../geometry/units.ts';
import type { Position } from '../geometry/units.ts';
import type { WorldSpace } from '../space/worldSpace.ts';
import { judgeMovement } from './judgeMovement.ts';
import { intentSpacingTiles } from './movementNumbers.ts';
import type { Restrictions } from './restrictions.ts';
import type { Standing } from './standing.ts';

/**
 * Whether a walker has to tell the Signaling Server where it is before it takes its next step, because the server could
 * not join what it was told last with the place after that step: too far apart, not in a fair straight line, or with
 * another Zone as the outcome. A Client that keeps to this and walks by `stepWalker` is never corrected in a World
 * that stands still: each step by itself is fair, so the place before it always is.
 *
 * @param told what the server was told last
 * @param next where the next step leads, as `stepWalker` gives it
 */
export function mustTellBeforeStep(
  space: WorldSpace,
  restrictions: Restrictions,
  told: Standing,
  next: { readonly position: Position; readonly zoneId: string },
): boolean {
  if (distance(told.position, next.position) > intentSpacingTiles) return true;
  const verdict = judgeMovement(space, restrictions, told, { position: next.position, state: 'walking' });
  return !verdict.ok || verdict.zoneId !== next.zoneId;
}
