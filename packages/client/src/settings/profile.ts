import { avatarLookSchema, wireLimits } from '@atrium/protocol';
import type { AvatarLook } from '@atrium/protocol';
import type { Log } from '../log/log.ts';
import type { KeyValueStore } from './keyValueStore.ts';

/** What this device knows of the person before they enter. */
export interface Profile {
  name(): string;
  look(): AvatarLook | undefined;
  /** The guest token of the last visit: with it, the person stays the same. */
  token(): string | undefined;
  /** The guest link by which one came to a World. */
  guestLink(worldId: string): string | undefined;
  spawnPointId(worldId: string): string | undefined;
  rememberName(name: string): void;
  rememberLook(look: AvatarLook): void;
  rememberToken(token: string | undefined): void;
  rememberGuestLink(worldId: string, link: string): void;
  rememberSpawnPoint(worldId: string, spawnPointId: string): void;
}

export function createProfile(storage: KeyValueStore, log: Log): Profile {
  return {
    name: () => (storage.read('atrium.name') ?? '').slice(0, wireLimits.nameLength),
    look: () => parseLook(storage.read('atrium.look'), log),
    token: () => storage.read('atrium.token'),
    guestLink: (worldId) => storage.read(`atrium.guestLink.${worldId}`),
    spawnPointId: (worldId) => storage.read(`atrium.spawnPoint.${worldId}`),
    rememberName: (name) => void storage.write('atrium.name', name),
    rememberLook: (look) => void storage.write('atrium.look', JSON.stringify(look)),
    rememberToken: (token) => void storage.write('atrium.token', token),
    rememberGuestLink: (worldId, link) => void storage.write(`atrium.guestLink.${worldId}`, link),
    rememberSpawnPoint: (worldId, spawnPointId) =>
      void storage.write(`atrium.spawnPoint.${worldId}`, spawnPointId),
  };
}

function parseLook(text: string | undefined, log: Log): AvatarLook | undefined {
  if (text === undefined) return undefined;
  try {
    return avatarLookSchema.parse(JSON.parse(text));
  } catch (cause) {
    log.swallowed('The stored look cannot be read: a new one is chosen', cause);
    return undefined;
  }
}
