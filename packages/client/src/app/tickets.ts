import type { KeyValueStore } from '../settings/keyValueStore.ts';

/** Where a session keeps the ticket that brings the person back to their place. */
export interface TicketStore {
  load(): string | undefined;
  save(ticket: string | undefined): void;
}

/** @param tabStorage forgotten with the tab: two tabs never share a ticket */
export function ticketStore(tabStorage: KeyValueStore, worldId: string): TicketStore {
  const key = `atrium.ticket.${worldId}`;
  return { load: () => tabStorage.read(key), save: (ticket) => void tabStorage.write(key, ticket) };
}
