import { lookup } from 'node:dns/promises';
import type { Logger } from 'pino';
import { SfuUnavailableError, createSfu } from '@atrium/sfu';
import type { Sfu } from '@atrium/signaling';
import type { SfuConfiguration } from '../configuration/mediaConfiguration.ts';
import { isEveryAddress, ownAddresses } from '../platform/ownAddresses.ts';

/** An SFU that runs, or why there is none. */
export type StartedSfu =
  | {
      readonly kind: 'running';
      readonly sfu: Sfu;
      readonly workers: number;
      /** 0: given by the system. */
      readonly firstPort: number;
      /** Where Clients look for it. */
      readonly announcedAddress: string;
      close(): Promise<void>;
    }
  | { readonly kind: 'none'; readonly why: string };

/** Starts the SFU; where that cannot be, Atrium runs without it. */
export async function startSfu(
  configuration: SfuConfiguration | undefined,
  log: Logger,
): Promise<StartedSfu> {
  if (configuration === undefined) return { kind: 'none', why: 'it is switched off' };
  const { workers, firstPort } = configuration;
  // The SFU takes addresses only, and a host may be named.
  const { address: listenAddress } = await lookup(configuration.listenAddress);
  const announcedAddress = configuration.announcedAddress ?? announce(listenAddress);
  try {
    const sfu = await createSfu({ workers, listenAddress, announcedAddress, firstPort }, (what, cause) =>
      log.error({ err: cause }, what),
    );
    return { kind: 'running', sfu, workers, firstPort, announcedAddress, close: () => sfu.close() };
  } catch (error) {
    if (!(error instanceof SfuUnavailableError)) throw error;
    return { kind: 'none', why: error.message };
  }
}

/** Clients cannot reach "every address": they are told the first that this machine has in a network. */
function announce(listenAddress: string): string {
  if (!isEveryAddress(listenAddress)) return listenAddress;
  return ownAddresses('IPv4')[0] ?? ownAddresses('IPv6')[0] ?? '127.0.0.1';
}
