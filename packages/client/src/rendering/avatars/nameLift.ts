/** How fast a name makes way for another, in px per ms: two names change places in 120 ms. */
const pxPerMs = 20 / 120;
/** After a pause names go on from where they were, in ms. */
const longestStepMs = 50;

/**
 * How far up a name is on its way to where it belongs.
 *
 * @param pixelRatio device px per px; lifts are in device px
 */
export function nextLift(lift: number, target: number, elapsedMs: number, pixelRatio: number): number {
  const most = Math.min(longestStepMs, Math.max(0, elapsedMs)) * pxPerMs * pixelRatio;
  return Math.abs(target - lift) <= most ? target : lift + Math.sign(target - lift) * most;
}
