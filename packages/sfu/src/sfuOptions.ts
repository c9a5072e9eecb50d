import { availableParallelism } from 'node:os';

/** Where and how the SFU runs. The worker program is mediasoup's own, or the one that `MEDIASOUP_WORKER_BIN` names. */
export interface SfuOptions {
  /** Worker processes; each uses one core at most. */
  readonly workers: number;
  /** IP addresses of this machine where packets come in. At least one. */
  readonly addresses: readonly string[];
  /**
   * The IP addresses at which Clients find one of them; asked whenever somebody joins, since public addresses change.
   * Clients try all.
   */
  readonly announcedFor: (address: string) => readonly string[];
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
