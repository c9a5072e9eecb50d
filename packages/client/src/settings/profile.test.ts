import { describe, expect, test } from 'vitest';
import { avatarChoices } from '@atrium/protocol';
import type { AvatarLook } from '@atrium/protocol';
import type { KeyValueStore } from './keyValueStore.ts';
import { createProfile } from './profile.ts';
import { silentLog } from '../log/log.ts';

const look: AvatarLook = {
  skin: avatarChoices.skin[0],
  hairStyle: 'bun',
  hairColour: 'plum',
  clothing: 'dress',
  clothingColour: 'teal',
  trousersColour: 'navy',
  accessory: 'glasses',
};

function memoryStore(): KeyValueStore {
  const entries = new Map<string, string>();
  return {
    read: (key) => entries.get(key),
    write(key, value) {
      if (value === undefined) entries.delete(key);
      else entries.set(key, value);
      return true;
    },
  };
}

describe('the profile', () => {
  test('remembers name, Avatar, token and a SpawnPoint for each World', () => {
    const storage = memoryStore();
    const profile = createProfile(storage, silentLog);
    profile.rememberName('Ana');
    profile.rememberLook(look);
    profile.rememberToken('token');
    profile.rememberSpawnPoint('headquarters', 'kitchen');
    const later = createProfile(storage, silentLog);
    expect([later.name(), later.look(), later.token()]).toEqual(['Ana', look, 'token']);
    expect(later.spawnPointId('headquarters')).toBe('kitchen');
    expect(later.spawnPointId('other')).toBeUndefined();
  });

  test.each(['{', '{"skin":"green"}', '"text"'])(
    'knows no Avatar where what is stored is none: %s',
    (text) => {
      const storage = memoryStore();
      storage.write('atrium.look', text);
      expect(createProfile(storage, silentLog).look()).toBeUndefined();
    },
  );
});
