import type { Avatar } from '../presence/avatar.ts';
import { placeOf } from '../presence/avatar.ts';
import { removeFromZone } from '../presence/changeZone.ts';
import type { LiveWorld } from './liveWorld.ts';

/**
 * Takes somebody out of a World, and what they held with them.
 *
 * @param seatKeptUntilMs on the server's clock: how long the seat of someone whose connection was lost waits for them
 */
export function leaveWorld(world: LiveWorld, avatar: Avatar, nowMs: number, seatKeptUntilMs?: number): void {
  const { personId } = avatar.person;
  world.gates.release(avatar, nowMs);
  if (avatar.seat !== undefined) {
    if (seatKeptUntilMs === undefined) world.seats.release(personId, avatar.seat);
    else world.seats.keep(personId, avatar.seat, seatKeptUntilMs);
  }
  const { zoneId, moveBudget, zoneChanges, entries } = avatar;
  const gatherings = world.gatheringsOf(avatar);
  const place = placeOf(avatar);
  const leftAtMs = nowMs;
  world.departures.remember(world.worldId, personId, {
    place,
    zoneId,
    gatherings,
    moveBudget,
    zoneChanges,
    entries,
    leftAtMs,
  });
  world.people.delete(personId);
  removeFromZone(world, avatar, 'world');
  // Where the connection was lost, media go on for a while without it.
  if (seatKeptUntilMs === undefined) world.media.left(personId);
  world.networkIds.giveBack(avatar.networkId, nowMs);
}
