import type { Avatar } from '../presence/avatar.ts';
import { placeOf } from '../presence/avatar.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import { leaveLastZone } from './changeZone.ts';

/**
 * Takes a person out of a World, and what they held with them.
 *
 * @param keptUntilMs on the server's clock: how long what a person held waits for them, where their connection was lost;
 *   left out where they have gone for good
 */
export function leaveWorld(world: LiveWorld, avatar: Avatar, nowMs: number, keptUntilMs?: number): void {
  try {
    world.gates.release(avatar, nowMs);
    rememberDeparture(world, avatar, nowMs);
  } finally {
    // Nobody stays behind as a ghost, whatever went wrong.
    world.people.delete(avatar.person.personId);
    leaveLastZone(world, avatar);
    world.hooks.left(avatar, keptUntilMs, nowMs);
    world.networkIds.giveBack(avatar.networkId, nowMs);
  }
}

function rememberDeparture(world: LiveWorld, avatar: Avatar, nowMs: number): void {
  const { person, zoneId, moveBudget, zoneChanges, entries, attention } = avatar;
  world.departures.remember(world.worldId, person.personId, {
    person,
    place: placeOf(avatar),
    zoneId,
    worldVersion: world.version,
    gatherings: world.gatheringsOf(avatar),
    moveBudget,
    zoneChanges,
    entries,
    attention,
    leftAtMs: nowMs,
  });
}
