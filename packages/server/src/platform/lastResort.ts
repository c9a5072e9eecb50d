import type { Logger } from 'pino';
import { withoutValues } from './withoutValues.ts';

/** What faults are caught of; `process`, or what a test puts in its place. */
interface FaultSource {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (cause: unknown) => void): unknown;
  off(event: 'uncaughtException' | 'unhandledRejection', listener: (cause: unknown) => void): unknown;
}

/**
 * The handler of last resort. An exception or a rejected promise that nothing caught leaves this process in a state that
 * nobody has thought of: it is logged and counted, and the server is to end in good order.
 *
 * @param end called with the first fault
 * @returns stops catching
 */
export function catchFaults(source: FaultSource, log: Logger, end: (cause: unknown) => void): () => void {
  let faults = 0;
  const caught = (cause: unknown) => {
    faults++;
    log.fatal({ err: withoutValues(cause), faults }, 'a fault that nothing caught');
    if (faults === 1) end(cause);
  };
  source.on('uncaughtException', caught);
  source.on('unhandledRejection', caught);
  return () => {
    source.off('uncaughtException', caught);
    source.off('unhandledRejection', caught);
  };
}
