import type { TicketStore } from '../connection/signalingConnection.ts';
import type { KeyValueStore } from '../settings/keyValueStore.ts';

/**
 * Keeps the ticket that brings somebody back to their place in a World.
 *
 * @param tabStorage forgotten with the tab: two tabs never share a ticket
 */
export function createTicketStore(tabStorage: KeyValueStore, worldId: string): TicketStore {
  const key = `atrium.ticket.${worldId}`;
  return { load: () => tabStorage.read(key), save: (ticket) => void tabStorage.write(key, ticket) };
}
