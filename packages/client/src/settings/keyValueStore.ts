import type { Log } from '../log/log.ts';

/** A place that remembers texts by name. Never throws. */
export interface KeyValueStore {
  read(key: string): string | undefined;
  /** `undefined` forgets. Whether the next page will know of it. */
  write(key: string, value: string | undefined): boolean;
}

/**
 * Remembers in the browser where that is allowed (it can be blocked or full), and in any case until the page is closed.
 *
 * @param open gives the browser's storage; touching a blocked one throws
 */
export function browserStore(open: () => Storage, log: Log): KeyValueStore {
  const remembered = new Map<string, string | undefined>();
  return {
    read(key) {
      if (remembered.has(key)) return remembered.get(key);
      try {
        return open().getItem(key) ?? undefined;
      } catch (cause) {
        log.swallowed('Storage is blocked: nothing is known from before', cause);
        return undefined;
      }
    },
    write(key, value) {
      try {
        if (value === undefined) open().removeItem(key);
        else open().setItem(key, value);
        remembered.delete(key);
        return true;
      } catch (cause) {
        log.swallowed('Storage is blocked or full: this page alone remembers', cause);
        remembered.set(key, value);
        return false;
      }
    },
  };
}
