import { correctPlace, sitOn } from './applyMoveIntent.ts';
import type { Avatar } from '../presence/avatar.ts';
import { changeZone } from './changeZone.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import { placeAtSpawnPoint } from './placeAtSpawnPoint.ts';

/**
 * Puts somebody out of the Zone they are in, to a SpawnPoint outside of it.
 *
 * @returns whether there was one
 */
export function removeFromZone(world: LiveWorld, avatar: Avatar, nowMs: number): boolean {
  const from = world.zoneOf(avatar);
  const isOutside = (zoneId: string) => !world.space.zones.chain(zoneId).includes(from.info.id);
  const entry = placeAtSpawnPoint(world, undefined, { person: avatar.person, isAllowed: isOutside });
  if (typeof entry === 'string') return false;
  sitOn(world, avatar, undefined);
  avatar.position.x = entry.place.x;
  avatar.position.y = entry.place.y;
  avatar.facing = entry.place.facing;
  avatar.state = 'idle';
  avatar.sampledAtMs = nowMs;
  correctPlace(avatar, { reason: 'removed', blocker: undefined });
  world.gates.update(avatar, nowMs, true);
  changeZone(world, avatar, entry.zone, nowMs);
  world.hooks.moved(avatar, nowMs);
  return true;
}
