import { SessionError } from '../../connection/sessionError.ts';
import type { Timers } from '../../connection/timers.ts';

/** How long the reply to a request about media may take before it is asked again, in ms: somebody is silent meanwhile. */
const attemptMs = 3_000;
const firstRetryMs = 250;
const longestRetryMs = 4_000;

/** How long to wait before another attempt: twice as long each time. @param attempts that have failed before this one */
export function retryDelayMs(attempts: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempts, 10));
}

export interface Asking {
  readonly timers: Timers;
  /** Whether nobody has use for the reply any more. */
  readonly isObsolete: () => boolean;
  /** Told of each attempt that fails. */
  readonly failed: (cause: unknown) => void;
}

/**
 * Asks again and again, later and later, until there is a reply or nobody has use for one. What is asked has to be such
 * that asking twice does no harm: a reply that was lost or is late counts as none, and the next one replaces it.
 *
 * @returns `undefined` where it has become obsolete
 */
export async function untilObtained<Reply>(
  ask: () => Promise<Reply>,
  { timers, isObsolete, failed }: Asking,
): Promise<Reply | undefined> {
  for (let attempts = 0; !isObsolete(); attempts++) {
    try {
      const reply = await inTime(ask(), timers);
      return isObsolete() ? undefined : reply;
    } catch (cause) {
      failed(cause);
    }
    if (isObsolete()) return undefined;
    await new Promise<void>((resolve) => timers.after(retryDelayMs(attempts), resolve));
  }
  return undefined;
}

/** @throws SessionError `timeout` where the reply takes too long; what comes later is passed over */
export function inTime<Reply>(asked: Promise<Reply>, timers: Timers): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(attemptMs, () =>
      reject(new SessionError('timeout', 'The server did not answer in time.')),
    );
    asked.then(resolve, reject).finally(cancel);
  });
}
