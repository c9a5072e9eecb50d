import type { ServerMessage } from '@atrium/protocol';
import type { Door, World, WorldSpace } from '@atrium/world';
import { createWorldSpace } from '@atrium/world';
import type { SignalingLimits } from '../limits.ts';
import { GateClaims } from '../movement/gateClaims.ts';
import { WorldMedia } from '../media/worldMedia.ts';
import type { SharedMedia } from '../media/worldMedia.ts';
import { PersonalRestrictions } from '../movement/personalRestrictions.ts';
import { SeatClaims } from '../movement/seatClaims.ts';
import type { Framing, SharedFrame } from '../ports/framing.ts';
import type { Gathering } from '../ports/tickets.ts';
import type { Avatar } from '../presence/avatar.ts';
import { ZoneCounts } from '../presence/zoneCounts.ts';
import { ZonePresence } from '../presence/zonePresence.ts';
import type { Departures } from './departures.ts';
import { NetworkIds } from './networkIds.ts';

/** What all Worlds of a server have in common. */
export interface SharedByWorlds {
  readonly framing: Framing;
  readonly newId: () => string;
  readonly departures: Departures;
  readonly media: SharedMedia;
}

/** A World while people are in it: who they are, where, and what they hold. Nothing of it outlives them. */
export class LiveWorld {
  readonly worldId: string;
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
  readonly seats = new SeatClaims();
  readonly networkIds: NetworkIds;
  readonly departures: Departures;
  readonly restrictions: PersonalRestrictions;
  readonly media: WorldMedia;
  readonly #newId: () => string;
  /** By the Zone they lead to. */
  readonly #doors: ReadonlyMap<string, readonly Door[]>;
  readonly #zonesById: ReadonlyMap<string, ZonePresence>;

  constructor(
    worldId: string,
    world: World,
    shared: SharedByWorlds,
    limits: SignalingLimits,
    phaseOffset: number,
  ) {
    this.#newId = shared.newId;
    this.phaseOffset = phaseOffset;
    this.worldId = worldId;
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
    this.restrictions = new PersonalRestrictions(this.space, this.gates, (zoneId) => this.zone(zoneId));
    this.#doors = doorsByZone(world);
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

  /** Those that lead to a Zone. */
  doorsTo(zone: ZonePresence): readonly Door[] {
    return this.#doors.get(zone.info.id) ?? [];
  }

  /** Those that somebody is part of: one for each Zone behind a Door that they are in. */
  gatheringsOf(avatar: Avatar): readonly Gathering[] {
    return this.zoneOf(avatar)
      .chain.filter((zone) => this.doorsTo(zone).length > 0)
      .map((zone) => ({ zoneId: zone.info.id, gatheringId: (zone.gatheringId ??= this.#newId()) }));
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

  #chainOf(zone: ZonePresence): readonly ZonePresence[] {
    return this.space.zones
      .chain(zone.info.id)
      .map((zoneId) => this.#zonesById.get(zoneId))
      .filter((link) => link !== undefined);
  }
}

function doorsByZone(world: World): ReadonlyMap<string, readonly Door[]> {
  const doors = new Map<string, Door[]>();
  for (const door of world.doors) {
    const others = doors.get(door.leadsToZone);
    if (others === undefined) doors.set(door.leadsToZone, [door]);
    else others.push(door);
  }
  return doors;
}

function zonesOf(space: WorldSpace, limits: SignalingLimits): readonly ZonePresence[] {
  const limitInFile = new Map(space.world.zones.map((zone) => [zone.id, zone.maxPeople]));
  return space.zones.all.map((info, number) => {
    // The groundZone is limited by its World alone.
    const maxPeople = number === 0 ? Infinity : limitInFile.get(info.id);
    return new ZonePresence(info, number, maxPeople ?? limits.maxPeopleByZoneType[info.type]);
  });
}
