import type { ClientMessageOf } from '@atrium/protocol';
import type { WorldSpace } from '@atrium/world';
import type { MediaThresholds } from '../limits.ts';
import type { IceServers } from '../ports/iceServers.ts';
import type { Measures } from '../ports/measures.ts';
import type { Problems } from '../ports/problems.ts';
import type { Sfu } from '../ports/sfu.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import { Interval } from '../timing/interval.ts';
import type { Connected } from './connected.ts';
import type { Link } from './link.ts';
import { otherEnd, routeOf } from './link.ts';
import { peopleOfPair } from './earshot.ts';
import { MediaMember } from './mediaMember.ts';
import type { PairVerdict } from './policy/judgePair.ts';
import { isPaused } from './permission.ts';
import { isThroughDoor } from './throughDoor.ts';
import type { SharedByZones } from './zoneMedia.ts';
import { ZoneMedia } from './zoneMedia.ts';

/** What the media of all Worlds of a server share. */
export interface SharedMedia {
  readonly thresholds: MediaThresholds;
  readonly iceServers: IceServers;
  readonly sfu: Sfu | undefined;
  readonly problems: Problems;
  readonly measures: Measures;
  readonly newId: () => string;
  readonly nowMs: () => number;
}

/** What the media of a World need to know of it, as it is at the moment. */
export interface MediaSurroundings {
  readonly worldId: string;
  readonly version: number;
  readonly space: WorldSpace;
  readonly zones: readonly ZonePresence[];
}

const allOff = { microphone: false, camera: false, screen: false } as const;

/** Somebody who takes part, and where. */
interface Participant {
  readonly member: MediaMember;
  /** The Zone whose media they are part of. */
  zone: ZoneMedia | undefined;
  /** The Zone that they have walked into, and when its media begin. */
  arrival: { readonly zone: ZoneMedia; readonly dueAtMs: number } | undefined;
}

/** The control plane of the media of one World: who is connected with whom. Forwards nothing itself. */
export class WorldMedia {
  readonly #world: MediaSurroundings;
  readonly #shared: SharedByZones;
  readonly #people = new Map<string, Participant>();
  readonly #zones = new Map<string, ZoneMedia>();
  /** By personId: in which version of the World they were silenced last. */
  readonly #silencedIn = new Map<string, number>();
  readonly #linksById = new Map<string, Link>();
  readonly #toReview = new Set<ZoneMedia>();
  readonly #needRelay = new Set<string>();
  readonly #pairVerdicts = new Map<string, PairVerdict>();
  readonly #muted = new Set<string>();
  /** How often faults in what is done again and again are reported. */
  readonly #faults = new Interval(10_000);
  #reviewedAtMs = 0;

  constructor(world: MediaSurroundings, shared: SharedMedia) {
    this.#world = world;
    this.#shared = {
      ...shared,
      worldId: world.worldId,
      linksById: this.#linksById,
      needRelay: this.#needRelay,
      pairVerdicts: this.#pairVerdicts,
      requestReview: (zone: ZoneMedia) => void this.#toReview.add(zone),
    };
    for (const zone of world.zones) this.#zones.set(zone.info.id, new ZoneMedia(zone, this.#shared));
  }

  // What happens to people

  /** They are in the World, in this Zone, whether their Client takes part in media or not. */
  placed({ person: { personId }, zoneId }: Avatar): void {
    this.#shared.sfu?.placed(this.#world.worldId, personId, zoneId);
  }

  /** Their Client says what is switched on; the first time in a session it joins. */
  stateChanged(avatar: Avatar, message: ClientMessageOf<'media.state'>): void {
    const { microphone, camera, screen, doNotDisturb, audioOnly, canCall, holds } = message;
    const said = { microphone, camera, screen, doNotDisturb, audioOnly, canCall };
    const { worldVersion = Infinity } = message;
    // Said before their Client knew that it was silenced.
    const isOutdated = worldVersion < (this.#silencedIn.get(avatar.person.personId) ?? 0);
    const switches = isOutdated ? { ...said, ...allOff } : said;
    const participant = this.#people.get(avatar.person.personId);
    if (participant === undefined) return this.#join(avatar, switches, new Set(holds));
    const { member } = participant;
    const isAttaching = member.awaySinceMs !== undefined || member.avatar !== avatar;
    member.switches = switches;
    member.avatar = avatar;
    if (isAttaching) this.#attach(participant, new Set(holds));
    this.#applySwitches(participant);
  }

  /** A new connection of somebody, or none: nothing can be told them until they say what they have switched on. */
  stopListening(personId: string): void {
    const member = this.member(personId);
    if (member !== undefined) member.awaySinceMs ??= this.#shared.nowMs();
  }

  /** At once: what they are part of ends before the next Zone's media begin. */
  zoneChanged(avatar: Avatar, from: ZonePresence, to: ZonePresence): void {
    this.placed(avatar);
    const participant = this.#people.get(avatar.person.personId);
    if (participant === undefined) return;
    const isAtOnce = isThroughDoor(this.#world.space.world, avatar.position, [from.info.id, to.info.id]);
    this.#leaveZone(participant);
    this.#arrive(participant, isAtOnce ? 0 : this.#shared.thresholds.dwellMs);
  }

  /** The World has changed: Zones live on by their ids, and those that are gone close when their people have left. */
  worldChanged(): void {
    const known = new Map(this.#zones);
    this.#zones.clear();
    for (const zone of this.#world.zones) {
      const { id } = zone.info;
      this.#zones.set(id, known.get(id) ?? new ZoneMedia(zone, this.#shared));
    }
    for (const zone of [...known.values(), ...this.#zones.values()]) this.#toReview.add(zone);
  }

  /** Switches off what a person sends, until they switch it on again. */
  silence({ person: { personId } }: Avatar): void {
    this.#silencedIn.set(personId, this.#world.version);
    const participant = this.#people.get(personId);
    if (participant === undefined) return;
    const { member } = participant;
    member.switches = { ...member.switches, ...allOff };
    this.#applySwitches(participant);
  }

  /** For good: nobody hears them any more. */
  left(personId: string): void {
    this.#shared.sfu?.placed(this.#world.worldId, personId, undefined);
    this.#silencedIn.delete(personId);
    const participant = this.#people.get(personId);
    if (participant === undefined) return;
    this.#leaveZone(participant);
    this.#people.delete(personId);
    for (const key of this.#pairVerdicts.keys())
      if (peopleOfPair(key).includes(personId)) this.#pairVerdicts.delete(key);
  }

  setMuted(personId: string, isMuted: boolean): void {
    if (isMuted) this.#muted.add(personId);
    else this.#muted.delete(personId);
    const participant = this.#people.get(personId);
    if (participant === undefined || participant.member.muted === isMuted) return;
    participant.member.muted = isMuted;
    this.#applySwitches(participant);
  }

  /** Somebody has blocked other people for themselves, or does so no longer. */
  blocksChanged({ person }: Avatar): void {
    const zone = this.#people.get(person.personId)?.zone;
    if (zone !== undefined) this.#toReview.add(zone);
  }

  // What Clients say of their links

  member(personId: string): MediaMember | undefined {
    return this.#people.get(personId)?.member;
  }

  /** The Zone whose media somebody is part of. */
  zoneOf(member: MediaMember): ZoneMedia | undefined {
    return this.#people.get(member.personId)?.zone;
  }

  /** @returns whether the link is in the plan of the one who signals */
  relaySignal(member: MediaMember, message: ClientMessageOf<'media.signal'>): boolean {
    const link = this.#linkOf(member, message.linkId);
    if (link?.kind !== 'p2p') return false;
    otherEnd(link, member).send(message);
    return true;
  }

  live(member: MediaMember, linkIds: readonly string[]): void {
    for (const linkId of linkIds) {
      const link = this.#linkOf(member, linkId);
      if (link === undefined) continue;
      const { measures, nowMs } = this.#shared;
      if (!link.liveAt.has(member.personId)) measures.soundArrived(routeOf(link), nowMs() - link.madeAtMs);
      link.liveAt.add(member.personId);
      link.failsAt.delete(member.personId);
    }
    this.#reviewZoneOf(member);
  }

  report(member: MediaMember, { links }: ClientMessageOf<'media.report'>): void {
    for (const report of links) {
      const link = this.#linkOf(member, report.linkId);
      if (link === undefined) continue;
      if (report.state === 'connected') link.failsAt.delete(member.personId);
      if (report.state !== 'failed') member.reports.set(report.linkId, report);
      else if (link.kind === 'p2p') this.#fail(link, member);
    }
  }

  /** Everybody who is connected with another person, or is to be. */
  *connected(): Generator<Connected> {
    for (const zone of this.#zones.values()) yield* zone.connected();
  }

  // Time

  /** To be called often; does what is due. */
  advance(nowMs: number): void {
    if (this.#people.size === 0 && this.#toReview.size === 0) return;
    if (nowMs - this.#reviewedAtMs >= this.#shared.thresholds.reviewMs) {
      this.#reviewedAtMs = nowMs;
      for (const zone of this.#zones.values()) if (zone.members.size > 0) this.#toReview.add(zone);
      this.#expireAway(nowMs);
    }
    for (const participant of this.#people.values()) this.#beginIfDue(participant, nowMs);
    const zones = [...this.#toReview];
    this.#toReview.clear();
    for (const zone of zones) this.#review(zone, nowMs);
  }

  /** The World is let go. */
  close(): void {
    for (const zone of this.#zones.values()) zone.close();
    this.#people.clear();
    this.#toReview.clear();
  }

  // Insides

  /** A fault in one Zone leaves the others as they should be. */
  #review(zone: ZoneMedia, nowMs: number): void {
    try {
      zone.review(nowMs);
    } catch (cause) {
      if (this.#faults.take(nowMs))
        this.#shared.problems.report('deciding who is connected in a Zone', cause);
    }
  }

  #join(avatar: Avatar, switches: MediaMember['switches'], holds: Set<string>): void {
    const member = new MediaMember(avatar, switches, this.#muted.has(avatar.person.personId));
    member.holds = holds;
    const participant: Participant = { member, zone: undefined, arrival: undefined };
    this.#people.set(member.personId, participant);
    this.#arrive(participant, 0);
  }

  #attach(participant: Participant, holds: Set<string>): void {
    const { member, zone } = participant;
    member.awaySinceMs = undefined;
    member.holds = holds;
    member.forgetPlans();
    if (zone?.presence.info.id === member.avatar.zoneId) return zone.attach(member);
    this.#leaveZone(participant);
    this.#arrive(participant, 0);
  }

  #applySwitches({ member, zone }: Participant): void {
    // At once, not at the next review: a muted person is not heard from now on.
    const { sfu } = member;
    for (const { source } of sfu?.published ?? [])
      sfu?.member.setProducerPaused(source, isPaused(member, source));
    if (zone === undefined) return;
    zone.tellState(member);
    // Others are to hear the first word.
    zone.offerMicrophones(this.#shared.nowMs());
    this.#toReview.add(zone);
  }

  #arrive(participant: Participant, delayMs: number): void {
    const { member } = participant;
    const zone = this.#zones.get(member.avatar.zoneId);
    if (zone === undefined) return;
    participant.arrival = { zone, dueAtMs: this.#shared.nowMs() + delayMs };
    // Until then their Client has no plan but the empty one: what it had ends now.
    zone.sendEmptyPlan(member);
  }

  #beginIfDue(participant: Participant, nowMs: number): void {
    const { arrival, member } = participant;
    if (arrival === undefined || nowMs < arrival.dueAtMs) return;
    participant.arrival = undefined;
    participant.zone = arrival.zone;
    arrival.zone.add(member);
    arrival.zone.attach(member);
  }

  #leaveZone(participant: Participant): void {
    participant.arrival = undefined;
    participant.zone?.remove(participant.member);
    participant.zone = undefined;
  }

  #expireAway(nowMs: number): void {
    for (const { member } of [...this.#people.values()]) {
      if (member.awaySinceMs === undefined) continue;
      if (nowMs - member.awaySinceMs >= this.#shared.thresholds.keptAfterLossMs) this.left(member.personId);
    }
  }

  #linkOf(member: MediaMember, linkId: string): Link | undefined {
    const link = this.#linksById.get(linkId);
    return link?.ends.includes(member) === true ? link : undefined;
  }

  #reviewZoneOf(member: MediaMember): void {
    const zone = this.zoneOf(member);
    if (zone !== undefined) this.#toReview.add(zone);
  }

  #fail(link: Link, reporter: MediaMember): void {
    const { personId } = reporter;
    if (!link.failsAt.has(personId))
      this.#shared.measures.mediaFailed(link.liveAt.has(personId) ? 'interrupted' : 'not-connected');
    link.failsAt.add(personId);
    this.#restartIce(link, reporter);
  }

  /** The way did not work: the same link again, with a relay where there is one. */
  #restartIce(link: Link, reporter: MediaMember): void {
    const nowMs = this.#shared.nowMs();
    const { iceRestartSpacingMs } = this.#shared.thresholds;
    if (nowMs - link.restartedAtMs < iceRestartSpacingMs) return;
    link.restartedAtMs = nowMs;
    if (this.zoneOf(reporter)?.addRelays(link) === true) this.#needRelay.add(reporter.personId);
    link.iceEpoch++;
    this.#reviewZoneOf(reporter);
  }
}
