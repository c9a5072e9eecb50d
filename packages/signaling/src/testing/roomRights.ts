import type { Door } from '@atrium/world';
import type { Avatar } from '../presence/avatar.ts';
import type { FeaturedWorld } from '../features.ts';
import type { FakeClient } from './fakeClient.ts';

/** Leave to go in, as an onlooker has seen it given. */
interface SeenPass {
  readonly untilMs: number;
  /** Who was inside then: numbers stand for people's being together, from the first in to the last out. */
  readonly gathering: number | undefined;
}

/** How people came into rooms that are not for everybody. */
export const waysIn = ['empty', 'held open', 'pass', 'brought back'] as const;
export type WayIn = (typeof waysIn)[number];

/**
 * Watches a PrivateRoom behind a Door to knock at from outside, and throws when somebody is in it who has no right to:
 * keeps its own account of who was told what, and who was together with whom.
 */
export class RoomRights {
  readonly waysIn = new Set<WayIn>();
  readonly #doorId: string;
  #world: FeaturedWorld | undefined;
  /** Everybody who was in the World at the last look. */
  #people = new Set<Avatar>();
  #inside = new Set<Avatar>();
  #isHeldOpen = false;
  #gathering: number | undefined;
  #gatherings = 0;
  readonly #passes = new Map<string, SeenPass>();
  /** The gathering that a ticket was issued in, if any; tickets outlive everything. */
  readonly #ticketed = new Map<string, number | undefined>();
  /** The gathering that people were in when they left. */
  readonly #departed = new Map<string, number | undefined>();
  readonly #read = new WeakMap<FakeClient, number>();

  constructor(doorId: string) {
    this.#doorId = doorId;
  }

  /** The server has died: it knows of nobody who has left. */
  restarted(): void {
    this.#departed.clear();
    this.#people.clear();
  }

  /**
   * To be called after every single thing that anybody does.
   *
   * @param present the Client of everybody who has one, by personId
   * @param usedTickets the ticket that each of them came with
   */
  check(
    world: FeaturedWorld,
    present: ReadonlyMap<string, FakeClient>,
    usedTickets: ReadonlyMap<string, string>,
    nowMs: number,
  ): void {
    if (world !== this.#world) this.#beginAnew(world);
    const door = world.space.door(this.#doorId);
    if (door === undefined) throw new Error('The Door is gone.');
    this.#rememberDepartures(world);
    const inside = insideOf(world, door);
    for (const avatar of inside)
      if (!this.#inside.has(avatar)) this.#checkNewcomer(world, door, avatar, usedTickets, nowMs);
    if (inside.size === 0) this.#gathering = undefined;
    for (const avatar of this.#inside) {
      const isOut = !inside.has(avatar) && world.people.get(avatar.person.personId) === avatar;
      if (isOut && inside.size > 0) this.#seePass(avatar.person.personId, nowMs + 6_000);
    }
    this.#inside = inside;
    this.#isHeldOpen = world.features.doors.doors.state(door.id).held === 'open';
    this.#people = new Set(world.people.values());
    this.#readMessages(present, nowMs);
  }

  #beginAnew(world: FeaturedWorld): void {
    for (const avatar of this.#people) this.#depart(avatar);
    this.#world = world;
    this.#people = new Set();
    this.#inside = new Set();
    this.#isHeldOpen = false;
    this.#gathering = undefined;
    this.#passes.clear();
  }

  #rememberDepartures(world: FeaturedWorld): void {
    for (const avatar of this.#people) {
      if (world.people.get(avatar.person.personId) !== avatar) this.#depart(avatar);
    }
  }

  #depart(avatar: Avatar): void {
    this.#departed.set(avatar.person.personId, this.#inside.has(avatar) ? this.#gathering : undefined);
  }

  #checkNewcomer(
    world: FeaturedWorld,
    door: Door,
    avatar: Avatar,
    usedTickets: ReadonlyMap<string, string>,
    nowMs: number,
  ): void {
    const { personId, role, name } = avatar.person;
    const wasEmpty = this.#inside.size === 0;
    const isLockedOut = world.features.doors.doors.state(door.id).locked && role !== 'Admin';
    let way: WayIn | undefined;
    if (!this.#people.has(avatar)) {
      const gathering = this.#departed.has(personId)
        ? this.#departed.get(personId)
        : this.#ticketed.get(usedTickets.get(personId) ?? '');
      if (gathering !== undefined && (wasEmpty || gathering === this.#gathering)) way = 'brought back';
      else if (gathering !== undefined && this.#isHeldOpen && !isLockedOut) way = 'held open';
      if (wasEmpty) this.#gathering = gathering;
    } else if (!isLockedOut) way = this.#wayOfWalker(door, avatar, wasEmpty, nowMs);
    if (way === undefined)
      throw new Error(`Broken: ${name} is in ${door.leadsToZone} without a right to be.`);
    this.waysIn.add(way);
    this.#gathering ??= ++this.#gatherings;
    this.#passes.delete(personId);
  }

  #wayOfWalker(door: Door, { person }: Avatar, wasEmpty: boolean, nowMs: number): WayIn | undefined {
    const pass = this.#passes.get(person.personId);
    const isPassed = pass !== undefined && nowMs < pass.untilMs;
    if (wasEmpty && door.access.allowedRoles?.includes(person.role) === true) return 'empty';
    if (isPassed && (wasEmpty || pass.gathering === this.#gathering)) return 'pass';
    return !wasEmpty && this.#isHeldOpen ? 'held open' : undefined;
  }

  #readMessages(present: ReadonlyMap<string, FakeClient>, nowMs: number): void {
    for (const [personId, client] of present) {
      for (const message of client.messages.slice(this.#read.get(client) ?? 0)) {
        if (message.type === 'door.pass' && message.doorId === this.#doorId) {
          this.#seePass(personId, nowMs + message.passMs);
        }
        if (message.type !== 'ticket') continue;
        const isInside = [...this.#inside].some(({ person }) => person.personId === personId);
        this.#ticketed.set(message.ticket, isInside ? this.#gathering : undefined);
      }
      this.#read.set(client, client.messages.length);
    }
    for (const { person } of this.#people)
      if (present.has(person.personId)) this.#departed.delete(person.personId);
  }

  #seePass(personId: string, untilMs: number): void {
    const before = this.#passes.get(personId);
    // What is told again to somebody who has come back was given by those who were there then.
    if (before !== undefined && Math.abs(before.untilMs - untilMs) < 1) return;
    this.#passes.set(personId, { untilMs, gathering: this.#gathering });
  }
}

function insideOf(world: FeaturedWorld, { leadsToZone }: Door): Set<Avatar> {
  const isInside = (avatar: Avatar) => world.zoneOf(avatar).chain.some(({ info }) => info.id === leadsToZone);
  return new Set([...world.people.values()].filter(isInside));
}
