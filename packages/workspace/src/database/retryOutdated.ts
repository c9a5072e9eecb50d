/** What was prepared before a transaction does not hold in it any more: something else came first. */
export class OutdatedError extends Error {}

const attempts = 5;

/**
 * Does something that is prepared before its transaction, since that holds a connection and nothing slow may be done in
 * it: passwords and blobs. Where the preparation turns out to be outdated, both are done anew.
 *
 * @throws whatever the attempt throws; OutdatedError where it keeps being outdated
 */
export async function retryOutdated<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let time = 1; ; time++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof OutdatedError) || time === attempts) throw error;
    }
  }
}
