import * as z from 'zod';
import { avatarLookSchema, wireLimits } from '@atrium/protocol';
import type { AvatarLook } from '@atrium/protocol';
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

export function createProfile(storage: KeyValueStore): Profile {
  return {
    name: () => (storage.read('atrium.name') ?? '').slice(0, wireLimits.nameLength),
    look: () => parseLook(storage.read('atrium.look')),
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

const storedLook = z.string().transform((text, context) => {
  try {
    return avatarLookSchema.parse(JSON.parse(text));
  } catch {
    context.addIssue('not a look');
    return z.NEVER;
  }
});

function parseLook(text: string | undefined): AvatarLook | undefined {
  return storedLook.safeParse(text).data;
}
