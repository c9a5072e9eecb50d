import type { Avatar } from '../presence/avatar.ts';
import { peerOf } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';

/** Takes an Avatar from its Zone to another; both Zones hear of it, and its Client sees who is there now. */
export function changeZone(world: LiveWorld, avatar: Avatar, to: ZonePresence, nowMs: number): void {
  const from = world.zoneOf(avatar);
  avatar.hand = null;
  avatar.dancing = false;
  takeLeave(world, avatar, to);
  addToZone(world, avatar, to);
  world.hooks.leftZone(avatar, from, to);
  endEmptied(world, from);
  sendSnapshot(world, avatar, to, nowMs);
  world.hooks.changedZone(avatar, from, to, nowMs);
}

/** Takes an Avatar out of the Zone it is in, and of the World. */
export function leaveLastZone(world: LiveWorld, avatar: Avatar): void {
  const from = world.zoneOf(avatar);
  takeLeave(world, avatar, undefined);
  world.hooks.leftZone(avatar, from, undefined);
  endEmptied(world, from);
}

/** Those in the Zone hear of someone who has come; the one who came hears nothing yet. */
export function addToZone(world: LiveWorld, avatar: Avatar, zone: ZonePresence): void {
  zone.tell({ type: 'peer.joined', peer: peerOf(avatar) }, world.framing, avatar);
  zone.add(avatar);
  world.counts.changed(zone);
}

/** Everyone else in the Zone as they are now, and what is there. Sent on entering a World and on changing Zone alone. */
export function sendSnapshot(world: LiveWorld, avatar: Avatar, zone: ZonePresence, nowMs: number): void {
  const peers = zone.members.filter((member) => member !== avatar).map(peerOf);
  avatar.recipient.send({ type: 'snapshot', zoneId: zone.info.id, peers });
  world.hooks.showZone(avatar, zone, nowMs);
}

/** @param to where the Avatar goes; `undefined`: out of the World. Who is in a PrivateRoom is told to nobody outside. */
function takeLeave(world: LiveWorld, avatar: Avatar, to: ZonePresence | undefined): void {
  const zone = world.zoneOf(avatar);
  zone.remove(avatar);
  const { networkId } = avatar;
  const reason = to === undefined ? 'world' : 'zone';
  const zoneId = to === undefined || to.info.type === 'PrivateRoom' ? null : to.info.id;
  zone.tell({ type: 'peer.left', networkId, reason, zoneId }, world.framing, avatar);
  world.counts.changed(zone);
}

/**
 * What ends with the last person within a Zone. Called when a person has left it and is where they are now: who goes on
 * to a room within the Zone has not left it empty for a moment.
 */
function endEmptied(world: LiveWorld, left: ZonePresence): void {
  for (const zone of left.chain) {
    if (zone.peopleWithin > 0) continue;
    zone.gatheringId = undefined;
    world.hooks.emptied(zone);
  }
}
