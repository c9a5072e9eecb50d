import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Account, SignedIn } from '@atrium/protocol';
import type { Log } from '../log/log.ts';
import type { KeyValueStore } from '../settings/keyValueStore.ts';

export type SignInState =
  | { readonly kind: 'signedOut' }
  | {
      readonly kind: 'signedIn';
      readonly account: Account;
      readonly accessToken: string;
      readonly expiresAtMs: number;
    };

export interface SignInParts {
  readonly log: Log;
  readonly fetch: typeof fetch;
  /** Remembers that somebody is signed in, so that nobody else is asked. */
  readonly storage: KeyValueStore;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Runs something later (ms), and gives back what stops it. */
  readonly after: (ms: number, run: () => void) => () => void;
}

const rememberedKey = 'atrium.signedIn';
/** A token is replaced so long before it expires, in ms. */
const earlyMs = 60_000;
/** And where that fails, it is tried again after this, in ms. */
const againMs = 15_000;
const timeoutMs = 15_000;

/** Whether somebody is signed in on this device. The access token lives in this page's memory alone. */
export class SignIn {
  readonly store: StoreApi<SignInState> = createStore<SignInState>(() => ({ kind: 'signedOut' }));
  readonly #parts: SignInParts;
  #refreshing: Promise<boolean> | undefined;
  #stopTimer: (() => void) | undefined;

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  get account(): Account | undefined {
    const state = this.store.getState();
    return state.kind === 'signedIn' ? state.account : undefined;
  }

  /** The access token; `undefined` where nobody is signed in. */
  get token(): string | undefined {
    const state = this.store.getState();
    return state.kind === 'signedIn' ? state.accessToken : undefined;
  }

  /** Whether somebody was signed in on this device when it was last used. */
  get isRemembered(): boolean {
    return this.#parts.storage.read(rememberedKey) === 'yes';
  }

  /** Continues as the person who was signed in before. */
  async resume(): Promise<void> {
    if (this.isRemembered && this.token === undefined) await this.refresh();
  }

  /** Somebody has just signed in. */
  accept({ account, accessToken, expiresAt: expiresAtMs }: SignedIn): void {
    this.#parts.storage.write(rememberedKey, 'yes');
    this.store.setState({ kind: 'signedIn', account, accessToken, expiresAtMs }, true);
    this.#refreshAfter(Math.max(againMs, expiresAtMs - this.#parts.nowMs() - earlyMs));
  }

  /** The account has changed. */
  changed(account: Account): void {
    const state = this.store.getState();
    if (state.kind === 'signedIn') this.store.setState({ ...state, account });
  }

  /** Nobody is signed in any more; the server knows. */
  forget(): void {
    this.#stopTimer?.();
    this.#parts.storage.write(rememberedKey, undefined);
    this.store.setState({ kind: 'signedOut' }, true);
  }

  /** Asks for a new token. @returns whether somebody is signed in */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  async #refresh(): Promise<boolean> {
    try {
      const init = { method: 'POST', signal: AbortSignal.timeout(timeoutMs) };
      const response = await this.#parts.fetch('/api/v1/session/refresh', init);
      if (response.status === 401) {
        this.#parts.log.info('Nobody is signed in any more');
        this.forget();
        return false;
      }
      // Only those who have an account need to know what one looks like.
      const { signedInSchema } = await import('../api/accountShapes.ts');
      this.accept(signedInSchema.parse(await response.json()));
      return true;
    } catch (cause) {
      this.#parts.log.swallowed(
        'No new token came: who is signed in stays so for as long as the token holds',
        cause,
      );
      if (this.token !== undefined) this.#refreshAfter(againMs);
      return false;
    }
  }

  #refreshAfter(ms: number): void {
    this.#stopTimer?.();
    this.#stopTimer = this.#parts.after(ms, () => void this.refresh());
  }
}
