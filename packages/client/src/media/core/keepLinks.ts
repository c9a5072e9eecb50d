import type { MediaPlan } from '@atrium/protocol';

/** A link that this Client has open. */
export interface HeldLink {
  readonly linkId: string;
  readonly personId: string;
  /** Since when no plan has named it, on the session's clock in ms; `undefined` for those in the plan. */
  readonly orphanedAtMs: number | undefined;
}

/** How long a link that no plan names outlives a reconnect, in ms: others may come back a moment later. */
export const orphanMs = 5_000;

/**
 * What becomes of a link when a plan comes. What a plan does not name ends at once, with one exception: after a lost
 * connection to the server, links to people who are or may still be in the Zone go on for a while.
 *
 * @param isFirst whether the plan is the first one of a connection that is not the first
 * @param isSameZone whether it is for the Zone of the plan before
 */
export function judgeHeldLink(
  held: HeldLink,
  plan: Pick<MediaPlan, 'links'>,
  isFirst: boolean,
  isSameZone: boolean,
  nowMs: number,
): 'planned' | 'orphaned' | 'ended' {
  if (plan.links.some(({ linkId }) => linkId === held.linkId)) return 'planned';
  if (!isSameZone) return 'ended';
  if (held.orphanedAtMs === undefined) return isFirst ? 'orphaned' : 'ended';
  return nowMs - held.orphanedAtMs < orphanMs ? 'orphaned' : 'ended';
}
