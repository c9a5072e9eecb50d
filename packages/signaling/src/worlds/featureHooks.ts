import type { Door, Seat, SpaceChange } from '@atrium/world';
import type { Person } from '../ports/identity.ts';
import type { Problems } from '../ports/problems.ts';
import type { Avatar, Recipient } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import { Interval } from '../timing/interval.ts';
import type { DoorAnswer, EntryRefusal, Settling, WorldFeature, WorldMessage } from './worldFeature.ts';

/** How often faults in what is done again and again are reported, in ms. */
const faultReportMs = 10_000;

/**
 * Asks and tells all features of a World, in their order. A fault of one while it is told something is reported, and
 * the others are told all the same; the visit of the person concerned ends, since nobody knows what was left undone.
 */
export class FeatureHooks {
  readonly #features: readonly WorldFeature[];
  readonly #problems: Problems;
  readonly #faultsOfTime = new Interval(faultReportMs);

  constructor(features: readonly WorldFeature[], problems: Problems) {
    this.#features = features;
    this.#problems = problems;
  }

  refusesEntry(person: Person, nowMs: number): EntryRefusal | undefined {
    for (const feature of this.#features) {
      const refusal = feature.refusesEntry?.(person, nowMs);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  refusesZone(person: Person, zoneId: string, nowMs: number): boolean {
    for (const feature of this.#features) {
      if (feature.refusesZone?.(person, zoneId, nowMs) === true) return true;
    }
    return false;
  }

  refusesSpawn(person: Person, zone: ZonePresence): boolean {
    return this.#features.some((feature) => feature.refusesSpawn?.(person, zone) === true);
  }

  doorFor(person: Person, door: Door, nowMs: number, peopleInside?: number): DoorAnswer {
    let strictest: DoorAnswer = 'open';
    for (const feature of this.#features) {
      const answer = feature.doorFor?.(person, door, nowMs, peopleInside) ?? 'open';
      if (answer === 'closed') return answer;
      if (answer === 'by-leave') strictest = answer;
    }
    return strictest;
  }

  isSeatHeldAgainst(personId: string, seat: Seat, nowMs: number): boolean {
    return this.#features.some((feature) => feature.isSeatHeldAgainst?.(personId, seat, nowMs) === true);
  }

  entered(avatar: Avatar, nowMs: number): void {
    this.#tellOf(avatar, 'entered', (feature) => feature.entered?.(avatar, nowMs));
  }

  cameBack(avatar: Avatar, nowMs: number): void {
    this.#tellOf(avatar, 'cameBack', (feature) => feature.cameBack?.(avatar, nowMs));
  }

  greet(avatar: Avatar, nowMs: number): void {
    this.#tellOf(avatar, 'greet', (feature) => feature.greet?.(avatar, nowMs));
  }

  detached(avatar: Avatar, nowMs: number): void {
    this.#tell('detached', (feature) => feature.detached?.(avatar, nowMs));
  }

  accessChanged(avatar: Avatar): void {
    this.#tell('accessChanged', (feature) => feature.accessChanged?.(avatar));
  }

  moved(avatar: Avatar, nowMs: number): void {
    this.#tellOf(avatar, 'moved', (feature) => feature.moved?.(avatar, nowMs));
  }

  seatChanged(avatar: Avatar, before: Seat | undefined): void {
    this.#tellOf(avatar, 'seatChanged', (feature) => feature.seatChanged?.(avatar, before));
  }

  leftZone(avatar: Avatar, from: ZonePresence, to: ZonePresence | undefined): void {
    this.#tellOf(avatar, 'leftZone', (feature) => feature.leftZone?.(avatar, from, to));
  }

  emptied(zone: ZonePresence): void {
    this.#tell('emptied', (feature) => feature.emptied?.(zone));
  }

  showZone(avatar: Avatar, zone: ZonePresence, nowMs: number): void {
    this.#tellOf(avatar, 'showZone', (feature) => feature.showZone?.(avatar, zone, nowMs));
  }

  changedZone(avatar: Avatar, from: ZonePresence, to: ZonePresence, nowMs: number): void {
    this.#tellOf(avatar, 'changedZone', (feature) => feature.changedZone?.(avatar, from, to, nowMs));
  }

  left(avatar: Avatar, keptUntilMs: number | undefined, nowMs: number): void {
    this.#tell('left', (feature) => feature.left?.(avatar, keptUntilMs, nowMs));
  }

  blocksChanged(avatar: Avatar): void {
    this.#tellOf(avatar, 'blocksChanged', (feature) => feature.blocksChanged?.(avatar));
  }

  worldChanged(change: SpaceChange): void {
    this.#tell('worldChanged', (feature) => feature.worldChanged?.(change));
  }

  settled(avatar: Avatar, settling: Settling, nowMs: number): void {
    this.#tellOf(avatar, 'settled', (feature) => feature.settled?.(avatar, settling, nowMs));
  }

  untaken(message: WorldMessage, recipient: Pick<Recipient, 'send'>): void {
    this.#tell('untaken', (feature) => feature.untaken?.(message, recipient));
  }

  async restore(): Promise<void> {
    await Promise.all(this.#features.map(async (feature) => feature.restore?.()));
  }

  advance(nowMs: number): void {
    for (const feature of this.#features) {
      try {
        feature.advance?.(nowMs);
      } catch (cause) {
        if (this.#faultsOfTime.take(nowMs)) this.#report(feature, 'advance', cause);
      }
    }
  }

  /** Never rejects: what cannot be kept is reported. */
  async save(): Promise<void> {
    await Promise.all(
      this.#features.map(async (feature) => {
        try {
          await feature.save?.();
        } catch (cause) {
          this.#report(feature, 'save', cause);
        }
      }),
    );
  }

  closing(): void {
    this.#tell('closing', (feature) => feature.closing?.());
  }

  /** Tells all of something that concerns a person in the World. */
  #tellOf(avatar: Avatar, what: string, tell: (feature: WorldFeature) => void): void {
    if (this.#tell(what, tell)) return;
    // Later: the caller is in the middle of a change.
    Promise.resolve()
      .then(() => avatar.recipient.fail())
      .catch((cause: unknown) => this.#problems.report(`ending a session after "${what}"`, cause));
  }

  /** @returns whether all went well */
  #tell(what: string, tell: (feature: WorldFeature) => void): boolean {
    let isWell = true;
    for (const feature of this.#features) {
      try {
        tell(feature);
      } catch (cause) {
        isWell = false;
        this.#report(feature, what, cause);
      }
    }
    return isWell;
  }

  #report(feature: WorldFeature, what: string, cause: unknown): void {
    this.#problems.report(`telling ${feature.name} of "${what}"`, cause);
  }
}
