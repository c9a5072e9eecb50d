import type { Logger } from 'pino';
import type { ErrorCode } from '@atrium/protocol';

/** Refusals that tell of guessing or flooding: docs/host/security.md lists them for fail2ban. */
const loggedReasons = [
  'sign_in_failed',
  'too_many_attempts',
  'rate_limited',
  'too_many_connections',
] as const satisfies readonly ErrorCode[];
type LoggedReason = (typeof loggedReasons)[number] | 'flood' | 'provider_sign_in_failed';

const windowMs = 60_000;
const linesPerWindow = 10;
const mostAddresses = 10_000;

/**
 * Writes down who was refused and why, for tools that keep addresses out (fail2ban): the address and the reason, and
 * nothing of the person. Ten lines a minute for each address and reason at most, so that a flood fills no disk.
 */
export class Refusals {
  readonly #log: Logger;
  readonly #nowMs: () => number;
  readonly #lines = new Map<string, { readonly sinceMs: number; count: number }>();

  /** @param nowMs in milliseconds, on a clock that never goes back */
  constructor(log: Logger, nowMs: () => number) {
    this.#log = log;
    this.#nowMs = nowMs;
  }

  /** @param address the whole one, not its group */
  note(reason: LoggedReason, address: string): void {
    if (this.#takeLine(`${reason} ${address}`)) this.#log.warn({ reason, address }, 'refused');
  }

  /** Notes an answer, where it is one of those that matter. */
  noteAnswer(code: ErrorCode, address: string): void {
    const reason = loggedReasons.find((one) => one === code);
    if (reason !== undefined) this.note(reason, address);
  }

  /** Tells the host what to set, where a name or an origin was refused. */
  tellHost(message: string): void {
    if (this.#takeLine(message)) this.#log.warn(message);
  }

  #takeLine(key: string): boolean {
    const nowMs = this.#nowMs();
    for (const [oldest, { sinceMs }] of this.#lines) {
      if (nowMs - sinceMs <= windowMs && this.#lines.size <= mostAddresses) break;
      this.#lines.delete(oldest);
    }
    const lines = this.#lines.get(key);
    if (lines === undefined) this.#lines.set(key, { sinceMs: nowMs, count: 1 });
    else lines.count++;
    return (lines?.count ?? 1) <= linesPerWindow;
  }
}
