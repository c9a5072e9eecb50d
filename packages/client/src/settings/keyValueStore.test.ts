import { describe, expect, test } from 'vitest';
import { browserStore } from './keyValueStore.ts';
import { silentLog } from '../log/log.ts';

function memoryStorage(): Storage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    clear: () => entries.clear(),
    getItem: (key) => entries.get(key) ?? null,
    key: (index) => [...entries.keys()][index] ?? null,
    removeItem: (key) => void entries.delete(key),
    setItem: (key, value) => void entries.set(key, value),
  };
}

describe('what the browser remembers', () => {
  test('is read back, and forgotten when asked to', () => {
    const storage = memoryStorage();
    const store = browserStore(() => storage, silentLog);
    expect(store.write('name', 'Ana')).toBe(true);
    expect(browserStore(() => storage, silentLog).read('name')).toBe('Ana');
    store.write('name', undefined);
    expect(store.read('name')).toBeUndefined();
  });

  test('lasts as long as the page where storage is blocked', () => {
    const store = browserStore(() => {
      throw new DOMException('blocked', 'SecurityError');
    }, silentLog);
    expect(store.read('name')).toBeUndefined();
    expect(store.write('name', 'Ana')).toBe(false);
    expect(store.read('name')).toBe('Ana');
    store.write('name', undefined);
    expect(store.read('name')).toBeUndefined();
  });

  test('is the new value where the storage is full and still holds an old one', () => {
    const storage = memoryStorage();
    storage.setItem('name', 'Ana');
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const store = browserStore(() => storage, silentLog);
    store.write('name', 'Ben');
    expect(store.read('name')).toBe('Ben');
  });
});
