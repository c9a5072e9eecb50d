/**
 * An error as it may stand in a log: errors of queries quote every value of them, which may be somebody's address or the
 * hash of a password.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error) || !('query' in error) || !('params' in error)) return error;
  const cause = error.cause instanceof Error ? error.cause.message : 'for no reason that is known';
  const copy = new Error(`The database did not do this: ${String(error.query)} (${cause})`);
  return copy;
}
