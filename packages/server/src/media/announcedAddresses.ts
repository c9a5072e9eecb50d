import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Report } from '@atrium/sfu';
import { isLoopback } from '../platform/ownAddresses.ts';

/** How often host names are looked up again, in ms: home and office lines get another address now and then. */
const lookUpMs = 60_000;

/** At which addresses Clients find the SFU: those that the host has named, and those it listens on. */
export class AnnouncedAddresses {
  readonly #hosts: readonly string[];
  readonly #listening: readonly string[];
  readonly #report: Report;
  readonly #lookUp: (host: string) => Promise<readonly string[]>;
  /** By host; a name that cannot be looked up keeps what it was. */
  readonly #found = new Map<string, readonly string[]>();
  readonly #timer: NodeJS.Timeout;

  private constructor(
    hosts: readonly string[],
    listening: readonly string[],
    report: Report,
    lookUp: (host: string) => Promise<readonly string[]>,
  ) {
    this.#hosts = hosts;
    this.#listening = listening;
    this.#report = report;
    this.#lookUp = lookUp;
    this.#timer = setInterval(() => void this.#refresh(), lookUpMs);
    this.#timer.unref();
  }

  /**
   * @param hosts IP addresses and names
   * @param listening addresses of this machine; at least one
   */
  static async find(
    hosts: readonly string[],
    listening: readonly string[],
    report: Report,
    lookUp = lookUpAll,
  ): Promise<AnnouncedAddresses> {
    const addresses = new AnnouncedAddresses(hosts, listening, report, lookUp);
    await addresses.#refresh();
    return addresses;
  }

  /** All of them, in the order in which Clients prefer them. */
  get all(): readonly string[] {
    return [...new Set(this.#listening.flatMap((address) => this.for(address)))];
  }

  /** The addresses that lead to one that the SFU listens on. */
  readonly for = (address: string): readonly string[] => {
    const named = [...new Set(this.#hosts.flatMap((host) => this.#found.get(host) ?? []))];
    const here = named.filter((public_) => this.#homeOf(public_) === address);
    // Nobody who is told of another address is on this machine.
    const isOwnTold = named.length === 0 || !isLoopback(address);
    return isOwnTold ? [...new Set([...here, address])] : here;
  };

  close(): void {
    clearInterval(this.#timer);
  }

  /** The first address of the same family; a router or container engine may lead one family to the other. */
  #homeOf(named: string): string | undefined {
    const outside = this.#listening.filter((address) => !isLoopback(address));
    const candidates = outside.length === 0 ? this.#listening : outside;
    if (candidates.includes(named)) return named;
    return candidates.find((address) => isIP(address) === isIP(named)) ?? candidates[0];
  }

  async #refresh(): Promise<void> {
    for (const host of this.#hosts) {
      try {
        this.#found.set(host, isIP(host) === 0 ? await this.#lookUp(host) : [host]);
      } catch (cause) {
        this.#report(`looking up ${host}, at which the SFU is announced`, cause);
      }
    }
  }
}

async function lookUpAll(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
}
