import { openDB } from 'idb';
import type { DBSchema } from 'idb';
import type { World } from '@atrium/world';
import type { DraftJournal, JournalHead, JournalStep } from './draftJournal.ts';

interface JournalSchema extends DBSchema {
  heads: { key: string; value: JournalHead };
  origins: { key: string; value: World };
  steps: { key: [string, number]; value: JournalStep };
}

const stores = ['heads', 'origins', 'steps'] as const;

/**
 * In the IndexedDB of this browser.
 *
 * @param locks keeps two pages from writing the same journal; `undefined` in browsers without it
 */
export async function openBrowserJournal(
  personId: string,
  worldId: string,
  locks: LockManager | undefined,
): Promise<DraftJournal> {
  const database = await openDB<JournalSchema>('atrium.drafts', 1, {
    upgrade(fresh) {
      for (const name of stores) fresh.createObjectStore(name);
    },
  });
  const key = JSON.stringify([personId, worldId]);
  const ofKey = () => IDBKeyRange.bound([key, 0], [key, Number.MAX_SAFE_INTEGER]);
  let letGo = () => undefined;
  return {
    claim: () =>
      new Promise((resolve, reject) => {
        if (locks === undefined) return resolve(true);
        const held = new Promise<undefined>((release) => (letGo = () => void release(undefined)));
        locks
          .request(`atrium.drafts.${key}`, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            return lock === null ? undefined : held;
          })
          .catch(reject);
      }),
    async read() {
      const transaction = database.transaction(stores);
      const head = await transaction.objectStore('heads').get(key);
      const origin = await transaction.objectStore('origins').get(key);
      const steps = await transaction.objectStore('steps').getAll(ofKey());
      return head === undefined || origin === undefined ? undefined : { head, origin, steps };
    },
    async begin(head, origin) {
      const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
      await Promise.all([
        transaction.objectStore('steps').delete(ofKey()),
        transaction.objectStore('heads').put(head, key),
        transaction.objectStore('origins').put(origin, key),
        transaction.done,
      ]);
    },
    async add(place, step) {
      const transaction = database.transaction('steps', 'readwrite');
      await Promise.all([transaction.store.put(step, [key, place]), transaction.done]);
    },
    async mark(head) {
      await database.put('heads', head, key);
    },
    async clear() {
      const transaction = database.transaction(stores, 'readwrite');
      await Promise.all([
        transaction.objectStore('steps').delete(ofKey()),
        transaction.objectStore('heads').delete(key),
        transaction.objectStore('origins').delete(key),
        transaction.done,
      ]);
    },
    close() {
      letGo();
      database.close();
    },
  };
}
