import type { IceServer, MediaRules, TopologyReason } from '@atrium/protocol';
import type { MediaThresholds } from '../limits.ts';
import type { IceServers } from '../ports/iceServers.ts';
import type { Measures } from '../ports/measures.ts';
import type { Problems } from '../ports/problems.ts';
import type { Sfu, SfuRoom, SfuZone } from '../ports/sfu.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import { isBlockedBetween } from '../presence/avatar.ts';
import { isPaused, maySend } from './permission.ts';
import { composePlan } from './composePlan.ts';
import { connectedBy } from './connected.ts';
import type { Connected } from './connected.ts';
import type { Crowd, Pair } from './earshot.ts';
import { densestCrowd, everyPair, pairKey, pairsInEarshot } from './earshot.ts';
import { otherEnd } from './link.ts';
import type { Link } from './link.ts';
import type { MediaMember } from './mediaMember.ts';
import type { MediaDecision } from './policy/decideMedia.ts';
import { decideMedia, emptyZoneDecision } from './policy/decideMedia.ts';
import { isCrowdOfMicrophones, isMicrophoneOffered } from './policy/offeredMicrophones.ts';
import { mediaRulesOf } from './policy/mediaRulesOf.ts';
import { freshPair, judgePair } from './policy/judgePair.ts';
import type { PairVerdict } from './policy/judgePair.ts';
import type { PairReport } from './policy/summariseNetwork.ts';
import { summariseNetwork } from './policy/summariseNetwork.ts';
import { ZoneLinks } from './zoneLinks.ts';
import { ZoneRoom } from './zoneRoom.ts';

/** What the media of all Zones of a World share. */
export interface SharedByZones {
  readonly worldId: string;
  readonly thresholds: MediaThresholds;
  readonly iceServers: IceServers;
  readonly sfu: Sfu | undefined;
  readonly problems: Problems;
  readonly measures: Measures;
  readonly newId: () => string;
  readonly nowMs: () => number;
  /** Every link of the World, by its id. */
  readonly linksById: Map<string, Link>;
  /** The Zone is to be looked at soon. */
  readonly requestReview: (zone: ZoneMedia) => void;
  /** People who could be reached only by a relay before. */
  readonly needRelay: ReadonlySet<string>;
  /** What was found of pairs, by their key, in whichever Zone they were. */
  readonly pairVerdicts: Map<string, PairVerdict>;
}

/** How long a lost SFU is expected back, in ms. */
const sfuReturnMs = 10_000;
/** How long nothing is asked of an SFU that could not open a room, in ms. */
const sfuRetryMs = 2_000;

/** The media of one Zone: who takes part, how it is decided that they are connected, and that they are told. */
export class ZoneMedia {
  readonly presence: ZonePresence;
  readonly members = new Map<string, MediaMember>();
  readonly links: ZoneLinks;
  readonly #shared: SharedByZones;
  #decision: MediaDecision = emptyZoneDecision;
  #pairs: ReadonlyMap<string, Pair> = new Map();
  #room: ZoneRoom | undefined;
  /** Whether there are so many microphones that closed ones are not offered. */
  #isCrowd = false;
  #sfuLostAtMs = Number.NEGATIVE_INFINITY;
  #sfuFailedAtMs = Number.NEGATIVE_INFINITY;
  /** Links to the SFU that both ends have yet to hear more of: what is published through them. */
  readonly #newSfuLinks = new Set<Link>();

  constructor(presence: ZonePresence, shared: SharedByZones) {
    this.presence = presence;
    this.#shared = shared;
    this.links = new ZoneLinks(shared.thresholds, shared.newId, {
      made: (link) => this.#made(link),
      dropped: (link) => this.#dropped(link),
    });
  }

  get #sfuZone(): SfuZone {
    return { worldId: this.#shared.worldId, zoneId: this.presence.info.id };
  }

  /** The room of the SFU, once it is open. */
  get openRoom(): { readonly sfuId: string; readonly room: SfuRoom } | undefined {
    const { sfuId, room } = this.#room ?? {};
    return sfuId === undefined || room === undefined ? undefined : { sfuId, room };
  }

  get isPositional(): boolean {
    return this.presence.info.type === 'OpenArea';
  }

  add(member: MediaMember): void {
    this.members.set(member.personId, member);
    this.tellState(member);
    this.#shared.requestReview(this);
  }

  /** At once: nothing of them reaches anybody here from now on. */
  remove(member: MediaMember): void {
    this.members.delete(member.personId);
    this.links.dropOf(member, () => true);
    this.leaveRoom(member);
    this.#shared.requestReview(this);
  }

  /** Their Client has (again) begun to listen. What it does not hold any more is made anew. */
  attach(member: MediaMember): void {
    this.links.dropOf(member, ({ linkId, kind }) => kind === 'p2p' && !member.holds.has(linkId));
    if (member.sfu !== undefined && !member.holds.has(member.sfu.sfuId)) {
      this.leaveRoom(member);
      this.links.dropOf(member, ({ kind }) => kind === 'sfu');
    }
    member.forgetPlans();
    const states = [...this.members.values()].filter((other) => other !== member).map(({ state }) => state);
    member.send({ type: 'media.states', states });
    // In a room that they have kept, others may have published something else meanwhile.
    for (const link of this.links.of(member))
      if (link.kind === 'sfu') this.#tellPublishedTo(member, otherEnd(link, member));
    this.#shared.requestReview(this);
  }

  /** For somebody who is here and does not take part yet. */
  sendEmptyPlan(member: MediaMember): void {
    this.#sendPlan(member, []);
  }

  /** Tells the others what somebody has switched on. */
  tellState(member: MediaMember): void {
    for (const other of this.members.values()) {
      if (other !== member) other.send({ type: 'media.states', states: [member.state] });
    }
  }

  /** What somebody may send here now. */
  rulesFor(member: MediaMember): MediaRules {
    return mediaRulesOf(this.presence.info, this.#decision, member.muted, this.#shared.thresholds);
  }

  /** Tells those who receive from somebody what there is to receive. */
  tellPublished(member: MediaMember): void {
    for (const link of this.links.of(member)) {
      if (link.kind !== 'sfu') continue;
      for (const end of link.ends) if (end !== member) this.#tellPublishedTo(end, member);
    }
  }

  /** Where there are many microphones, those that nobody speaks into are received by nobody: each costs every receiver. */
  offerMicrophones(nowMs: number): void {
    const speakers = [...this.members.values()].flatMap((member) => {
      const { sfu } = member;
      return sfu?.published.some(({ source }) => source === 'microphone') === true ? [{ member, sfu }] : [];
    });
    this.#isCrowd = isCrowdOfMicrophones(speakers.length, this.#isCrowd);
    for (const { member, sfu } of speakers) {
      const isClosed = isPaused(member, 'microphone');
      sfu.microphoneClosedSinceMs = isClosed ? (sfu.microphoneClosedSinceMs ?? nowMs) : undefined;
      const isOffered = isMicrophoneOffered(sfu.microphoneClosedSinceMs, this.#isCrowd, nowMs);
      if (!sfu.offerMicrophone(isOffered)) continue;
      this.tellPublished(member);
      if (!isOffered) sfu.member.withdraw('microphone');
    }
  }

  leaveRoom(member: MediaMember): void {
    const { sfu } = member;
    if (sfu === undefined) return;
    member.sfu = undefined;
    sfu.member.leave();
    this.tellPublished(member);
  }

  /** Decides anew and tells everyone whose plan is another one by it. */
  review(nowMs: number): void {
    this.#room?.expire(nowMs);
    if (this.#room?.isLost === true) this.#loseRoom(nowMs);
    const talkers = new Map([...this.members].filter(([, member]) => member.takesPart));
    for (const member of this.members.values()) if (!member.takesPart) this.leaveRoom(member);
    this.#decision = decideMedia(this.#situation(talkers, nowMs), this.#decision, this.#shared.thresholds);
    const connected = this.#connectable(talkers);
    this.#pairs = this.#pairsOf(connected, nowMs);
    this.#judgePairs(nowMs);
    this.links.update(this.#pairs, talkers, this.#kindsToUse(nowMs), nowMs);
    for (const member of talkers.values()) this.#enforceRules(member);
    this.offerMicrophones(nowMs);
    this.#muteByEarshot();
    if (!this.#needsRoom()) this.#closeRoom();
    for (const member of this.members.values()) this.#sendPlan(member, connected);
    for (const link of this.#newSfuLinks) {
      this.#tellPublishedTo(link.ends[0], link.ends[1]);
      this.#tellPublishedTo(link.ends[1], link.ends[0]);
    }
    this.#newSfuLinks.clear();
  }

  /** Everybody who is connected with another person, or is to be. */
  *connected(): Generator<Connected> {
    const { path, reason } = this.#decision;
    const { pairVerdicts } = this.#shared;
    for (const link of this.links.current()) {
      const verdict = pairVerdicts.get(pairKey(link.ends[0].personId, link.ends[1].personId));
      yield connectedBy(link, path === 'SFU' ? reason : verdict?.needsSfu);
    }
  }

  /** Nobody is in the World any more. */
  close(): void {
    for (const member of [...this.members.values()]) this.remove(member);
    this.#closeRoom();
  }

  /** Relays by which somebody reaches the SFU from a network that lets little out. */
  relaysToSfu({ personId }: MediaMember): IceServer[] {
    return [...this.#shared.iceServers.turn(personId)];
  }

  // Deciding

  #has(member: MediaMember): boolean {
    return this.members.get(member.personId) === member;
  }

  #situation(talkers: ReadonlyMap<string, MediaMember>, nowMs: number) {
    const { type, rules } = this.presence.info;
    const { sfu } = this.#shared;
    return {
      zoneType: type,
      zoneRules: rules,
      ...this.#crowdOf([...talkers.values()]),
      isSfuAvailable: this.#isSfuAvailable(nowMs),
      isSfuReturning: sfu !== undefined && nowMs - this.#sfuLostAtMs < sfuReturnMs,
      network: summariseNetwork([...this.links.current()].map((link) => this.#reportsOf(link))),
      nowMs,
    };
  }

  #crowdOf(talkers: readonly MediaMember[]): Crowd {
    if (!this.isPositional) {
      return {
        people: talkers.length,
        cameras: talkers.filter(({ switches }) => switches.camera).length,
      };
    }
    const listeners = talkers.map(({ personId, avatar, switches }) => ({
      personId,
      position: avatar.position,
      hasCamera: switches.camera,
    }));
    return densestCrowd(listeners, this.#shared.thresholds.earshotTiles);
  }

  /** Without an SFU no more people than a mesh bears: those who came first. */
  #connectable(talkers: ReadonlyMap<string, MediaMember>): readonly MediaMember[] {
    const all = [...talkers.values()];
    if (this.#decision.path === 'SFU' || this.isPositional) return all;
    return all.slice(0, this.#shared.thresholds.p2pMaxPeople);
  }

  #pairsOf(members: readonly MediaMember[], nowMs: number): Map<string, Pair> {
    const pairs = this.#pairsNear(members, nowMs);
    for (const [key, { people }] of pairs) {
      const [a, b] = [this.members.get(people[0]), this.members.get(people[1])];
      if (a !== undefined && b !== undefined && isBlockedBetween(a.avatar, b.avatar)) pairs.delete(key);
    }
    return pairs;
  }

  #pairsNear(members: readonly MediaMember[], nowMs: number): Map<string, Pair> {
    if (!this.isPositional) return everyPair(members.map(({ personId }) => personId));
    const { thresholds } = this.#shared;
    const listeners = members.map(({ personId, avatar }) => ({ personId, position: avatar.position }));
    const maxLinks = this.#decision.path === 'SFU' ? Infinity : thresholds.maxLinksPerPerson;
    return pairsInEarshot(listeners, this.#pairs, thresholds, maxLinks, nowMs);
  }

  /** Looks at what both ends of each pair say of their direct path. */
  #judgePairs(nowMs: number): void {
    const { pairVerdicts, thresholds } = this.#shared;
    for (const link of this.links.current()) {
      if (link.kind !== 'p2p') continue;
      const [a, b] = link.ends;
      const key = pairKey(a.personId, b.personId);
      const situation = {
        fails: [link.failsAt.has(a.personId), link.failsAt.has(b.personId)] as const,
        loss: [a.reports.get(link.linkId)?.loss, b.reports.get(link.linkId)?.loss] as const,
        hasRelay: [...link.relays.values()].some((relays) => relays.length > 0),
        nowMs,
      };
      const before = pairVerdicts.get(key) ?? freshPair;
      const verdict = judgePair(situation, before, thresholds);
      pairVerdicts.set(key, verdict);
      if (verdict.needsSfu !== undefined && before.needsSfu === undefined)
        this.#shared.measures.mediaFailed(verdict.needsSfu);
    }
  }

  /** Of each pair by its key; `undefined` while the room of the SFU is still being opened. */
  #kindsToUse(nowMs: number): (key: string) => Link['kind'] | undefined {
    const { pairVerdicts } = this.#shared;
    const isAvailable = this.#isSfuAvailable(nowMs);
    return (key) => {
      const needsSfu =
        this.#decision.path === 'SFU' || (isAvailable && pairVerdicts.get(key)?.needsSfu !== undefined);
      return needsSfu ? this.#kindThroughSfu(nowMs) : 'p2p';
    };
  }

  #isSfuAvailable(nowMs: number): boolean {
    return this.#shared.sfu?.isAvailable === true && nowMs - this.#sfuFailedAtMs >= sfuRetryMs;
  }

  #kindThroughSfu(nowMs: number): Link['kind'] | undefined {
    const { sfu, newId, problems } = this.#shared;
    if (sfu === undefined) return undefined;
    const events = {
      changed: () => this.#shared.requestReview(this),
      speakersChanged: (personIds: readonly string[]) => this.#tellSpeakers(personIds),
      failed: (cause: unknown) => problems.report('opening a room of the SFU', cause),
    };
    this.#room ??= new ZoneRoom(`r-${newId()}`, sfu, this.#sfuZone, events, nowMs);
    return this.#room.room === undefined ? undefined : 'sfu';
  }

  // The SFU's room

  /** What somebody may not send (any more) ends at the SFU, whatever their Client does. */
  #enforceRules(member: MediaMember): void {
    const { sfu } = member;
    if (sfu === undefined) return;
    const rules = this.rulesFor(member);
    const sources = sfu.published.map(({ source }) => source);
    const forbidden = sources.filter((source) => !maySend(rules, source));
    for (const source of forbidden) sfu.unproduce(source);
    for (const { source } of sfu.published) sfu.member.setProducerPaused(source, isPaused(member, source));
    if (forbidden.length > 0) this.tellPublished(member);
  }

  /** Whether somebody talks through the room, or is about to. */
  #needsRoom(): boolean {
    if (this.#decision.path === 'SFU' || this.links.hasKind('sfu')) return true;
    const { pairVerdicts } = this.#shared;
    return [...this.#pairs.keys()].some((key) => pairVerdicts.get(key)?.needsSfu !== undefined);
  }

  #loseRoom(nowMs: number): void {
    if (this.#room?.room === undefined) this.#sfuFailedAtMs = nowMs;
    this.#sfuLostAtMs = nowMs;
    this.#room = undefined;
    this.#shared.measures.mediaFailed('sfu-lost');
    for (const member of this.members.values()) member.sfu = undefined;
    this.links.dropKind('sfu');
  }

  #closeRoom(): void {
    for (const member of this.members.values()) this.leaveRoom(member);
    this.#room?.close();
    this.#room = undefined;
  }

  #muteByEarshot(): void {
    if (!this.isPositional) return;
    for (const { kind, ends, audible } of this.links.current()) {
      if (kind !== 'sfu') continue;
      ends[0].sfu?.member.setDeafTo(ends[1].personId, !audible);
      ends[1].sfu?.member.setDeafTo(ends[0].personId, !audible);
    }
  }

  // Telling

  #sendPlan(member: MediaMember, connected: readonly MediaMember[]): void {
    const { path, reason } = this.#decision;
    const isLeftOut = this.#has(member) && member.takesPart && !connected.includes(member);
    const links = this.links.of(member);
    const usesRoom = this.#has(member) && (path === 'SFU' || links.some(({ kind }) => kind === 'sfu'));
    member.sendPlan(
      composePlan(member, {
        zoneId: this.presence.info.id,
        path,
        reason: isLeftOut ? 'no-sfu-full' : (this.#ownReason(member, links) ?? reason),
        rules: this.rulesFor(member),
        links,
        sfuId: usesRoom && member.takesPart ? this.openRoom?.sfuId : undefined,
        stun: this.#shared.iceServers.stun,
      }),
    );
  }

  /** Why somebody talks through the SFU in a Zone that is connected directly. */
  #ownReason(member: MediaMember, links: readonly Link[]): TopologyReason | undefined {
    if (this.#decision.path === 'SFU') return undefined;
    const through = links.find(
      ({ kind, retiringSinceMs }) => kind === 'sfu' && retiringSinceMs === undefined,
    );
    if (through === undefined) return undefined;
    const key = pairKey(member.personId, otherEnd(through, member).personId);
    return this.#shared.pairVerdicts.get(key)?.needsSfu;
  }

  #tellPublishedTo(member: MediaMember, publisher: MediaMember): void {
    const sfuId = this.#room?.sfuId;
    if (sfuId === undefined) return;
    const producers = [...(publisher.sfu?.offered ?? [])];
    member.send({ type: 'sfu.published', sfuId, personId: publisher.personId, producers });
  }

  #tellSpeakers(personIds: readonly string[]): void {
    const here = personIds.filter((personId) => this.members.has(personId));
    for (const member of this.members.values()) {
      const heard = here.filter((personId) => this.links.connects(pairKey(personId, member.personId)));
      member.sendSpeakers(heard);
    }
  }

  // Links

  #made(link: Link): void {
    this.#shared.linksById.set(link.linkId, link);
    if (link.kind === 'sfu') this.#newSfuLinks.add(link);
    else if (link.ends.some(({ personId }) => this.#shared.needRelay.has(personId))) this.addRelays(link);
  }

  #dropped(link: Link): void {
    this.#shared.linksById.delete(link.linkId);
    this.#newSfuLinks.delete(link);
    if (link.kind !== 'sfu') return;
    link.ends[0].sfu?.member.unconsume(link.ends[1].personId);
    link.ends[1].sfu?.member.unconsume(link.ends[0].personId);
  }

  /** Gives both ends of a link relays. @returns whether there are any */
  addRelays(link: Link): boolean {
    for (const { personId } of link.ends) link.relays.set(personId, this.#shared.iceServers.turn(personId));
    return [...link.relays.values()].some((relays) => relays.length > 0);
  }

  /** What both ends of a link say. A pair that was found to have no direct path still has none. */
  #reportsOf({ linkId, kind, ends, failsAt }: Link): PairReport {
    const [a, b] = [ends[0].reports.get(linkId), ends[1].reports.get(linkId)];
    const key = pairKey(ends[0].personId, ends[1].personId);
    const isBlocked = this.#shared.pairVerdicts.get(key)?.needsSfu === 'blocked';
    return {
      people: [ends[0].personId, ends[1].personId],
      relayed: kind === 'p2p' ? [a?.relayed, b?.relayed] : [undefined, undefined],
      fails: [isBlocked || failsAt.has(ends[0].personId), isBlocked || failsAt.has(ends[1].personId)],
      loss: [a?.loss, b?.loss],
    };
  }
}
