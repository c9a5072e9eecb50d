import type { Avatar } from '../presence/avatar.ts';
import { placeOf } from '../presence/avatar.ts';
import { endEmptied, removeFromZone } from './changeZone.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';

/**
 * Takes somebody out of a World, and what they held with them.
 *
 * @param locksKeptUntilMs on the server's clock: how long the seat, the Object and the knock of someone whose
 *   connection was lost wait for them
 */
export function leaveWorld(world: LiveWorld, avatar: Avatar, nowMs: number, locksKeptUntilMs?: number): void {
  const { personId } = avatar.person;
  world.gates.release(avatar, nowMs);
  if (locksKeptUntilMs === undefined) world.locks.releaseAll(personId);
  else world.locks.keepAll(personId, locksKeptUntilMs);
  const { person, zoneId, moveBudget, zoneChanges, entries, attention } = avatar;
  const gatherings = world.gatheringsOf(avatar);
  const place = placeOf(avatar);
  const leftAtMs = nowMs;
  world.departures.remember(world.worldId, personId, {
    person,
    place,
    zoneId,
    gatherings,
    moveBudget,
    zoneChanges,
    entries,
    attention,
    leftAtMs,
  });
  world.people.delete(personId);
  const zone = world.zoneOf(avatar);
  removeFromZone(world, avatar, 'world');
  world.knocks.leftZone(avatar, undefined);
  endEmptied(world, zone);
  world.knocks.leftWorld(avatar, locksKeptUntilMs);
  world.calls.leftWorld(avatar);
  // Where the connection was lost, media go on for a while without it.
  if (locksKeptUntilMs === undefined) world.media.left(personId);
  world.networkIds.giveBack(avatar.networkId, nowMs);
}
