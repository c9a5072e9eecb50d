import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { World } from '@atrium/world';
import type { DraftJournal, JournalContent, JournalHead, JournalStep } from './draftJournal.ts';

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
  return new BrowserJournal(database, JSON.stringify([personId, worldId]), locks);
}

class BrowserJournal implements DraftJournal {
  readonly #database: IDBPDatabase<JournalSchema>;
  readonly #key: string;
  readonly #locks: LockManager | undefined;
  #letGo: () => void = () => undefined;

  constructor(database: IDBPDatabase<JournalSchema>, key: string, locks: LockManager | undefined) {
    this.#database = database;
    this.#key = key;
    this.#locks = locks;
  }

  claim(): Promise<boolean> {
    const locks = this.#locks;
    if (locks === undefined) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      const held = new Promise<undefined>((release) => (this.#letGo = () => release(undefined)));
      locks
        .request(`atrium.drafts.${this.#key}`, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock === null ? undefined : held;
        })
        .catch(reject);
    });
  }

  async read(): Promise<JournalContent | undefined> {
    const transaction = this.#database.transaction(stores);
    const head = await transaction.objectStore('heads').get(this.#key);
    const origin = await transaction.objectStore('origins').get(this.#key);
    const steps = await transaction.objectStore('steps').getAll(this.#steps());
    return head === undefined || origin === undefined ? undefined : { head, origin, steps };
  }

  async begin(head: JournalHead, origin: World, steps: readonly JournalStep[] = []): Promise<void> {
    const transaction = this.#database.transaction(stores, 'readwrite', { durability: 'strict' });
    const kept = transaction.objectStore('steps');
    await Promise.all([
      kept.delete(this.#steps()),
      ...steps.map((step, place) => kept.put(step, [this.#key, place])),
      transaction.objectStore('heads').put(head, this.#key),
      transaction.objectStore('origins').put(origin, this.#key),
      transaction.done,
    ]);
  }

  async add(place: number, step: JournalStep): Promise<void> {
    await this.#database.put('steps', step, [this.#key, place]);
  }

  async mark(head: JournalHead): Promise<void> {
    await this.#database.put('heads', head, this.#key);
  }

  async clear(): Promise<void> {
    const transaction = this.#database.transaction(stores, 'readwrite');
    await Promise.all([
      transaction.objectStore('steps').delete(this.#steps()),
      transaction.objectStore('heads').delete(this.#key),
      transaction.objectStore('origins').delete(this.#key),
      transaction.done,
    ]);
  }

  close(): void {
    this.#letGo();
    this.#database.close();
  }

  #steps(): IDBKeyRange {
    return IDBKeyRange.bound([this.#key, 0], [this.#key, Number.MAX_SAFE_INTEGER]);
  }
}
