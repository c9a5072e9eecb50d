import type { ServerMessage } from '@atrium/protocol';
import type { Door, WorldSpace } from '@atrium/world';
import { SpaceChange, spaceOf } from '@atrium/world';
import type { SignalingLimits } from '../limits.ts';
import type { Framing, SharedFrame } from '../ports/framing.ts';
import type { Ids } from '../ports/ids.ts';
import type { Person } from '../ports/identity.ts';
import type { Problems } from '../ports/problems.ts';
import type { Tenure } from '../ports/worldPlaces.ts';
import type { LoadedWorld } from '../ports/worldSource.ts';
import type { Gathering } from '../ports/tickets.ts';
import type { Avatar } from '../presence/avatar.ts';
import { ZoneCounts } from '../presence/zoneCounts.ts';
import { ZonePresence } from '../presence/zonePresence.ts';
import type { Departures } from './departures.ts';
import { FeatureHooks } from './featureHooks.ts';
import { GateClaims } from './gateClaims.ts';
import { NetworkIds } from './networkIds.ts';
import { PersonalRestrictions } from './personalRestrictions.ts';
import type { WorldFeatures } from './worldFeature.ts';

/** What all Worlds of a server have in common. */
export interface SharedByWorlds<F extends WorldFeatures = WorldFeatures> {
  readonly framing: Framing;
  readonly ids: Ids;
  readonly departures: Departures;
  readonly problems: Problems;
  /** Makes the features of one World; its Zones are there already, and nobody is in it. */
  readonly createFeatures: (world: LiveWorld) => F;
}

/** A World while people are in it: who they are and where. What they do there is for its features. */
export class LiveWorld<F extends WorldFeatures = WorldFeatures> {
  readonly worldId: string;
  /** By which this server has it. */
  readonly tenure: Tenure;
  readonly workspaceId: string;
  readonly framing: Framing;
  readonly ids: Ids;
  readonly limits: SignalingLimits;
  /** Shifts the presence ticks of its Zones against those of other Worlds. */
  readonly phaseOffset: number;
  /** By personId: everyone in the World, those whose connection was lost a moment ago included. */
  readonly people = new Map<string, Avatar>();
  readonly counts: ZoneCounts;
  readonly gates: GateClaims;
  readonly networkIds: NetworkIds;
  readonly departures: Departures;
  readonly features: F;
  /** Asks and tells all features. */
  readonly hooks: FeatureHooks;
  #version: number;
  #space: WorldSpace;
  #zones: readonly ZonePresence[];
  #zonesById: ReadonlyMap<string, ZonePresence>;
  #restrictions: PersonalRestrictions;
  #maxPeople: number;
  #name: string;
  /** By Zone: since which version it is known that people come into it as they do now. */
  #accessSince: ReadonlyMap<string, number>;

  constructor(
    tenure: Tenure,
    { world, layout, name, version, maxPeople }: LoadedWorld,
    shared: SharedByWorlds<F>,
    limits: SignalingLimits,
    phaseOffset: number,
  ) {
    this.phaseOffset = phaseOffset;
    this.tenure = tenure;
    this.worldId = tenure.worldId;
    this.workspaceId = world.workspaceId;
    this.#version = version;
    this.#name = name;
    this.#space = spaceOf(world, layout);
    this.framing = shared.framing;
    this.ids = shared.ids;
    this.limits = limits;
    this.#maxPeople = Math.min(maxPeople ?? Infinity, limits.maxPeoplePerWorld);
    this.#zones = zonesOf(this.space, limits, new Map());
    this.#zonesById = byId(this.#zones);
    this.#accessSince = new Map(this.#zones.map(({ info }) => [info.id, version]));
    for (const zone of this.zones) zone.chain = this.#chainOf(zone);
    this.counts = new ZoneCounts(this.zones, limits.zoneCountsMs);
    this.gates = new GateClaims(this.space, limits);
    this.departures = shared.departures;
    this.networkIds = new NetworkIds(limits.networkIdRestMs);
    this.features = shared.createFeatures(this);
    this.hooks = new FeatureHooks(this.features.all, shared.problems);
    this.#restrictions = this.#restrictionsNow();
  }

  /** The number of the version that people are in. */
  get version(): number {
    return this.#version;
  }

  get space(): WorldSpace {
    return this.#space;
  }

  /** The groundZone first. */
  get zones(): readonly ZonePresence[] {
    return this.#zones;
  }

  get restrictions(): PersonalRestrictions {
    return this.#restrictions;
  }

  /**
   * Puts another version in the place of the one that people are in. Zones live on by their ids. Where people are in it, and
   * that they are told, is for the caller (`changeWorld`).
   *
   * @param space of the version
   * @returns what is different
   */
  become({ version, maxPeople }: LoadedWorld, space: WorldSpace): SpaceChange {
    const change = new SpaceChange(this.#space, space);
    this.#space = change.after;
    this.#version = version;
    this.#maxPeople = Math.min(maxPeople ?? Infinity, this.limits.maxPeoplePerWorld);
    this.#zones = zonesOf(change.after, this.limits, this.#zonesById);
    this.#zonesById = byId(this.#zones);
    for (const zone of this.#zones) zone.chain = this.#chainOf(zone);
    const since = this.#accessSince;
    this.#accessSince = new Map(
      this.#zones.map(({ info: { id } }) => [
        id,
        change.hasSameAccess(id) ? (since.get(id) ?? version) : version,
      ]),
    );
    this.counts.replaceZones(this.#zones);
    this.gates.worldChanged(change.after);
    this.#restrictions = this.#restrictionsNow();
    return change;
  }

  /** Whether it is known that people came into a Zone as they do now when the World was in an earlier version. */
  hasSameAccessSince(zoneId: string, version: number): boolean {
    return (this.#accessSince.get(zoneId) ?? Infinity) <= version;
  }

  /** What the World is called now. */
  get name(): string {
    return this.#name;
  }

  /** Gives the World another name, and tells everyone in it. */
  rename(name: string): void {
    if (name === this.#name) return;
    this.#name = name;
    this.tell({ type: 'world.renamed', name });
  }

  get isFull(): boolean {
    return this.people.size >= this.#maxPeople;
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
  personOf(personId: string, nowMs: number): Person | undefined {
    return (this.people.get(personId) ?? this.departures.of(this.worldId, personId, nowMs))?.person;
  }

  /** Those that lead to a Zone. */
  doorsTo(zone: ZonePresence): readonly Door[] {
    return this.space.doorsTo(zone.info.id);
  }

  /** Of those who are in a Zone at this moment. */
  gatheringIdOf(zone: ZonePresence): string {
    return (zone.gatheringId ??= this.ids.newId());
  }

  /** Those that somebody is part of: one for each Zone behind a Door that they are in. */
  gatheringsOf(avatar: Avatar): readonly Gathering[] {
    return this.zoneOf(avatar)
      .chain.filter((zone) => this.doorsTo(zone).length > 0)
      .map((zone) => ({ zoneId: zone.info.id, gatheringId: this.gatheringIdOf(zone) }));
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

  #restrictionsNow(): PersonalRestrictions {
    return new PersonalRestrictions(this.#space, this.gates, this.hooks, (zoneId) => this.zone(zoneId));
  }

  #chainOf(zone: ZonePresence): readonly ZonePresence[] {
    return this.space.zones
      .chain(zone.info.id)
      .map((zoneId) => this.#zonesById.get(zoneId))
      .filter((link) => link !== undefined);
  }
}

function byId(zones: readonly ZonePresence[]): ReadonlyMap<string, ZonePresence> {
  return new Map(zones.map((zone) => [zone.info.id, zone]));
}

/** @param known by id: those that there are already, which become what they are now */
function zonesOf(
  space: WorldSpace,
  limits: SignalingLimits,
  known: ReadonlyMap<string, ZonePresence>,
): readonly ZonePresence[] {
  const limitInFile = new Map(space.world.zones.map((zone) => [zone.id, zone.maxPeople]));
  return space.zones.all.map((info, number) => {
    // The groundZone is limited by its World alone.
    const limit = number === 0 ? Infinity : limitInFile.get(info.id);
    const maxPeople = limit ?? limits.maxPeopleByZoneType[info.type];
    const zone = known.get(info.id);
    zone?.become(info, number, maxPeople);
    return zone ?? new ZonePresence(info, number, maxPeople);
  });
}
