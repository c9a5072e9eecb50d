import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { Logger } from 'pino';
import { createSfu } from '@atrium/sfu';
import type { MediasoupSfu, SfuState, SfuWorkerStats } from '@atrium/sfu';
import type { SfuConfiguration } from '../configuration/mediaConfiguration.ts';
import { isEveryAddress, reachableAddresses } from '../platform/ownAddresses.ts';
import { AnnouncedAddresses } from './announcedAddresses.ts';

/** What an SFU does. */
export interface SfuFigures {
  readonly workers: readonly Omit<SfuWorkerStats, 'pid'>[];
  /** CPU time of all workers so far, in ms. */
  readonly cpuMs: number;
}

/** Reads them; `undefined`: the SFU is another process, and does not answer. */
export type ReadSfuFigures = () => Promise<SfuFigures | undefined>;

/** An SFU in this process. */
export interface RunningSfu {
  readonly sfu: MediasoupSfu;
  readonly state: () => SfuState;
  readonly figures: () => Promise<SfuFigures>;
  close(): Promise<void>;
}

/**
 * Starts an SFU in this process.
 *
 * @throws SfuUnavailableError where none can be started here
 */
export async function runSfu(configuration: SfuConfiguration, log: Logger): Promise<RunningSfu> {
  const { workers, firstPort, announcedHosts } = configuration;
  const report = (what: string, cause: unknown) => log.error({ err: cause }, what);
  const addresses = await addressesOf(configuration, log);
  const announced = await AnnouncedAddresses.find(announcedHosts, addresses, report);
  try {
    const sfu = await createSfu({ workers, addresses, announcedFor: announced.for, firstPort }, report);
    return {
      sfu,
      state: () => ({
        isAvailable: sfu.isAvailable,
        workers,
        firstPort,
        addresses: [...announced.all],
      }),
      figures: async () => ({ workers: sfu.stats(), cpuMs: await sfu.cpuMs() }),
      async close() {
        announced.close();
        await sfu.close();
      },
    };
  } catch (cause) {
    announced.close();
    throw cause;
  }
}

/** Where the SFU listens. "Every address" is each of its own: a Client is told places to try, and that is none. */
async function addressesOf({ listenAddress }: SfuConfiguration, log: Logger): Promise<readonly string[]> {
  // The SFU takes addresses only, and a host may be named.
  const { address: listen } = await lookup(listenAddress);
  if (!isEveryAddress(listen)) return [listen];
  const usable: string[] = [];
  for (const address of reachableAddresses()) {
    if (await canListenAt(address, log)) usable.push(address);
  }
  // Pages on this machine may use loopback, and have nothing else where there is no network.
  return [...usable, '127.0.0.1'];
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
