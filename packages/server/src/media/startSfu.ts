import type { Logger } from 'pino';
import { SfuUnavailableError, createRemoteSfu } from '@atrium/sfu';
import type { SfuState } from '@atrium/sfu';
import type { Sfu } from '@atrium/signaling';
import type { SfuChoice } from '../configuration/mediaConfiguration.ts';
import { runSfu } from './runSfu.ts';
import type { ReadSfuFigures } from './runSfu.ts';
import { askSfuFigures } from './askSfuFigures.ts';

/** An SFU that is used, or why there is none. */
export type StartedSfu =
  | {
      readonly kind: 'running';
      readonly sfu: Sfu;
      /** How it is at this moment; `undefined` while another process, whose it is, does not answer. */
      readonly state: () => SfuState | undefined;
      /** What its workers do. */
      readonly figures: ReadSfuFigures;
      close(): Promise<void>;
    }
  /** @property why `undefined`: it is switched off */
  | { readonly kind: 'none'; readonly why: string | undefined };

/** Reads what its workers do; `undefined`: there is none. */
export function figuresOf(started: StartedSfu): ReadSfuFigures | undefined {
  return started.kind === 'running' ? started.figures : undefined;
}

/** How long a start waits for an SFU that is another process, in ms: both may start at once. */
const firstWaitMs = 3_000;

/** Starts the SFU, or finds the one that is another process; where there is none, Atrium runs without it. */
export async function startSfu(choice: SfuChoice, log: Logger): Promise<StartedSfu> {
  switch (choice.kind) {
    case 'off':
      return { kind: 'none', why: undefined };
    case 'socket':
      return findSfu(choice.path, log);
    case 'embedded':
      break;
  }
  try {
    return { kind: 'running', ...(await runSfu(choice.listening, log)) };
  } catch (error) {
    if (!(error instanceof SfuUnavailableError)) throw error;
    return { kind: 'none', why: error.message };
  }
}

async function findSfu(path: string, log: Logger): Promise<StartedSfu> {
  const sfu = createRemoteSfu(path, (what, cause) => log.error({ err: cause, path }, what));
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, firstWaitMs);
    sfu.onAvailabilityChanged(() => {
      clearTimeout(timer);
      resolve();
    });
  });
  return {
    kind: 'running',
    sfu,
    state: () => sfu.state,
    figures: () => askSfuFigures(path),
    close: () => Promise.resolve(sfu.close()),
  };
}
