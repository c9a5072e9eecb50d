/** One of the ways to a person. */
export interface PathState {
  readonly linkId: string;
  /** Connected, and packets arrive or the sender is known to be silent. */
  readonly isLive: boolean;
  /** To be replaced by another one. */
  readonly isRetiring: boolean;
}

/**
 * The one way over which a person is heard and seen: what replaces takes over as soon as it lives, and what is replaced
 * goes on until then. Never two at once.
 *
 * @param paths the oldest first
 */
export function choosePath<Path extends PathState>(paths: readonly Path[]): Path | undefined {
  const live = paths.filter(({ isLive }) => isLive);
  const lasting = live.filter(({ isRetiring }) => !isRetiring);
  return lasting.at(-1) ?? live.at(-1) ?? paths.at(-1);
}
