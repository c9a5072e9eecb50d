import type { Logger } from 'pino';
import type { Sfu } from '@atrium/signaling';
import type { SfuConfiguration } from '../configuration/mediaConfiguration.ts';

/** An SFU that runs, or why there is none. */
export type StartedSfu =
  | {
      readonly kind: 'running';
      readonly sfu: Sfu;
      readonly workers: number;
      readonly firstPort: number;
      close(): Promise<void>;
    }
  | { readonly kind: 'none'; readonly why: string };

/** Starts the SFU; where that cannot be, Atrium runs without, and the log says why. */
export async function startSfu(
  configuration: SfuConfiguration | undefined,
  log: Logger,
): Promise<StartedSfu> {
  if (configuration === undefined) return { kind: 'none', why: 'it is switched off' };
  const why = 'this build comes without one';
  log.warn(`There is no SFU: ${why}.`);
  return { kind: 'none', why };
}
