import type { Person } from '../ports/identity.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';

/** Someone in a World. */
export interface Present {
  readonly worldId: string;
  readonly workspaceId: string;
  readonly person: Person;
  readonly zoneName: string;
  /** Network address. */
  readonly address: string;
  /** False while their connection is lost. */
  readonly isConnected: boolean;
}

export function presentOf(world: LiveWorld, avatar: Avatar): Present {
  const { worldId, workspaceId } = world;
  const { person, recipient } = avatar;
  const zoneName = world.zoneOf(avatar).info.name;
  const { remoteAddress: address } = recipient.connection;
  return { worldId, workspaceId, person, zoneName, address, isConnected: recipient.listening };
}
