import { describe, expect, test } from 'vitest';
import { createSettingsStore, isMotionReduced, languageOf } from './settings.ts';
import type { KeyValueStore } from './keyValueStore.ts';
import { silentLog } from '../log/log.ts';

function storeWith(text: string | undefined): KeyValueStore & { text: string | undefined } {
  return {
    text,
    read() {
      return this.text;
    },
    write(_key, value) {
      this.text = value;
      return true;
    },
  };
}

describe('settings', () => {
  test('come back after a reload', () => {
    const storage = storeWith(undefined);
    createSettingsStore(storage, silentLog).setState({
      language: 'pt-BR',
      keys: { people: 'o' },
      sounds: { joined: false },
    });
    const settings = createSettingsStore(storage, silentLog).getState();
    expect(settings).toMatchObject({ language: 'pt-BR', keys: { people: 'o' }, sounds: { joined: false } });
  });

  test.each(['not JSON', '[]', 'null', '{"zoom":99,"motion":"wild","keys":{"fly":"f"},"language":"tlh"}'])(
    'that make no sense are as on the first visit: %s',
    (text) => {
      const settings = createSettingsStore(storeWith(text), silentLog).getState();
      expect(settings).toEqual(createSettingsStore(storeWith(undefined), silentLog).getState());
    },
  );

  test('one that makes no sense leaves the others alone', () => {
    const settings = createSettingsStore(storeWith('{"zoom":99,"singleKeys":false}'), silentLog).getState();
    expect(settings).toMatchObject({ zoom: undefined, singleKeys: false });
  });

  test('follow browser and system until somebody chooses', () => {
    const store = createSettingsStore(storeWith(undefined), silentLog);
    expect(languageOf(store.getState(), ['pt-PT', 'en'])).toBe('pt-BR');
    expect(isMotionReduced(store.getState(), true)).toBe(true);
    store.setState({ language: 'en', motion: 'full' });
    expect(languageOf(store.getState(), ['pt-PT', 'en'])).toBe('en');
    expect(isMotionReduced(store.getState(), true)).toBe(false);
  });
});
