import type { KnockStatus, ServerMessageOf } from '@atrium/protocol';
import type { Door, SpaceChange } from '@atrium/world';
import { distanceToRectangle, mayKnock } from '@atrium/world';
import type { KnockLimits } from '../limits.ts';
import { someoneOf } from '../presence/avatar.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { WorldDoors } from './worldDoors.ts';

interface Knock {
  readonly knockId: string;
  door: Door;
  readonly zone: ZonePresence;
  /** Who knocks, as those inside are told. */
  readonly person: ServerMessageOf<'knock.asked'>['person'];
  readonly untilMs: number;
  /** How long it waits for somebody who has lost the connection, on the server's clock; `undefined` while they are there. */
  keptUntilMs: number | undefined;
  /** Those inside who know of it. */
  readonly told: Set<Avatar>;
}

/** What knocks need to know of their World. */
export interface KnockSurroundings {
  readonly people: ReadonlyMap<string, Avatar>;
  readonly doors: WorldDoors;
  readonly limits: KnockLimits;
  readonly newId: () => string;
  readonly zone: (zoneId: string) => ZonePresence | undefined;
  readonly zoneOf: (avatar: Avatar) => ZonePresence;
  readonly gatheringIdOf: (zone: ZonePresence) => string;
}

/**
 * Asking to be let in. One knock per person at a time; those inside are told, and the first answer counts. Outlives lost
 * connections on both sides.
 */
export class Knocks {
  readonly #around: KnockSurroundings;
  readonly #byPerson = new Map<string, Knock>();
  /** By person and Door: until when they were told no. */
  readonly #declined = new Map<string, number>();

  constructor(around: KnockSurroundings) {
    this.#around = around;
  }

  /** Whether somebody knocks at this moment. */
  of(personId: string): { readonly knockId: string; readonly doorId: string } | undefined {
    const knock = this.#byPerson.get(personId);
    return knock && { knockId: knock.knockId, doorId: knock.door.id };
  }

  /** Whether somebody was told no at a Door a moment ago. */
  isResting(personId: string, doorId: string, nowMs: number): boolean {
    return nowMs < (this.#declined.get(restKey(personId, doorId)) ?? 0);
  }

  isInReach({ position }: Avatar, door: Door): boolean {
    return distanceToRectangle(door.bounds, position) <= this.#around.limits.knockReachTiles;
  }

  /** Begins a knock, in place of the one before. @returns whether there is anybody to answer it */
  knock(avatar: Avatar, door: Door, nowMs: number): 'waiting' | 'nobody' {
    const { limits, newId } = this.#around;
    const { personId } = avatar.person;
    const zone = this.#around.zone(door.leadsToZone);
    const before = this.#byPerson.get(personId);
    if (before?.door === door) return 'waiting';
    if (before !== undefined) this.#end(before, 'withdrawn', null);
    if (zone === undefined || zone.peopleWithin === 0) return 'nobody';
    const knock: Knock = {
      knockId: newId(),
      door,
      zone,
      person: { ...someoneOf(avatar.person), look: avatar.look },
      untilMs: nowMs + limits.knockMs,
      keptUntilMs: undefined,
      told: new Set(),
    };
    this.#byPerson.set(personId, knock);
    for (const inside of this.#around.people.values()) this.#ask(knock, inside);
    return 'waiting';
  }

  withdraw(personId: string): void {
    const knock = this.#byPerson.get(personId);
    if (knock !== undefined) this.#end(knock, 'withdrawn', null);
  }

  /** @returns whether there was something to answer for this person */
  answer(inside: Avatar, knockId: string, isAllowed: boolean, nowMs: number): boolean {
    const knock = [...this.#byPerson.values()].find((pending) => pending.knockId === knockId);
    if (knock === undefined || !this.#isInside(inside, knock) || !knock.told.has(inside)) return false;
    const { door, zone } = knock;
    const { personId } = knock.person;
    const { doors, limits, people, gatheringIdOf } = this.#around;
    const canEnter = mayKnock(door.access, knock.person.role, doors.state(door.id));
    const status = !isAllowed ? 'declined' : canEnter ? 'allowed' : 'locked';
    if (status === 'allowed') {
      const { passMs } = limits;
      doors.passes.grant(personId, door.id, { untilMs: nowMs + passMs, gatheringId: gatheringIdOf(zone) });
      people.get(personId)?.recipient.send({ type: 'door.pass', doorId: door.id, passMs });
    }
    if (status === 'declined') {
      this.#declined.set(restKey(personId, door.id), nowMs + limits.declinedRestMs);
    }
    this.#end(knock, status, inside);
    return true;
  }

  // What happens to Doors and people

  /** The World has changed: knocks at Doors that are gone, lead elsewhere or admit no knock end. */
  worldChanged({ before, after }: SpaceChange): void {
    const { doors } = this.#around;
    for (const knock of [...this.#byPerson.values()]) {
      const { id } = knock.door;
      const door = after.door(id);
      if (door === undefined || before.door(id)?.leadsToZone !== door.leadsToZone) {
        this.#end(knock, 'withdrawn', null);
        continue;
      }
      knock.door = door;
      if (doors.admits(door, knock.person.role)) this.#end(knock, 'allowed', null);
      else if (!mayKnock(door.access, knock.person.role, doors.state(id))) this.#end(knock, 'locked', null);
    }
  }

  /** A Door lets people in, or not, other than before. @param by who has done that */
  doorChanged(door: Door, by: Avatar): void {
    const { doors } = this.#around;
    for (const knock of [...this.#byPerson.values()]) {
      if (knock.door !== door) continue;
      if (doors.admits(door, knock.person.role)) this.#end(knock, 'allowed', by);
      else if (!mayKnock(door.access, knock.person.role, doors.state(door.id)))
        this.#end(knock, 'locked', by);
    }
  }

  /** Somebody wants to hear of other people than before. */
  blocksChanged(inside: Avatar): void {
    for (const knock of this.#byPerson.values()) {
      const isBlocked = inside.blocked.has(knock.person.personId);
      if (isBlocked && knock.told.delete(inside)) tellOver(knock, inside, 'withdrawn', null);
      else if (!isBlocked && !knock.told.has(inside)) this.#ask(knock, inside);
    }
  }

  /** Somebody has come to another place. */
  moved({ person, position }: Avatar): void {
    const knock = this.#byPerson.get(person.personId);
    if (knock === undefined) return;
    if (distanceToRectangle(knock.door.bounds, position) <= this.#around.limits.knockLeashTiles) return;
    this.#end(knock, 'withdrawn', null);
  }

  /** Somebody is in a Zone from now on, or sees it anew: their Client is told of all who wait there. */
  arrived(avatar: Avatar): void {
    const own = this.#byPerson.get(avatar.person.personId);
    if (own !== undefined && this.#isInside(avatar, own)) this.#end(own, 'withdrawn', null);
    for (const knock of this.#byPerson.values()) this.#ask(knock, avatar);
  }

  /** Somebody who knocks has come back into the World, or to it from another tab. */
  resumed(avatar: Avatar): void {
    const knock = this.#byPerson.get(avatar.person.personId);
    if (knock === undefined) return;
    knock.keptUntilMs = undefined;
    avatar.recipient.send({ type: 'knock.state', doorId: knock.door.id, status: 'waiting' });
    this.moved(avatar);
  }

  /** Somebody has left a Zone. @param zone where they are now; `undefined` where they have left the World */
  leftZone(avatar: Avatar, zone: ZonePresence | undefined): void {
    for (const knock of this.#byPerson.values()) {
      if (zone?.chain.includes(knock.zone) !== true) knock.told.delete(avatar);
    }
  }

  /** The last person has left a Zone: nobody is there any more to answer. */
  emptied(zone: ZonePresence): void {
    for (const knock of [...this.#byPerson.values()]) {
      if (knock.zone === zone) this.#end(knock, 'nobody', null);
    }
  }

  /** @param keptUntilMs how long they may come back, on the server's clock; `undefined` where they have gone for good */
  leftWorld({ person: { personId } }: Avatar, keptUntilMs: number | undefined): void {
    const knock = this.#byPerson.get(personId);
    if (knock === undefined) return;
    if (keptUntilMs === undefined) this.#end(knock, 'withdrawn', null);
    else knock.keptUntilMs = keptUntilMs;
  }

  advance(nowMs: number): void {
    for (const knock of [...this.#byPerson.values()]) {
      if (nowMs >= (knock.keptUntilMs ?? Infinity)) this.#end(knock, 'withdrawn', null);
      else if (nowMs >= knock.untilMs) this.#end(knock, 'unanswered', null);
    }
    for (const [key, untilMs] of this.#declined) if (nowMs >= untilMs) this.#declined.delete(key);
  }

  // Insides

  #isInside(avatar: Avatar, { zone }: Knock): boolean {
    return this.#around.zoneOf(avatar).chain.includes(zone);
  }

  #ask(knock: Knock, inside: Avatar): void {
    const { knockId, door, person } = knock;
    if (!this.#isInside(inside, knock) || inside.blocked.has(person.personId)) return;
    knock.told.add(inside);
    inside.recipient.send({ type: 'knock.asked', knockId, doorId: door.id, person });
  }

  #end(knock: Knock, status: KnockStatus, by: Avatar | null): void {
    const { person, door, told } = knock;
    this.#byPerson.delete(person.personId);
    this.#around.people
      .get(person.personId)
      ?.recipient.send({ type: 'knock.state', doorId: door.id, status });
    for (const inside of told) tellOver(knock, inside, status, by);
  }
}

function tellOver({ knockId }: Knock, inside: Avatar, status: KnockStatus, by: Avatar | null): void {
  inside.recipient.send({ type: 'knock.over', knockId, status, by: by && someoneOf(by.person) });
}

function restKey(personId: string, doorId: string): string {
  return JSON.stringify([personId, doorId]);
}
