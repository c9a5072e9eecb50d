import type { Surroundings } from '../platform/surroundings.ts';

const parentCheckMs = 1_000;

/** Why a server ends: it was asked to, something that it needs has failed, or there is a fault in it. */
export type Ending =
  | { readonly kind: 'asked' }
  | { readonly kind: 'failure'; readonly reason: Error }
  | { readonly kind: 'fault'; readonly cause: unknown };

/** What ends a server, or reaches it from outside. */
export interface Ends {
  /** Resolves with the first reason to end. A second SIGINT or SIGTERM ends the process where it stands. */
  readonly ending: Promise<Ending>;
  fault(cause: unknown): void;
  /** To be called when the server has ended. */
  stopListening(): void;
}

/**
 * Listens for what ends the server: SIGTERM, SIGINT, a fault, and, where npm has started it, the end of npm, which
 * passes on some signals and not others. SIGHUP reloads, except in a terminal, where it says that the terminal is gone.
 *
 * @param reload called for SIGHUP
 */
export function listenForEnds({ environment, isTerminal }: Surroundings, reload: () => void): Ends {
  let end: (ending: Ending) => void = () => undefined;
  let isEnding = false;
  const ending = new Promise<Ending>((resolve) => {
    end = (reason) => {
      isEnding = true;
      resolve(reason);
    };
  });
  const onSignal = () => {
    // A second signal is from a person who does not want to wait.
    if (isEnding) process.exit(1);
    end({ kind: 'asked' });
  };
  const onHangUp = () => (isTerminal ? end({ kind: 'asked' }) : reload());
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onHangUp);
  const parent = process.ppid;
  const watch =
    environment['npm_lifecycle_event'] === undefined
      ? undefined
      : setInterval(() => {
          if (process.ppid !== parent) end({ kind: 'asked' });
        }, parentCheckMs);
  return {
    ending,
    fault: (cause) => end({ kind: 'fault', cause }),
    stopListening() {
      clearInterval(watch);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
      process.off('SIGHUP', onHangUp);
    },
  };
}
