import type { ServerMessageOf } from '@atrium/protocol';
import type { LiveWorld } from './liveWorld.ts';

/** Everyone in the World, with the Zone they are in; of people in PrivateRooms only that they are in one. */
export function listPeople(world: LiveWorld): ServerMessageOf<'people.list.ok'>['people'] {
  return Array.from(world.people.values(), (avatar) => {
    const { personId, name, role, picture } = avatar.person;
    const zone = world.zoneOf(avatar).info;
    const { status, look } = avatar;
    const zoneId = zone.type === 'PrivateRoom' ? null : zone.id;
    return { personId, name, role, status, look, zoneId, ...(picture === undefined ? {} : { picture }) };
  });
}
