import { protocolVersion } from '@atrium/protocol';
import type { KeyValueStore } from '../settings/keyValueStore.ts';

const key = 'atrium.reloadedForVersion';

/** A page of an older version reloads by itself, but only once: what does not help is not done for ever. */
export const reloadForNewVersion = {
  once(tabStorage: KeyValueStore, reload: () => void): void {
    if (tabStorage.read(key) === String(protocolVersion)) return;
    // Where storage is blocked, the next page would not know that it is the second.
    if (tabStorage.write(key, String(protocolVersion))) reload();
  },
  worked(tabStorage: KeyValueStore): void {
    tabStorage.write(key, undefined);
  },
};
