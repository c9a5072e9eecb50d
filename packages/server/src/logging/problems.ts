import type { Logger } from 'pino';
import type { Problems } from '@atrium/signaling';
import { withoutValues } from '../platform/withoutValues.ts';

/** Writes down what the Signaling Server reports: faults at error, what becomes of sessions at debug. */
export function createProblems(log: Logger): Problems {
  return {
    report(what, cause, sessionId) {
      // pino leaves out what is undefined.
      log.error({ err: withoutValues(cause), sessionId }, what);
    },
    trace: (what, sessionId) => log.debug({ sessionId }, `a session: ${what}`),
  };
}
