import type { AvatarLook, ErrorCode, Status } from '@atrium/protocol';
import { nextSequence } from '@atrium/protocol';
import { MoveBudget } from '@atrium/world';
import type { Person } from '../ports/identity.ts';
import type { Gathering, TicketClaims } from '../ports/tickets.ts';
import type { AvatarEntry, Recipient } from '../presence/avatar.ts';
import { Avatar, noSequence, peerOf } from '../presence/avatar.ts';
import { addToZone } from './changeZone.ts';
import { Attention } from '../presence/attention.ts';
import { TokenBucket } from '../timing/tokenBucket.ts';
import type { EntryPlace } from './entryPlace.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { EntryRefusal } from '../worlds/worldFeature.ts';
import { placeAtSpawnPoint } from './placeAtSpawnPoint.ts';
import { placeOfTicket } from './placeOfTicket.ts';

/** Who wants to come in, known and checked. */
export interface Entrant {
  readonly person: Person;
  readonly look: AvatarLook;
  readonly spawnPointId: string | undefined;
  /** Of a ticket that holds, for this person and this World. */
  readonly ticket: TicketClaims | undefined;
  readonly status: Status;
  readonly blocked: ReadonlySet<string>;
  readonly recipient: Recipient;
}

export type Entry =
  | { readonly ok: true; readonly avatar: Avatar; readonly resumed: boolean }
  | {
      readonly ok: false;
      readonly code: Extract<ErrorCode, 'rate_limited' | 'world_full' | 'spawn_point_unknown' | EntryRefusal>;
    };

/**
 * Brings somebody into a World: to where they are, if they are in it still; else to the place of their ticket; else to a
 * SpawnPoint. Their Client has yet to be told.
 */
export function enterWorld(world: LiveWorld, entrant: Entrant, nowMs: number): Entry {
  const { person } = entrant;
  const { personId } = person;
  const present = world.people.get(personId);
  const departure = world.departures.of(world.worldId, personId, nowMs);
  // Each time others may have to be told, and a networkId is used up.
  const entries = (present ?? departure)?.entries ?? new TokenBucket(world.limits.entries);
  if (!entries.take(nowMs)) return { ok: false, code: 'rate_limited' };
  const refusal = world.hooks.refusesEntry(person, nowMs);
  if (refusal !== undefined) return { ok: false, code: refusal };
  if (present !== undefined) {
    takeOver(world, present, entrant);
    world.hooks.cameBack(present, nowMs);
    return { ok: true, avatar: present, resumed: true };
  }
  if (world.isFull) return { ok: false, code: 'world_full' };
  // Where they were when they left is known better than by any ticket; an older ticket leads no further back.
  const claims = entrant.ticket && { ...entrant.ticket, ...departure };
  const isAllowed = (zoneId: string) => !world.hooks.refusesZone(person, zoneId, nowMs);
  const newcomer = { person, isAllowed };
  const ticketed = claims && placeOfTicket(world, claims, newcomer, nowMs);
  const chosen = ticketed ?? placeAtSpawnPoint(world, entrant.spawnPointId, newcomer);
  if (chosen === 'unknown') return { ok: false, code: 'spawn_point_unknown' };
  const budgets = {
    moveBudget: departure?.moveBudget ?? new MoveBudget(nowMs),
    zoneChanges: departure?.zoneChanges ?? new TokenBucket(world.limits.zoneChanges),
    entries,
    attention: departure?.attention ?? new Attention(world.limits),
  };
  const avatar = chosen === 'full' ? undefined : arrive(world, entrant, chosen, budgets, nowMs);
  if (avatar === undefined) return { ok: false, code: 'world_full' };
  if (ticketed !== undefined) continueGatherings(world, avatar, claims?.gatherings ?? []);
  world.hooks.entered(avatar, nowMs);
  return { ok: true, avatar, resumed: ticketed !== undefined };
}

/** Another tab, or the same one after a short loss: the Avatar stays as it is, and nobody else notices. */
function takeOver(world: LiveWorld, avatar: Avatar, entrant: Entrant): void {
  avatar.recipient.supersede();
  avatar.recipient = entrant.recipient;
  avatar.readyFor = undefined;
  avatar.underWay = undefined;
  avatar.moveEpoch = nextSequence(avatar.moveEpoch);
  avatar.lastSequence = noSequence;
  const before = JSON.stringify(peerOf(avatar));
  avatar.person = entrant.person;
  avatar.look = entrant.look;
  avatar.status = entrant.status;
  avatar.blocked = entrant.blocked;
  if (JSON.stringify(peerOf(avatar)) === before) return;
  world.zoneOf(avatar).tell({ type: 'peer.joined', peer: peerOf(avatar) }, world.framing, avatar);
}

/** `undefined` where no networkId is left. */
function arrive(
  world: LiveWorld,
  entrant: Entrant,
  entry: EntryPlace,
  budgets: Pick<AvatarEntry, 'moveBudget' | 'zoneChanges' | 'entries' | 'attention'>,
  nowMs: number,
): Avatar | undefined {
  const networkId = world.networkIds.take(nowMs);
  if (networkId === undefined) return undefined;
  const { person, look, recipient, status, blocked } = entrant;
  const avatar = new Avatar({
    networkId,
    person,
    look,
    recipient,
    status,
    blocked,
    place: entry.place,
    zoneId: entry.zone.info.id,
    ...budgets,
    nowMs,
  });
  world.departures.forget(world.worldId, person.personId);
  world.people.set(person.personId, avatar);
  addToZone(world, avatar, entry.zone);
  world.gates.update(avatar, nowMs, true);
  avatar.seat = entry.seat;
  return avatar;
}

/** The first person who comes back to an empty room, after a restart for example, continues what was there before. */
function continueGatherings(world: LiveWorld, avatar: Avatar, gatherings: readonly Gathering[]): void {
  for (const zone of world.zoneOf(avatar).chain) {
    zone.gatheringId ??= gatherings.find(({ zoneId }) => zoneId === zone.info.id)?.gatheringId;
  }
}
