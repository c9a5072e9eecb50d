import type { Door, Seat } from '@atrium/world';
import type { Person } from '../ports/identity.ts';
import type { Avatar, Recipient } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { DoorAnswer, WorldFeature, WorldMessage } from './worldFeature.ts';

/** Asks and tells all features of a World, in their order. */
export class FeatureHooks {
  readonly #features: readonly WorldFeature[];

  constructor(features: readonly WorldFeature[]) {
    this.#features = features;
  }

  refusesEntry(person: Person, nowMs: number): boolean {
    return this.#features.some((feature) => feature.refusesEntry?.(person, nowMs) === true);
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

  doorFor(person: Person, door: Door, nowMs: number): DoorAnswer {
    let strictest: DoorAnswer = 'open';
    for (const feature of this.#features) {
      const answer = feature.doorFor?.(person, door, nowMs) ?? 'open';
      if (answer === 'closed') return answer;
      if (answer === 'by-leave') strictest = answer;
    }
    return strictest;
  }

  isSeatHeldAgainst(personId: string, seat: Seat, nowMs: number): boolean {
    return this.#features.some((feature) => feature.isSeatHeldAgainst?.(personId, seat, nowMs) === true);
  }

  entered(avatar: Avatar, nowMs: number): void {
    for (const feature of this.#features) feature.entered?.(avatar, nowMs);
  }

  cameBack(avatar: Avatar, nowMs: number): void {
    for (const feature of this.#features) feature.cameBack?.(avatar, nowMs);
  }

  greet(avatar: Avatar, nowMs: number): void {
    for (const feature of this.#features) feature.greet?.(avatar, nowMs);
  }

  detached(avatar: Avatar, nowMs: number): void {
    for (const feature of this.#features) feature.detached?.(avatar, nowMs);
  }

  moved(avatar: Avatar, nowMs: number): void {
    for (const feature of this.#features) feature.moved?.(avatar, nowMs);
  }

  seatChanged(avatar: Avatar, before: Seat | undefined): void {
    for (const feature of this.#features) feature.seatChanged?.(avatar, before);
  }

  leftZone(avatar: Avatar, from: ZonePresence, to: ZonePresence | undefined): void {
    for (const feature of this.#features) feature.leftZone?.(avatar, from, to);
  }

  emptied(zone: ZonePresence): void {
    for (const feature of this.#features) feature.emptied?.(zone);
  }

  showZone(avatar: Avatar, zone: ZonePresence, nowMs: number): void {
    for (const feature of this.#features) feature.showZone?.(avatar, zone, nowMs);
  }

  changedZone(avatar: Avatar, from: ZonePresence, to: ZonePresence, nowMs: number): void {
    for (const feature of this.#features) feature.changedZone?.(avatar, from, to, nowMs);
  }

  left(avatar: Avatar, keptUntilMs: number | undefined, nowMs: number): void {
    for (const feature of this.#features) feature.left?.(avatar, keptUntilMs, nowMs);
  }

  blocksChanged(avatar: Avatar): void {
    for (const feature of this.#features) feature.blocksChanged?.(avatar);
  }

  untaken(message: WorldMessage, recipient: Pick<Recipient, 'send'>): void {
    for (const feature of this.#features) feature.untaken?.(message, recipient);
  }

  async restore(): Promise<void> {
    await Promise.all(this.#features.map((feature) => feature.restore?.()));
  }

  advance(nowMs: number): void {
    for (const feature of this.#features) feature.advance?.(nowMs);
  }

  async save(): Promise<void> {
    await Promise.all(this.#features.map((feature) => feature.save?.()));
  }

  closing(): void {
    for (const feature of this.#features) feature.closing?.();
  }
}
