import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Avatar } from './avatar.ts';
import { peerOf } from './avatar.ts';
import type { ZonePresence } from './zonePresence.ts';

/** Takes an Avatar from its Zone to another; both Zones hear of it, and its Client sees who is there now. */
export function changeZone(world: LiveWorld, avatar: Avatar, zone: ZonePresence): void {
  removeFromZone(world, avatar, 'zone');
  addToZone(world, avatar, zone);
  sendSnapshot(avatar, zone);
}

/** Those in the Zone hear of someone who has come; the one who came hears nothing yet. */
export function addToZone(world: LiveWorld, avatar: Avatar, zone: ZonePresence): void {
  zone.tell({ type: 'peer.joined', peer: peerOf(avatar) }, world.framing, avatar);
  zone.add(avatar);
  world.counts.changed(zone);
}

/** @param reason whether the Avatar is still in the World */
export function removeFromZone(world: LiveWorld, avatar: Avatar, reason: 'zone' | 'world'): void {
  const zone = world.zoneOf(avatar);
  zone.remove(avatar);
  zone.tell({ type: 'peer.left', networkId: avatar.networkId, reason }, world.framing, avatar);
  world.counts.changed(zone);
}

/** Everyone else in the Zone, as they are now. Sent on entering a World and on changing Zone, and never otherwise. */
export function sendSnapshot(avatar: Avatar, zone: ZonePresence): void {
  const peers = zone.members.filter((member) => member !== avatar).map(peerOf);
  avatar.recipient.send({ type: 'snapshot', zoneId: zone.info.id, peers });
}
