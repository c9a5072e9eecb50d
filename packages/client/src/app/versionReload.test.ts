import { expect, test } from 'vitest';
import { reloadForNewVersion } from './versionReload.ts';
import type { KeyValueStore } from '../settings/keyValueStore.ts';

function tabStorage(isBlocked: boolean): KeyValueStore {
  const entries = new Map<string, string>();
  return {
    read: (key) => entries.get(key),
    write(key, value) {
      if (isBlocked) return false;
      if (value === undefined) entries.delete(key);
      else entries.set(key, value);
      return true;
    },
  };
}

test('a page of another version reloads once, and again only after it has worked in between', () => {
  const storage = tabStorage(false);
  let reloads = 0;
  reloadForNewVersion.once(storage, () => reloads++);
  reloadForNewVersion.once(storage, () => reloads++);
  expect(reloads).toBe(1);
  reloadForNewVersion.worked(storage);
  reloadForNewVersion.once(storage, () => reloads++);
  expect(reloads).toBe(2);
});

test('a page that cannot remember does not reload at all', () => {
  let reloads = 0;
  reloadForNewVersion.once(tabStorage(true), () => reloads++);
  expect(reloads).toBe(0);
});
