import type { ServerMessage } from '@atrium/protocol';
import type { Door, World, WorldSpace } from '@atrium/world';
import { createWorldSpace, zoneIdOfObject } from '@atrium/world';
import { Boards } from '../boards/boards.ts';
import { Knocks } from '../doors/knocks.ts';
import { WorldDoors } from '../doors/worldDoors.ts';
import type { SignalingLimits } from '../limits.ts';
import { GateClaims } from './gateClaims.ts';
import { WorldMedia } from '../media/worldMedia.ts';
import type { SharedMedia } from '../media/worldMedia.ts';
import type { Moderation } from '../moderation/moderation.ts';
import { PersonalRestrictions } from './personalRestrictions.ts';
import { ObjectLocks } from '../objects/objectLocks.ts';
import type { BoardStore } from '../ports/boardStore.ts';
import type { DoorLocks } from '../ports/doorLocks.ts';
import type { Framing, SharedFrame } from '../ports/framing.ts';
import type { Problems } from '../ports/problems.ts';
import type { Gathering } from '../ports/tickets.ts';
import type { Avatar } from '../presence/avatar.ts';
import { ZoneCounts } from '../presence/zoneCounts.ts';
import { ZonePresence } from '../presence/zonePresence.ts';
import { Calls } from '../together/calls.ts';
import type { Departures } from './departures.ts';
import { NetworkIds } from './networkIds.ts';

/** What all Worlds of a server have in common. */
export interface SharedByWorlds {
  readonly framing: Framing;
  readonly newId: () => string;
  readonly departures: Departures;
  readonly media: SharedMedia;
  readonly doorLocks: DoorLocks;
  readonly boardStore: BoardStore;
  readonly problems: Problems;
  readonly moderation: Moderation;
}

/** A World while people are in it: who they are, where, and what they hold. Nothing of it outlives them. */
export class LiveWorld {
  readonly worldId: string;
  readonly workspaceId: string;
  readonly space: WorldSpace;
  readonly framing: Framing;
  readonly limits: SignalingLimits;
  /** Shifts the presence ticks of its Zones against those of other Worlds. */
  readonly phaseOffset: number;
  /** By personId: everyone in the World, those whose connection was lost a moment ago included. */
  readonly people = new Map<string, Avatar>();
  /** The groundZone first. */
  readonly zones: readonly ZonePresence[];
  readonly counts: ZoneCounts;
  readonly gates: GateClaims;
  readonly doors: WorldDoors;
  readonly knocks: Knocks;
  readonly calls: Calls;
  /** Objects and seats that are for one person at a time. */
  readonly locks: ObjectLocks;
  readonly boards: Boards;
  readonly networkIds: NetworkIds;
  readonly departures: Departures;
  readonly restrictions: PersonalRestrictions;
  readonly media: WorldMedia;
  readonly moderation: Moderation;
  readonly #shared: SharedByWorlds;
  #reviewAtMs = 0;
  readonly #zonesById: ReadonlyMap<string, ZonePresence>;

  constructor(
    worldId: string,
    world: World,
    shared: SharedByWorlds,
    limits: SignalingLimits,
    phaseOffset: number,
    lockedDoors: ReadonlySet<string>,
  ) {
    this.#shared = shared;
    this.phaseOffset = phaseOffset;
    this.worldId = worldId;
    this.workspaceId = world.workspaceId;
    this.moderation = shared.moderation;
    this.space = createWorldSpace(world);
    this.framing = shared.framing;
    this.limits = limits;
    this.zones = zonesOf(this.space, limits);
    this.#zonesById = new Map(this.zones.map((zone) => [zone.info.id, zone]));
    for (const zone of this.zones) zone.chain = this.#chainOf(zone);
    this.counts = new ZoneCounts(this.zones, limits.zoneCountsMs);
    this.gates = new GateClaims(this.space, limits);
    this.departures = shared.departures;
    this.networkIds = new NetworkIds(limits.networkIdRestMs);
    const zone = (zoneId: string) => this.zone(zoneId);
    this.doors = new WorldDoors(this.space, this.gates, zone, limits, lockedDoors);
    const isExcluded = ({ person }: Avatar, zoneId: string, nowMs: number) =>
      shared.moderation.exclusions.isExcluded(person.personId, worldId, zoneId, nowMs);
    this.restrictions = new PersonalRestrictions(this.space, this.gates, this.doors, zone, isExcluded);
    const { people } = this;
    const { newId, framing, problems, boardStore: store } = shared;
    this.knocks = new Knocks({
      people,
      doors: this.doors,
      limits,
      newId,
      zone,
      zoneOf: (avatar) => this.zoneOf(avatar),
      gatheringIdOf: (gathered) => this.gatheringIdOf(gathered),
    });
    this.calls = new Calls({ people, newId, callMs: limits.callMs });
    this.locks = new ObjectLocks(
      (lockId) => this.#zoneIdOfLock(lockId),
      (zoneId, message) => this.zone(zoneId)?.tellThose(() => true, message, framing),
    );
    const { boardSaveMs } = limits;
    this.boards = new Boards({ worldId, space: this.space, zone, framing, store, problems, boardSaveMs });
    this.media = new WorldMedia(world, this.zones, shared.media);
  }

  get isFull(): boolean {
    return this.people.size >= this.limits.maxPeoplePerWorld;
  }

  zone(zoneId: string): ZonePresence | undefined {
    return this.#zonesById.get(zoneId);
  }

  zoneOf(avatar: Avatar): ZonePresence {
    const zone = this.zones[avatar.zoneNumber];
    if (zone === undefined) throw new RangeError('An Avatar is in no Zone of its World.');
    return zone;
  }

  /** Of somebody who is here, or was a moment ago: what they hold may outlast their connection. */
  nameOf(personId: string, nowMs: number): string | undefined {
    const { person } = this.people.get(personId) ?? this.departures.of(this.worldId, personId, nowMs) ?? {};
    return person?.name;
  }

  /** Those that lead to a Zone. */
  doorsTo(zone: ZonePresence): readonly Door[] {
    return this.space.doorsTo(zone.info.id);
  }

  /** Of those who are in a Zone at this moment. */
  gatheringIdOf(zone: ZonePresence): string {
    return (zone.gatheringId ??= this.#shared.newId());
  }

  /** Those that somebody is part of: one for each Zone behind a Door that they are in. */
  gatheringsOf(avatar: Avatar): readonly Gathering[] {
    return this.zoneOf(avatar)
      .chain.filter((zone) => this.doorsTo(zone).length > 0)
      .map((zone) => ({ zoneId: zone.info.id, gatheringId: this.gatheringIdOf(zone) }));
  }

  /** Resolves once the locks of its Doors would be found after a crash. */
  keepDoorLocks(): Promise<void> {
    return this.#shared.doorLocks.save(this.worldId, this.doors.locked);
  }

  /** Somebody has come in, or back, on this connection: what they have to know besides who is there. */
  greet(avatar: Avatar, nowMs: number): void {
    this.boards.closeAll(avatar);
    const doors = this.doors.all();
    if (doors !== undefined) avatar.recipient.send(doors);
    this.doors.tellPasses(avatar, nowMs);
    const { networkId, status, hand, recipient } = avatar;
    if (hand !== null) recipient.send({ type: 'peer.changed', networkId, status, hand });
    this.knocks.resumed(avatar);
    this.knocks.arrived(avatar);
    this.calls.resumed(avatar);
  }

  /** To be called often; does what is due. */
  advance(nowMs: number): void {
    if (nowMs >= this.#reviewAtMs) {
      this.#reviewAtMs = nowMs + this.limits.doorStatesMs;
      const doors = this.doors.news(nowMs);
      if (doors !== undefined) this.tell(doors);
      this.knocks.advance(nowMs);
      this.calls.advance(nowMs);
      this.locks.expire(nowMs);
      this.boards.advance(nowMs);
    }
    this.media.advance(nowMs);
  }

  /** Tells everyone in the World, with a frame made once. */
  tell(message: ServerMessage): void {
    let frame: SharedFrame | undefined;
    for (const { recipient } of this.people.values()) {
      if (!recipient.listening) continue;
      frame ??= this.framing.text(JSON.stringify(message));
      recipient.sendShared(frame);
    }
  }

  #zoneIdOfLock(lockId: string): string {
    const seat = this.space.seat(lockId);
    if (seat !== undefined) return this.space.zones.at(seat.position).id;
    const object = this.space.object(lockId);
    return object === undefined ? this.space.zones.ground.id : zoneIdOfObject(this.space, object);
  }

  #chainOf(zone: ZonePresence): readonly ZonePresence[] {
    return this.space.zones
      .chain(zone.info.id)
      .map((zoneId) => this.#zonesById.get(zoneId))
      .filter((link) => link !== undefined);
  }
}

function zonesOf(space: WorldSpace, limits: SignalingLimits): readonly ZonePresence[] {
  const limitInFile = new Map(space.world.zones.map((zone) => [zone.id, zone.maxPeople]));
  return space.zones.all.map((info, number) => {
    // The groundZone is limited by its World alone.
    const maxPeople = number === 0 ? Infinity : limitInFile.get(info.id);
    return new ZonePresence(info, number, maxPeople ?? limits.maxPeopleByZoneType[info.type]);
  });
}
