import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Log } from '../log/log.ts';

/**
 * How the parts of this page stand against those that the server has now: `updated` where the server has a newer
 * version and this page still works, `missing` where a part of this page did not arrive.
 */
export type PageVersionState =
  | { readonly kind: 'current' }
  | { readonly kind: 'updated' }
  | { readonly kind: 'missing'; readonly isUpdated: boolean };

export interface PageVersionParts {
  readonly log: Log;
  /** The page as the server has it now. @throws where the server is not reached */
  readonly readPage: () => Promise<string>;
  /** The path of the script that began this page. */
  readonly entryPath: string | undefined;
}

/** Notices that the server has another version of the Client than this page, and that parts did not arrive. */
export class PageVersion {
  readonly store: StoreApi<PageVersionState> = createStore<PageVersionState>(() => ({ kind: 'current' }));
  readonly #parts: PageVersionParts;
  /** Somebody has read that there is a newer version. */
  #isDismissed = false;

  constructor(parts: PageVersionParts) {
    this.#parts = parts;
  }

  /** A part of the page did not arrive: it is gone from the server, or there is no network. */
  async partMissing(): Promise<void> {
    if (this.store.getState().kind === 'missing') return;
    this.#show({ kind: 'missing', isUpdated: false });
    if (await this.#isUpdated()) this.#show({ kind: 'missing', isUpdated: true });
  }

  /** The part has arrived after all. */
  partArrived(): void {
    if (this.store.getState().kind === 'missing') this.#show({ kind: 'current' });
  }

  /** To be called when the server has been away. */
  async check(): Promise<void> {
    const isUpdated = await this.#isUpdated();
    const { kind } = this.store.getState();
    if (isUpdated && kind === 'missing') this.#show({ kind, isUpdated });
    else if (isUpdated && !this.#isDismissed) this.#show({ kind: 'updated' });
  }

  /** The person goes on with this version; said again only where a part is missing. */
  dismiss(): void {
    this.#isDismissed = true;
    this.#show({ kind: 'current' });
  }

  async #isUpdated(): Promise<boolean> {
    const { entryPath, readPage, log } = this.#parts;
    if (entryPath === undefined) return false;
    try {
      const page = await readPage();
      // What a proxy shows while the server is away is no version of the Client.
      return page.includes('id="root"') && !page.includes(entryPath);
    } catch (cause) {
      log.swallowed('Which version the server has is not known: it is not reached', cause);
      return false;
    }
  }

  #show(state: PageVersionState): void {
    if (state.kind !== 'current')
      this.#parts.log.warn('This page is not whole, or not the newest', { ...state });
    this.store.setState(state, true);
  }
}
