import type { AvatarLook, ErrorCode } from '@atrium/protocol';
import { nextSequence } from '@atrium/protocol';
import { MoveBudget } from '@atrium/world';
import type { Person } from '../ports/identity.ts';
import type { TicketClaims } from '../ports/tickets.ts';
import type { Recipient } from '../presence/avatar.ts';
import { Avatar, noSequence, peerOf } from '../presence/avatar.ts';
import { addToZone } from '../presence/changeZone.ts';
import { TokenBucket } from '../timing/tokenBucket.ts';
import type { EntryPlace } from './choosePlace.ts';
import { placeAtSpawnPoint, placeOfTicket } from './choosePlace.ts';
import type { LiveWorld } from './liveWorld.ts';

/** Who wants to come in, known and checked. */
export interface Entrant {
  readonly person: Person;
  readonly look: AvatarLook;
  readonly spawnPointId: string | undefined;
  /** Of a ticket that holds, for this person and this World. */
  readonly ticket: TicketClaims | undefined;
  readonly recipient: Recipient;
}

export type Entry =
  | { readonly ok: true; readonly avatar: Avatar; readonly resumed: boolean }
  | { readonly ok: false; readonly code: Extract<ErrorCode, 'world_full' | 'spawn_point_unknown'> };

/**
 * Brings somebody into a World: to where they are, if they are in it still; else to the place of their ticket; else to a
 * SpawnPoint. Their Client has yet to be told.
 */
export function enterWorld(world: LiveWorld, entrant: Entrant, random: () => number, nowMs: number): Entry {
  const present = world.people.get(entrant.person.personId);
  if (present !== undefined) {
    takeOver(world, present, entrant);
    return { ok: true, avatar: present, resumed: true };
  }
  if (world.isFull) return { ok: false, code: 'world_full' };
  const ticketed = entrant.ticket && placeOfTicket(world, entrant.ticket, nowMs);
  const chosen = ticketed ?? placeAtSpawnPoint(world, entrant.spawnPointId, random);
  if (chosen === 'unknown') return { ok: false, code: 'spawn_point_unknown' };
  const avatar = chosen === 'full' ? undefined : arrive(world, entrant, chosen, nowMs);
  if (avatar === undefined) return { ok: false, code: 'world_full' };
  return { ok: true, avatar, resumed: ticketed !== undefined };
}

/** Another tab, or the same one after a short loss: the Avatar stays as it is, and nobody else notices. */
function takeOver(world: LiveWorld, avatar: Avatar, entrant: Entrant): void {
  avatar.recipient.supersede();
  avatar.recipient = entrant.recipient;
  avatar.moveEpoch = nextSequence(avatar.moveEpoch);
  avatar.lastSequence = noSequence;
  const before = JSON.stringify(peerOf(avatar));
  avatar.person = entrant.person;
  avatar.look = entrant.look;
  if (JSON.stringify(peerOf(avatar)) === before) return;
  world.zoneOf(avatar).tell({ type: 'peer.joined', peer: peerOf(avatar) }, world.framing, avatar);
}

/** `undefined` where no networkId is left. */
function arrive(world: LiveWorld, entrant: Entrant, entry: EntryPlace, nowMs: number): Avatar | undefined {
  const networkId = world.networkIds.take(nowMs);
  if (networkId === undefined) return undefined;
  const { person, look, recipient } = entrant;
  const avatar = new Avatar({
    networkId,
    person,
    look,
    recipient,
    place: entry.place,
    zoneId: entry.zone.info.id,
    moveBudget: new MoveBudget(nowMs),
    zoneChanges: new TokenBucket(world.limits.zoneChanges),
    nowMs,
  });
  world.people.set(person.personId, avatar);
  addToZone(world, avatar, entry.zone);
  world.gates.update(avatar, nowMs, true);
  if (entry.seat !== undefined) {
    world.seats.take(person.personId, entry.seat);
    avatar.seat = entry.seat;
  }
  return avatar;
}
