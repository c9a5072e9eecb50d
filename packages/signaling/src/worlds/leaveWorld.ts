import type { Avatar } from '../presence/avatar.ts';
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
  world.people.delete(personId);
  removeFromZone(world, avatar, 'world');
  world.networkIds.giveBack(avatar.networkId, nowMs);
}
