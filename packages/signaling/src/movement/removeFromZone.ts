import { correctPlace } from './applyMoveIntent.ts';
import { endUseOutOfReach } from '../objects/objectUsing.ts';
import type { Avatar } from '../presence/avatar.ts';
import { changeZone } from './changeZone.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import { placeAtSpawnPoint } from './placeAtSpawnPoint.ts';

/**
 * Puts somebody out of the Zone they are in, to a SpawnPoint outside of it.
 *
 * @returns whether there was one
 */
export function removeFromZone(
  world: LiveWorld,
  avatar: Avatar,
  random: () => number,
  nowMs: number,
): boolean {
  const from = world.zoneOf(avatar);
  const { personId, role } = avatar.person;
  const isOutside = (zoneId: string) => !world.space.zones.chain(zoneId).includes(from.info.id);
  const entry = placeAtSpawnPoint(world, undefined, { role, isAllowed: isOutside }, random);
  if (typeof entry === 'string') return false;
  if (avatar.seat !== undefined) world.locks.release(personId, avatar.seat.id);
  avatar.seat = undefined;
  avatar.position.x = entry.place.x;
  avatar.position.y = entry.place.y;
  avatar.facing = entry.place.facing;
  avatar.state = 'idle';
  avatar.sampledAtMs = nowMs;
  correctPlace(avatar, { reason: 'removed', blocker: undefined });
  world.gates.update(avatar, nowMs, true);
  changeZone(world, avatar, entry.zone, nowMs);
  world.media.zoneChanged(avatar, from, entry.zone);
  world.knocks.moved(avatar);
  endUseOutOfReach(world, avatar);
  return true;
}
