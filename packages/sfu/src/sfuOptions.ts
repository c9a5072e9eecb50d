import { availableParallelism } from 'node:os';

/** Where and how the SFU runs. The worker program is mediasoup's own, or the one that `MEDIASOUP_WORKER_BIN` names. */
export interface SfuOptions {
  /** Worker processes; each uses one core at most. */
  readonly workers: number;
  /** Address of this machine on which packets come in. */
  readonly listenAddress: string;
  /** Address under which Clients reach this machine, where that is another one. */
  readonly announcedAddress: string | undefined;
  /** Port of the first worker, for UDP and TCP; each further worker has the next one. 0: given by the system. */
  readonly firstPort: number;
}

/** One core is left to everything else. */
export function defaultWorkers(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** There can be no SFU on this machine. The message says why, for the person who hosts. */
export class SfuUnavailableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SfuUnavailableError';
  }
}
