import { join } from 'node:path';
import type { Logger } from 'pino';
import { lockFolder } from '@atrium/workspace';
import type { AcmeConfiguration } from '../configuration/configuration.ts';
import { AcmeFolder, orderCertificate } from './acmeOrder.ts';
import type { AcmeChallenges } from './acmeOrder.ts';
import type { TlsIdentity } from './tlsIdentity.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A certificate is renewed when so much of its life is left. */
const renewalShare = 1 / 3;
/** How often it is looked at while all is well: timers of Node reach no further than 24 days. */
const lookMs = 6 * hourMs;
/** An authority that could not be reached: the network of a machine that has just started comes in a moment. */
const unreachable = { firstMs: minuteMs, longestMs: hourMs };
/** One that has refused: Let's Encrypt allows five refusals an hour for a name. */
const refused = { firstMs: 15 * minuteMs, longestMs: 12 * hourMs };
/** One that has said that it was asked too often. */
const limited = { firstMs: 3 * hourMs, longestMs: 24 * hourMs };

const networkCodes: readonly (string | undefined)[] = [
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE'],
];

/** What of the renewal a test puts in its place. */
export interface AcmeRenewalOptions {
  readonly acme: AcmeConfiguration;
  readonly dataFolder: string;
  readonly challenges: AcmeChallenges;
  /** Called with each certificate from the first on. */
  readonly use: (identity: TlsIdentity) => void;
  readonly log: Logger;
  readonly order?: typeof orderCertificate;
  readonly nowMs?: () => number;
}

/** Why there is no new certificate, and since when one was due. */
export interface RenewalProblem {
  readonly sinceMs: number;
  readonly reason: string;
}

/** Gets a certificate, and a new one in time, for as long as the server runs. */
export class AcmeRenewal {
  readonly #options: AcmeRenewalOptions;
  readonly #folder: AcmeFolder;
  readonly #order: typeof orderCertificate;
  readonly #nowMs: () => number;
  #identity: TlsIdentity | undefined;
  #problem: RenewalProblem | undefined;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<number> | undefined;
  #isClosed = false;

  constructor(options: AcmeRenewalOptions) {
    this.#options = options;
    this.#folder = new AcmeFolder(options.dataFolder, options.acme);
    this.#order = options.order ?? orderCertificate;
    this.#nowMs = options.nowMs ?? Date.now;
  }

  get problem(): RenewalProblem | undefined {
    return this.#problem;
  }

  /** The certificate of before, if it still holds. @throws CertificateError where its file is something else */
  async load(): Promise<TlsIdentity | undefined> {
    await this.#folder.prepare();
    const kept = await this.#folder.readIdentity();
    if (kept !== undefined && kept.validToMs > this.#nowMs()) this.#identity = kept;
    return this.#identity;
  }

  /** Sees to it from now on. */
  start(): void {
    void this.#goOn();
  }

  /** Looks at once, whatever has failed before. */
  async look(): Promise<void> {
    await this.#goOn();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #goOn(): Promise<void> {
    // One renewal at a time.
    this.#turn ??= this.#takeTurn().finally(() => (this.#turn = undefined));
    const nextMs = await this.#turn;
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#goOn(), nextMs);
    this.#timer.unref();
  }

  /** @returns when to look again, in ms from now */
  async #takeTurn(): Promise<number> {
    try {
      await this.#renewIfDue();
      this.#problem = undefined;
      this.#failures = 0;
      return lookMs;
    } catch (cause) {
      if (this.#isClosed) return lookMs;
      const said = cause instanceof Error ? cause.message : String(cause);
      const reason = /[.!?]$/.test(said) ? said : `${said}.`;
      this.#problem = { sinceMs: this.#problem?.sinceMs ?? this.#nowMs(), reason };
      const againMs = waitAfter(cause, this.#failures++);
      const { domain } = this.#options.acme;
      const minutes = Math.round(againMs / minuteMs);
      this.#options.log.warn(
        { err: cause },
        `There is no new certificate for ${domain}: ${reason} Atrium tries again in ${minutes} min.`,
      );
      return againMs;
    }
  }

  async #renewIfDue(): Promise<void> {
    if (!this.#isDue()) return;
    await this.#folder.prepare();
    // Another process with the same folder may be at it, or may have done it.
    const release = await lockFolder(join(this.#folder.path, 'lock'), (reason) =>
      this.#options.log.warn({ err: reason }, 'another process renews the certificate, too'),
    );
    try {
      const before = this.#identity?.fingerprint;
      const kept = await this.load();
      if (!this.#isDue() && kept !== undefined) {
        if (kept.fingerprint !== before) this.#options.use(kept);
        return;
      }
      const { acme, challenges, use, log } = this.#options;
      const identity = await this.#order(acme, this.#folder, challenges);
      this.#identity = identity;
      if (this.#isClosed) return;
      use(identity);
      const until = new Date(identity.validToMs).toISOString().slice(0, 10);
      log.info(
        { fingerprint: identity.fingerprint },
        `a new certificate for ${acme.domain} is in use, until ${until}`,
      );
    } finally {
      await release();
    }
  }

  #isDue(): boolean {
    if (this.#identity === undefined) return true;
    const { validFromMs, validToMs } = this.#identity;
    return validToMs - this.#nowMs() <= (validToMs - validFromMs) * renewalShare;
  }
}

/** @param failures before this one */
function waitAfter(cause: unknown, failures: number): number {
  const { firstMs, longestMs } = patienceFor(cause);
  return Math.min(longestMs, firstMs * 2 ** Math.min(failures, 20));
}

function patienceFor(cause: unknown): { readonly firstMs: number; readonly longestMs: number } {
  if (!(cause instanceof Error)) return refused;
  const { code, message, name }: NodeJS.ErrnoException = cause;
  if (/rate ?limit|too many/i.test(message)) return limited;
  // Another process is at it; soon it is done.
  if (name === 'FolderInUseError') return unreachable;
  return networkCodes.includes(code) ? unreachable : refused;
}
