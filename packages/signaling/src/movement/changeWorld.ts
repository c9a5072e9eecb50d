import type { ServerMessage, Someone } from '@atrium/protocol';
import { nextSequence } from '@atrium/protocol';
import type { Seat, SpaceChange, WorldSpace } from '@atrium/world';
import { distance } from '@atrium/world';
import type { SharedFrame } from '../ports/framing.ts';
import type { LoadedWorld } from '../ports/worldSource.ts';
import type { Avatar } from '../presence/avatar.ts';
import { peerOf, placeOf } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { LiveWorld } from '../worlds/liveWorld.ts';
import type { Settlement, Settler, SettlingRules } from './settlePeople.ts';
import { settlePeople } from './settlePeople.ts';

/** For how long MoveIntents from before a change of the World may still arrive, in ms. */
const underWayMs = 1_000;

/** A version that takes the place of another. Its space is made ahead of the turn in which a World changes. */
export interface NextWorld {
  readonly loaded: LoadedWorld;
  readonly space: WorldSpace;
}

/** Somebody for whom the World has changed. */
interface Settled {
  readonly avatar: Avatar;
  readonly from: ZonePresence;
  readonly to: ZonePresence;
  readonly seatBefore: Seat | undefined;
  /** `undefined`: there is no place for them. */
  readonly settlement: Settlement | undefined;
}

/**
 * Puts another version in the place of the one that people are in, and everybody where they are in it. All at once: nobody
 * is told of anyone whom a Door keeps apart from them. Who has no place in it is sent away.
 */
export function changeWorld(
  world: LiveWorld,
  { loaded, space }: NextWorld,
  by: Someone,
  nowMs: number,
): void {
  const zonesBefore = new Map(Array.from(world.people.values(), (avatar) => [avatar, world.zoneOf(avatar)]));
  const withinBefore = peopleWithin(zonesBefore);
  const change = world.become(loaded, space);
  world.hooks.worldChanged(change);
  const settled = settle(world, change, zonesBefore, nowMs);
  for (const zone of new Set([...zonesBefore.values(), ...world.zones])) zone.clear();
  for (const one of settled) putInPlace(world, one, nowMs);
  for (const one of settled) tellOfChange(world, one, by);
  tellThoseWhoStay(world, settled);
  for (const { avatar, from, to } of settled) if (from !== to) world.hooks.leftZone(avatar, from, to);
  endEmptied(world, withinBefore);
  for (const { avatar, seatBefore } of settled) {
    if (avatar.seat?.id !== seatBefore?.id) world.hooks.seatChanged(avatar, seatBefore);
  }
  sendSnapshots(world, settled, nowMs);
  world.tell(world.counts.all());
  for (const { avatar, from, to, settlement } of settled) {
    world.hooks.settled(
      avatar,
      { from, to, isSilenced: settlement !== undefined && settlement.silenced !== null },
      nowMs,
    );
    // Who dances goes on where they stand.
    if (avatar.discontinuity || !avatar.dancing) world.hooks.moved(avatar, nowMs);
  }
  for (const { avatar, settlement } of settled)
    if (settlement === undefined) avatar.recipient.evict('worldOutdated');
}

/** By Zone: who is in it and in the Zones within it. */
function peopleWithin(
  zones: ReadonlyMap<Avatar, ZonePresence>,
): ReadonlyMap<ZonePresence, readonly Avatar[]> {
  const within = new Map<ZonePresence, Avatar[]>();
  for (const [avatar, { chain }] of zones) {
    for (const zone of chain) within.set(zone, [...(within.get(zone) ?? []), avatar]);
  }
  return within;
}

function settle(
  world: LiveWorld,
  change: SpaceChange,
  zonesBefore: ReadonlyMap<Avatar, ZonePresence>,
  nowMs: number,
): readonly Settled[] {
  const { hooks, people } = world;
  const ask = (settler: Settler, question: (avatar: Avatar) => boolean) => {
    const avatar = people.get(settler.personId);
    return avatar !== undefined && question(avatar);
  };
  const rules: SettlingRules = {
    admits: (settler, door, othersInside) =>
      ask(settler, ({ person }) => hooks.doorFor(person, door, nowMs, othersInside) === 'open'),
    isKeptOut: (settler, zoneId) => ask(settler, ({ person }) => hooks.refusesZone(person, zoneId, nowMs)),
    maxPeople: (zoneId) => world.zone(zoneId)?.maxPeople ?? Infinity,
  };
  const settlements = settlePeople(change, Array.from(people.values(), settlerOf), rules);
  return Array.from(zonesBefore, ([avatar, from]) => {
    const settlement = settlements.get(avatar.person.personId);
    // Who has no place is nowhere for as long as it takes to send them away.
    const to = world.zone(settlement?.zoneId ?? '') ?? world.zones[0];
    if (to === undefined) throw new RangeError('A World without a groundZone.');
    return { avatar, from, to, seatBefore: avatar.seat, settlement };
  });
}

function settlerOf({ person, position, facing, state, zoneId, seat, gate }: Avatar): Settler {
  const { personId, role } = person;
  const { x, y } = position;
  return { personId, role, position: { x, y }, facing, state, zoneId, seatId: seat?.id, gateId: gate?.id };
}

function putInPlace(world: LiveWorld, { avatar, from, to, settlement }: Settled, nowMs: number): void {
  const isInFrame = avatar.changed;
  to.add(avatar);
  if (from !== to) {
    avatar.hand = null;
    avatar.dancing = false;
    avatar.recipient.missed = undefined;
  }
  if (settlement === undefined) return;
  const { place, seat, silenced } = settlement;
  const isElsewhere = distance(avatar.position, place) > 0;
  const isOther = isElsewhere || avatar.facing !== place.facing || avatar.state !== place.state;
  avatar.position.x = place.x;
  avatar.position.y = place.y;
  avatar.facing = place.facing;
  avatar.state = place.state;
  avatar.seat = seat;
  // Nobody stands still for others because their steps were on the way to the server.
  const hasStayed = !isElsewhere && from === to && silenced === null;
  const { moveEpoch } = avatar;
  avatar.underWay = hasStayed ? { moveEpoch, untilMs: nowMs + underWayMs } : undefined;
  avatar.moveEpoch = nextSequence(moveEpoch);
  avatar.discontinuity ||= isElsewhere;
  if (isOther) avatar.sampledAtMs = nowMs;
  if (isOther || isInFrame) to.markChanged(avatar);
  world.gates.settle(avatar, nowMs);
}

function tellOfChange(world: LiveWorld, { avatar, settlement }: Settled, by: Someone): void {
  if (settlement === undefined || !avatar.recipient.listening) return;
  const { moved, silenced, zoneId } = settlement;
  avatar.recipient.send({
    type: 'world.changed',
    version: world.version,
    by,
    moveEpoch: avatar.moveEpoch,
    place: placeOf(avatar),
    zoneId,
    moved,
    silenced,
  });
}

/** Those who are in the same Zone as before hear of who has gone and who has come; the others get a snapshot. */
function tellThoseWhoStay(world: LiveWorld, settled: readonly Settled[]): void {
  const stayed = new Set(settled.filter(({ from, to }) => from === to).map(({ avatar }) => avatar));
  const isFor = (member: Avatar) => stayed.has(member);
  for (const { avatar, from, to } of settled) {
    if (from === to) continue;
    const { networkId } = avatar;
    const zoneId = to.info.type === 'PrivateRoom' ? null : to.info.id;
    from.tellThose(isFor, { type: 'peer.left', networkId, reason: 'zone', zoneId }, world.framing);
    if (from.someoneIsBehind) for (const { recipient } of from.members) recipient.missed?.delete(avatar);
    to.tellThose(isFor, { type: 'peer.joined', peer: peerOf(avatar) }, world.framing);
  }
}

/** Those who are in another Zone see who is there now. Each Zone is written once: a whole World may have moved. */
function sendSnapshots(world: LiveWorld, settled: readonly Settled[], nowMs: number): void {
  const written = new Map<ZonePresence, SharedFrame>();
  const frameOf = (zone: ZonePresence) => {
    const known = written.get(zone);
    if (known !== undefined) return known;
    const message: ServerMessage = {
      type: 'snapshot',
      zoneId: zone.info.id,
      peers: zone.members.map(peerOf),
    };
    const frame = world.framing.text(JSON.stringify(message));
    written.set(zone, frame);
    return frame;
  };
  for (const { avatar, from, to, settlement } of settled) {
    const { recipient } = avatar;
    if (from === to || settlement === undefined || !recipient.listening) continue;
    recipient.sendShared(frameOf(to));
    world.hooks.showZone(avatar, to, nowMs);
  }
}

/** What ends where nobody is left of those who were within a Zone. */
function endEmptied(world: LiveWorld, withinBefore: ReadonlyMap<ZonePresence, readonly Avatar[]>): void {
  for (const [zone, avatars] of withinBefore) {
    if (avatars.some((avatar) => world.zoneOf(avatar).chain.includes(zone))) continue;
    zone.gatheringId = undefined;
    world.hooks.emptied(zone);
  }
}
