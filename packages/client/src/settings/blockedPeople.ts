import * as z from 'zod';
import { wireLimits } from '@atrium/protocol';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Log } from '../log/log.ts';
import type { KeyValueStore } from './keyValueStore.ts';

const key = 'atrium.blocked';
const blockedSchema = z
  .array(z.object({ personId: z.string(), name: z.string() }))
  .max(wireLimits.blockedPeople);

/** People whom somebody has blocked for themselves on this device, the last one last. */
export type BlockedPeople = StoreApi<z.output<typeof blockedSchema>>;

/** The blocked people, remembered whenever they change. */
export function createBlockedPeople(storage: KeyValueStore, log: Log): BlockedPeople {
  const store: BlockedPeople = createStore(() => readBlocked(storage, log));
  store.subscribe((blocked) => storage.write(key, JSON.stringify(blocked)));
  return store;
}

export function block(store: BlockedPeople, personId: string, name: string): void {
  const others = store.getState().filter((person) => person.personId !== personId);
  store.setState([...others, { personId, name }].slice(-wireLimits.blockedPeople), true);
}

export function unblock(store: BlockedPeople, personId: string): void {
  store.setState(
    store.getState().filter((person) => person.personId !== personId),
    true,
  );
}

function readBlocked(storage: KeyValueStore, log: Log) {
  const text = storage.read(key);
  try {
    return blockedSchema.parse(text === undefined ? [] : JSON.parse(text));
  } catch (cause) {
    log.swallowed('The stored list of blocked people cannot be read: nobody is blocked', cause);
    return [];
  }
}
