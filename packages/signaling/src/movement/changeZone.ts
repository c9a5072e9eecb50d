import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Avatar } from '../presence/avatar.ts';
import { peerOf } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';

/** Takes an Avatar from its Zone to another; both Zones hear of it, and its Client sees who is there now. */
export function changeZone(world: LiveWorld, avatar: Avatar, zone: ZonePresence, nowMs: number): void {
  const from = world.zoneOf(avatar);
  avatar.hand = null;
  removeFromZone(world, avatar, 'zone');
  addToZone(world, avatar, zone);
  world.knocks.leftZone(avatar, zone);
  endEmptied(world, from);
  sendSnapshot(world, avatar, zone, nowMs);
  world.doors.zoneChanged(avatar, from, zone, (left) => world.gatheringIdOf(left), nowMs);
  world.knocks.arrived(avatar);
}

/** Those in the Zone hear of someone who has come; the one who came hears nothing yet. */
export function addToZone(world: LiveWorld, avatar: Avatar, zone: ZonePresence): void {
  zone.tell({ type: 'peer.joined', peer: peerOf(avatar) }, world.framing, avatar);
  zone.add(avatar);
  world.counts.changed(zone);
}

/** What an Avatar's stay in a Zone brought with it ends here, too. @param reason whether the Avatar is still in the World */
export function removeFromZone(world: LiveWorld, avatar: Avatar, reason: 'zone' | 'world'): void {
  const zone = world.zoneOf(avatar);
  zone.remove(avatar);
  zone.tell({ type: 'peer.left', networkId: avatar.networkId, reason }, world.framing, avatar);
  world.counts.changed(zone);
  world.boards.leftZone(avatar, zone);
}

/**
 * What ends with the last person within a Zone. To be called when somebody has left it and is where they are now: who
 * goes on to a room within the Zone has not left it empty for a moment.
 */
export function endEmptied(world: LiveWorld, left: ZonePresence): void {
  for (const zone of left.chain) {
    if (zone.peopleWithin > 0) continue;
    zone.gatheringId = undefined;
    world.doors.emptied(zone);
    world.knocks.emptied(zone);
    world.boards.emptied(zone);
  }
}

/**
 * Everyone else in the Zone, as they are now, and what is held there. Sent on entering a World and on changing Zone, and
 * never otherwise.
 */
export function sendSnapshot(world: LiveWorld, avatar: Avatar, zone: ZonePresence, nowMs: number): void {
  const peers = zone.members.filter((member) => member !== avatar).map(peerOf);
  avatar.recipient.send({ type: 'snapshot', zoneId: zone.info.id, peers });
  const held = world.locks.statesIn(zone.info.id, nowMs);
  if (held !== undefined) avatar.recipient.send(held);
}
