import { availableParallelism } from 'node:os';

/** An address of this machine on which the SFU listens. */
export interface SfuAddress {
  readonly listen: string;
  /** What Clients are told, where they reach it at another address; `undefined`: the same. */
  readonly announced: string | undefined;
}

/** Where and how the SFU runs. The worker program is mediasoup's own, or the one that `MEDIASOUP_WORKER_BIN` names. */
export interface SfuOptions {
  /** Worker processes; each uses one core at most. */
  readonly workers: number;
  /** Where packets come in; Clients try all of them. At least one. */
  readonly addresses: readonly SfuAddress[];
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
