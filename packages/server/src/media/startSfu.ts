import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { Logger } from 'pino';
import { SfuUnavailableError, createSfu } from '@atrium/sfu';
import type { SfuAddress, SfuWorkerStats } from '@atrium/sfu';
import type { Sfu } from '@atrium/signaling';
import type { SfuConfiguration } from '../configuration/mediaConfiguration.ts';
import { isEveryAddress, reachableAddresses } from '../platform/ownAddresses.ts';

/** What the SFU does. */
export interface SfuFigures {
  readonly workers: readonly Omit<SfuWorkerStats, 'pid'>[];
  /** CPU time of all workers so far, in ms. */
  readonly cpuMs: number;
}

/** An SFU that runs, or why there is none. */
export type StartedSfu =
  | {
      readonly kind: 'running';
      readonly sfu: Sfu;
      readonly workers: number;
      /** 0: given by the system. */
      readonly firstPort: number;
      /** Where Clients look for it; they try all. */
      readonly announcedAddresses: readonly string[];
      /** What its workers do at this moment. */
      figures(): Promise<SfuFigures>;
      close(): Promise<void>;
    }
  /** @property why `undefined`: it is switched off */
  | { readonly kind: 'none'; readonly why: string | undefined };

/** Starts the SFU; where that cannot be, Atrium runs without it. */
export async function startSfu(
  configuration: SfuConfiguration | undefined,
  log: Logger,
): Promise<StartedSfu> {
  if (configuration === undefined) return { kind: 'none', why: undefined };
  const { workers, firstPort } = configuration;
  const addresses = await addressesOf(configuration, log);
  const announcedAddresses = addresses.map(({ listen, announced }) => announced ?? listen);
  try {
    const sfu = await createSfu({ workers, addresses, firstPort }, (what, cause) =>
      log.error({ err: cause }, what),
    );
    const figures = async () => ({ workers: sfu.stats(), cpuMs: await sfu.cpuMs() });
    return {
      kind: 'running',
      sfu,
      workers,
      firstPort,
      announcedAddresses,
      figures,
      close: () => sfu.close(),
    };
  } catch (error) {
    if (!(error instanceof SfuUnavailableError)) throw error;
    return { kind: 'none', why: error.message };
  }
}

/** Where the SFU listens. "Every address" is each of its own: a Client is told places to try, and that is none. */
async function addressesOf(
  { listenAddress, announcedAddress: announced }: SfuConfiguration,
  log: Logger,
): Promise<readonly SfuAddress[]> {
  // The SFU takes addresses only, and a host may be named.
  const { address: listen } = await lookup(listenAddress);
  if (announced !== undefined || !isEveryAddress(listen)) return [{ listen, announced }];
  const usable: string[] = [];
  for (const address of reachableAddresses()) {
    if (await canListenAt(address, log)) usable.push(address);
  }
  // Pages on this machine may use loopback, and have nothing else where there is no network.
  return [...usable, '127.0.0.1'].map((address) => ({ listen: address, announced: undefined }));
}

/** Whether this machine has an address to give at this moment: an IPv6 address that is not settled yet is refused. */
async function canListenAt(address: string, log: Logger): Promise<boolean> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  try {
    const listening = once(socket, 'listening');
    socket.bind(0, address);
    await listening;
    return true;
  } catch (cause) {
    log.warn({ err: cause, address }, 'the SFU does not listen at an address of this machine');
    return false;
  } finally {
    socket.close();
  }
}
