import type { MediaThresholds } from '../../limits.ts';

/** One pair that talks directly, as both of its ends say it is. */
export interface PairSituation {
  /** Whether the first and the second end say that no path comes about, or that it broke. */
  readonly fails: readonly [boolean, boolean];
  /** Of the packets that each end should have got, the part that never came: 0 to 1; `undefined` where it says nothing. */
  readonly loss: readonly [number | undefined, number | undefined];
  /** Whether a relay is being tried. */
  readonly hasRelay: boolean;
  readonly nowMs: number;
}

/** Why a pair needs the SFU. */
type PairTrouble = 'blocked' | 'packet-loss';

/** What is to be done about a pair, and what has to be remembered to judge it the next time. */
export interface PairVerdict {
  /** Why it goes over the SFU; it stays so, for a network that blocks or loses once does so again. */
  readonly needsSfu: PairTrouble | undefined;
  /** Since when both ends have said that it fails. */
  readonly failsSinceMs: number | undefined;
  /** Since when it has lost too much. */
  readonly lossySinceMs: number | undefined;
}

export const freshPair: PairVerdict = {
  needsSfu: undefined,
  failsSinceMs: undefined,
  lossySinceMs: undefined,
};

/**
 * Whether a pair needs the SFU, where there is one. It takes both ends to say that a path fails, so that nobody can do it
 * alone; what somebody claims of packets lost moves their own pairs at most, and never a Zone.
 */
export function judgePair(
  { fails, loss, hasRelay, nowMs }: PairSituation,
  previous: PairVerdict,
  thresholds: MediaThresholds,
): PairVerdict {
  if (previous.needsSfu !== undefined) return previous;
  const { pairFailsMs, pairFailsWithRelayMs, pairLossyMs, maxLossShare } = thresholds;
  const isFailing = fails[0] && fails[1];
  const failsSinceMs = isFailing ? (previous.failsSinceMs ?? nowMs) : undefined;
  const known = loss.filter((share) => share !== undefined);
  const mean = known.length === 0 ? 0 : known.reduce((sum, share) => sum + share, 0) / known.length;
  const lossySinceMs = mean > maxLossShare ? (previous.lossySinceMs ?? nowMs) : undefined;
  const patienceMs = hasRelay ? pairFailsWithRelayMs : pairFailsMs;
  const isBlocked = failsSinceMs !== undefined && nowMs - failsSinceMs >= patienceMs;
  const isLossy = lossySinceMs !== undefined && nowMs - lossySinceMs >= pairLossyMs;
  const needsSfu = isBlocked ? 'blocked' : isLossy ? 'packet-loss' : undefined;
  return { needsSfu, failsSinceMs, lossySinceMs };
}
