import { setTimeout as passed } from 'node:timers/promises';

/** How long the database may take to answer, in ms, before newcomers are sent elsewhere. */
const answerMs = 2_000;
/** For so long an answer counts, in ms: probes of many load balancers are one query. */
const freshMs = 1_000;

type ReadinessState =
  | { readonly status: 'ready' }
  /** @property reasons sentences for the host */
  | { readonly status: 'not-ready'; readonly reasons: readonly string[] }
  /** It ends, and serves those who are in until then. */
  | { readonly status: 'draining' };

interface ReadinessOptions {
  /** Asks the database for something small; `undefined`: there is none. */
  readonly askDatabase: (() => Promise<unknown>) | undefined;
  /** In ms, on a clock that never goes back. */
  readonly nowMs: () => number;
  /** How long the database may take, in ms. */
  readonly answerMs?: number;
}

/** Whether newcomers are to be sent here. People who are in stay in, whatever it says. */
export class Readiness {
  readonly #options: ReadinessOptions;
  #isDraining = false;
  #asking: Promise<unknown> | undefined;
  #last: { readonly atMs: number; readonly reasons: Promise<readonly string[]> } | undefined;

  constructor(options: ReadinessOptions) {
    this.#options = options;
  }

  /** From now on it ends. */
  drain(): void {
    this.#isDraining = true;
  }

  async state(): Promise<ReadinessState> {
    if (this.#isDraining) return { status: 'draining' };
    const nowMs = this.#options.nowMs();
    if (this.#last === undefined || nowMs - this.#last.atMs >= freshMs)
      this.#last = { atMs: nowMs, reasons: this.#findReasons() };
    const reasons = await this.#last.reasons;
    return reasons.length === 0 ? { status: 'ready' } : { status: 'not-ready', reasons };
  }

  async #findReasons(): Promise<readonly string[]> {
    const { askDatabase, answerMs: limitMs = answerMs } = this.#options;
    if (askDatabase === undefined) return [];
    const giveUp = new AbortController();
    const silence = passed(limitMs, [`The database has not answered for ${limitMs / 1000} s.`], {
      signal: giveUp.signal,
    });
    // One that has not been answered is not asked a second time.
    this.#asking ??= askDatabase().finally(() => (this.#asking = undefined));
    const answer = this.#asking.then(
      () => [],
      // The log has said why; a probe may come from anywhere.
      () => ['The database cannot be used.'],
    );
    try {
      return await Promise.race([answer, silence]);
    } finally {
      silence.catch(() => undefined);
      giveUp.abort();
    }
  }
}
