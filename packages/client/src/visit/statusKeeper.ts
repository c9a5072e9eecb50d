import type { Status } from '@atrium/protocol';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** After so long without a look at the tab you are shown as away, in ms. */
const awayAfterMs = 10 * 60_000;

interface KeptStatus {
  readonly chosen: Status;
  /** Away without having said so. */
  readonly isIdle: boolean;
}

/** The own status: as chosen, and away by itself while nobody looks for long. */
export class StatusKeeper {
  readonly store: StoreApi<KeptStatus> = createStore<KeptStatus>(() => ({
    chosen: 'available',
    isIdle: false,
  }));
  readonly #after: (ms: number, run: () => void) => () => void;
  #cancel: (() => void) | undefined;

  /** @param after runs something later (ms), and gives back what stops it */
  constructor(after: (ms: number, run: () => void) => () => void) {
    this.#after = after;
  }

  /** As others see it. Do not disturb stays what it is: nobody is to ring at somebody who is away. */
  get shown(): Status {
    const { chosen, isIdle } = this.store.getState();
    return isIdle && chosen !== 'doNotDisturb' ? 'away' : chosen;
  }

  choose(chosen: Status): void {
    this.store.setState({ chosen });
  }

  /** The tab is hidden, or is looked at again. */
  tabHidden(isHidden: boolean): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (isHidden) this.#cancel = this.#after(awayAfterMs, () => this.store.setState({ isIdle: true }));
    else if (this.store.getState().isIdle) this.store.setState({ isIdle: false });
  }

  stop(): void {
    this.#cancel?.();
  }
}
