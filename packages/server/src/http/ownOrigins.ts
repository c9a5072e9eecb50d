import { RestFailure } from './restFailure.ts';

export interface OwnOriginsOptions {
  /** Where people reach this server; empty where the host has not said. */
  readonly publicUrl: string;
  /** Further names and addresses at which people reach it. */
  readonly allowedHosts: readonly string[];
  /** Origins whose pages may connect, besides the server's own. */
  readonly allowedOrigins: readonly string[];
  /** Names and addresses of this machine, as they are now. */
  readonly machineNames: () => readonly string[];
  /** Milliseconds, on a clock that never goes back. */
  readonly nowMs: () => number;
}

/** Addresses of a machine change seldom, and asking for them costs a little. */
const machineNamesHoldMs = 5_000;

/**
 * Which names this server answers to, and whose pages may use it.
 *
 * Both have to be checked. A page of `evil.example` whose name was turned to this server's address (DNS rebinding) has an
 * `Origin` that matches its `Host`; only that the server does not know the name gives it away.
 */
export class OwnOrigins {
  readonly #options: OwnOriginsOptions;
  readonly #names: ReadonlySet<string>;
  #machineNames: ReadonlySet<string> = new Set();
  #machineNamesAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: OwnOriginsOptions) {
    this.#options = options;
    const { publicUrl, allowedHosts, allowedOrigins } = options;
    const origins = publicUrl === '' ? allowedOrigins : [publicUrl, ...allowedOrigins];
    this.#names = new Set([
      ...origins.map((origin) => new URL(origin).hostname),
      ...allowedHosts.map(plainName),
    ]);
  }

  /**
   * Refuses a request that was addressed to a name that is not this server's. Programs may leave `Host` out (HTTP/1.0).
   *
   * @throws RestFailure `host_refused`
   */
  checkHost(host: string | undefined): void {
    if (host === undefined) return;
    const name = nameIn(host);
    if (name !== undefined && this.#isOwnName(name)) return;
    throw new RestFailure('host_refused', {
      message:
        `This server does not know the name ${readable(host)}. ` +
        'If it is yours, set ATRIUM_PUBLIC_URL to the address at which people open Atrium, or add the name to ATRIUM_ALLOWED_HOSTS.',
    });
  }

  /**
   * Refuses pages of other origins. The server's own are its public URL, those that the host has allowed, and the very
   * place that the request was addressed to, port included. Programs that are no browsers send no `Origin` and may.
   *
   * @throws RestFailure `origin_refused`
   */
  checkOrigin(origin: string | undefined, host: string | undefined): void {
    if (origin === undefined) return;
    const page = URL.canParse(origin) ? new URL(origin) : undefined;
    if (page === undefined) throw new RestFailure('origin_refused');
    const { publicUrl, allowedOrigins } = this.#options;
    if (page.origin === publicUrl || allowedOrigins.includes(page.origin)) return;
    // Through URL, so that `office.example.com:443` is the same place as `office.example.com` for https.
    const here = `${page.protocol}//${host ?? ''}`;
    if (host !== undefined && URL.canParse(here) && new URL(here).host === page.host) return;
    throw new RestFailure('origin_refused', {
      message:
        `Pages from ${page.origin} may not connect here: the request was addressed to ${readable(host ?? '')}. ` +
        `If there is a reverse proxy in between, let it pass the Host header on, or set ATRIUM_PUBLIC_URL=${page.origin} ` +
        '(ATRIUM_ALLOWED_ORIGINS for further ones).',
    });
  }

  #isOwnName(name: string): boolean {
    if (this.#names.has(name)) return true;
    const nowMs = this.#options.nowMs();
    if (nowMs - this.#machineNamesAtMs > machineNamesHoldMs) {
      this.#machineNamesAtMs = nowMs;
      this.#machineNames = new Set(this.#options.machineNames().map(plainName));
    }
    return this.#machineNames.has(name);
  }
}

/** The name or address of a `Host` header, without the port; `undefined` where it is none. */
function nameIn(host: string): string | undefined {
  // Beyond a name and a port, a URL could hold a user, a path and more.
  if (!/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(host)) return undefined;
  const address = `http://${host}`;
  return URL.canParse(address) ? new URL(address).hostname.replace(/\.$/, '') : undefined;
}

/** As URL writes it: lower case, IPv6 shortened and in brackets. */
function plainName(name: string): string {
  return nameIn(name.includes(':') && !name.startsWith('[') ? `[${name}]` : name) ?? name.toLowerCase();
}

/** What somebody sent, as it may stand in an answer and in the log. */
function readable(host: string): string {
  return host.replace(/[^a-zA-Z0-9._:[\]-]/g, '?').slice(0, 100) || 'no name';
}
