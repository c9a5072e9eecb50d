import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** A message as the panel shows it. */
export interface ChatEntry {
  readonly entryId: number;
  /** `undefined`: oneself. */
  readonly from: { readonly personId: string; readonly name: string } | undefined;
  readonly text: string;
  /** To whom: all in a Zone, or one person alone. */
  readonly to:
    | { readonly kind: 'zone'; readonly zoneName: string }
    | { readonly kind: 'person'; readonly personId: string; readonly name: string }
    | { readonly kind: 'self' };
  /** Milliseconds since 1970, by this device. */
  readonly atMs: number;
  readonly state: 'sending' | 'there' | 'failed';
}

export interface ChatState {
  readonly entries: readonly ChatEntry[];
  /** Messages that have come since the panel was last open. */
  readonly unread: number;
  /** To whom the next one goes; `undefined`: to all in the Zone. */
  readonly recipient: { readonly personId: string; readonly name: string } | undefined;
  /** Written and not sent yet; outlives the panel. */
  readonly draft: string;
}

const mostEntries = 500;

/** What was said, kept in the memory of this page alone: readable after leaving, gone with the page. */
export class ChatLog {
  readonly store: StoreApi<ChatState> = createStore<ChatState>(() => ({
    entries: [],
    unread: 0,
    recipient: undefined,
    draft: '',
  }));
  #nextId = 1;

  /** @returns the id of the entry */
  add(entry: Omit<ChatEntry, 'entryId'>, isRead: boolean): number {
    const entryId = this.#nextId++;
    this.store.setState(({ entries, unread }) => ({
      entries: [...entries, { ...entry, entryId }].slice(-mostEntries),
      unread: isRead ? 0 : unread + 1,
    }));
    return entryId;
  }

  settle(entryId: number, state: ChatEntry['state']): void {
    this.store.setState(({ entries }) => ({
      entries: entries.map((entry) => (entry.entryId === entryId ? { ...entry, state } : entry)),
    }));
  }

  read(): void {
    if (this.store.getState().unread > 0) this.store.setState({ unread: 0 });
  }
}
