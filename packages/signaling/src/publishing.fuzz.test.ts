import { describe, expect, it } from 'vitest';
import type { Place, ServerMessage } from '@atrium/protocol';
import type { Position, World, WorldSpace } from '@atrium/world';
import { doorAdmits, mayKnock, quantise } from '@atrium/world';
import { inLongRuns, seedsUpTo } from '@atrium/world/testing';
import type { FeaturedWorld } from './features.ts';
import { Builder } from './testing/builder.ts';
import type { FakeClient } from './testing/fakeClient.ts';
import { seededRandom } from './testing/fakePorts.ts';
import { FakeSfu } from './testing/fakeSfu.ts';
import { checkHearing, checkMedia } from './testing/mediaInvariants.ts';
import { Office } from './testing/office.ts';
import { talkPlan } from './testing/plans.ts';
import { publish } from './testing/publishing.ts';
import { RoomInvariants, checkRoomBelief } from './testing/roomInvariants.ts';
import { Talker } from './testing/talker.ts';
import { Wayfinder } from './testing/wayfinder.ts';
import { WorldInvariants, checkBelief } from './testing/worldInvariants.ts';

const people = ['Ada:Admin', 'Ben', 'Cem', 'Dana', 'Eli:Editor', 'Fay', 'Gus:Guest', 'Hal:Guest'];
const personIdOf = (who: string) => (who.split(':')[0] ?? '').toLowerCase();
const personIds = people.map(personIdOf);

/** Who was where just before the World changed. */
interface Before {
  readonly space: WorldSpace;
  readonly version: number;
  /** By personId. */
  readonly zones: ReadonlyMap<string, readonly string[]>;
}

/** People who walk, talk, knock and hold Doors while somebody publishes one version after the other. */
class Borders {
  readonly sfu = new FakeSfu();
  readonly office: Office;
  /** What happened to people. */
  readonly seen = new Set<string>();
  changes = 0;
  readonly #random: () => number;
  readonly #builder: Builder;
  readonly #tabs = new Map<string, Talker>();
  readonly #invariants = new WorldInvariants();
  readonly #rooms = new RoomInvariants();
  #wayfinder: Wayfinder;
  #known: World;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    this.#builder = new Builder(talkPlan(), this.#random);
    this.#known = this.#builder.world;
    this.office = new Office(this.#known, { detachedMs: 1_000 }, this.sfu);
    this.#wayfinder = new Wayfinder(this.#known, () => this.#somewhere());
  }

  async act(): Promise<void> {
    const who = this.#oneOf(people);
    const talker = this.#tabs.get(who);
    if (this.#random() < 0.12) await this.#publish();
    else if (talker === undefined || talker.client.isGone) await this.#enter(who, talker);
    else await this.#actAs(talker);
    this.#check();
    await this.#pass(this.#random() < 0.03 ? 2_500 : this.#random() * 200);
  }

  /** Nobody does anything for a while; then Clients and server agree. */
  async quiet(): Promise<void> {
    await this.#pass(3_000);
    for (const { client } of this.#present()) {
      const { place } = client;
      if (place === undefined) continue;
      client.move(place.x, place.y, {
        state: place.state === 'sitting' ? 'sitting' : 'idle',
        facing: place.facing,
      });
    }
    await this.#pass(3_000);
    const world = this.#world();
    for (const { client } of this.#present()) {
      if (world === undefined) continue;
      checkBelief(client, world);
      checkRoomBelief(client, world, this.office.clock.nowMs());
    }
  }

  async #publish(): Promise<void> {
    await publish(this.office, this.#builder.next());
    // Somebody is slow, now and then, and everything goes on meanwhile.
    for (const { client } of this.#present()) client.readsAhead = this.#random() < 0.97;
  }

  async #enter(who: string, before: Talker | undefined): Promise<void> {
    const ticket = this.#random() < 0.8 ? before?.client.ticket : undefined;
    const { version } = this.office.worlds;
    const worldVersion = this.#random() < 0.9 ? version : Math.max(1, version - 1);
    const client = await this.office.enter(who, {
      worldVersion,
      ...(ticket === undefined ? {} : { ticket }),
    });
    const talker = new Talker(this.office, client);
    this.#tabs.set(who, talker);
    await talker.switch({ worldVersion });
  }

  async #actAs(talker: Talker): Promise<void> {
    const { client } = talker;
    const dice = this.#random();
    const doorId = this.#world()?.space.world.doors[0]?.id ?? 'none';
    if (dice < 0.6) this.#walk(client);
    else if (dice < 0.66) await client.ask({ type: 'knock', doorId: this.#doorNear(client) ?? doorId });
    else if (dice < 0.7) {
      const knockId = client.last('knock.asked')?.knockId ?? 'none';
      await client.ask({ type: 'knock.answer', knockId, allow: true });
    } else if (dice < 0.74) {
      const held = this.#oneOf(['open', 'closed', null] as const);
      await client.ask({ type: 'door.hold', doorId: this.#doorNear(client) ?? doorId, held });
    } else if (dice < 0.76) await client.ask({ type: 'door.lock', doorId, locked: this.#random() < 0.5 });
    else if (dice < 0.84) await talker.switch({ microphone: true, worldVersion: this.#versionOf(client) });
    else if (dice < 0.92) await this.#talk(talker);
    else if (dice < 0.94) client.drop();
    else if (dice < 0.96) this.#sit(client);
    else await client.ask({ type: 'hand.raise', raised: true });
  }

  /** Joins the room of the SFU, if there is one, and receives everybody. */
  async #talk(talker: Talker): Promise<void> {
    if (talker.client.last('media.plan') === undefined) return;
    await talker.joinSfu();
    for (const personId of personIds) await talker.consume(personId);
  }

  #walk(client: FakeClient): void {
    const steps = 1 + Math.floor(this.#random() * 12);
    for (let step = 0; step < steps; step++) {
      const from = client.place ?? { x: 1, y: 1 };
      const { x, y } = quantise(this.#wayfinder.nextStep(client, from));
      client.move(x, y, { state: step === steps - 1 ? 'idle' : 'walking' });
      this.#check();
    }
  }

  #sit(client: FakeClient): void {
    const { place } = client;
    const seat = this.#world()?.space.seats.find(
      ({ position }) => place !== undefined && Math.hypot(position.x - place.x, position.y - place.y) <= 1.5,
    );
    if (seat !== undefined) client.move(seat.position.x, seat.position.y, { state: 'sitting' });
  }

  #doorNear(client: FakeClient): string | undefined {
    const place: Place | undefined = client.place;
    const doors = this.#world()?.space.world.doors ?? [];
    const near = doors.find(
      ({ bounds }) =>
        place !== undefined && Math.hypot(bounds.x + 0.5 - place.x, bounds.y + 0.5 - place.y) < 3,
    );
    return near?.id;
  }

  #versionOf(client: FakeClient): number {
    return client.last('world.changed')?.version ?? this.office.worlds.version;
  }

  async #pass(ms: number): Promise<void> {
    for (let passedMs = 0; passedMs < ms; passedMs += 500) {
      for (const { client } of this.#present()) client.request('ping');
      await this.#turn(Math.min(500, ms - passedMs));
    }
    await this.#turn(20);
    for (const talker of this.#present()) checkHearing(talker);
  }

  /** A little time, after which the World may be another one. */
  async #turn(ms: number): Promise<void> {
    for (let passedMs = 0; passedMs < ms; passedMs += 20) {
      const before = this.#before();
      const told = new Map(this.#present().map(({ client }) => [client, client.messages.length]));
      await this.office.pass(Math.min(20, ms - passedMs));
      const world = this.#world();
      if (world !== undefined && before !== undefined && world.version !== before.version) {
        this.#checkCrossing(world, before, told);
      }
      this.#check();
    }
  }

  #before(): Before | undefined {
    const world = this.#world();
    if (world === undefined) return undefined;
    const { space, version, people: all } = world;
    const zones = new Map(
      Array.from(all.values(), ({ person, zoneId }) => [person.personId, space.zones.chain(zoneId)]),
    );
    return { space, version, zones };
  }

  /** What a change of the World may do to people, by other means than the server finds it. */
  #checkCrossing(world: FeaturedWorld, before: Before, told: ReadonlyMap<FakeClient, number>): void {
    this.changes++;
    this.#known = this.office.worlds.worlds.get('office') ?? this.#known;
    this.#wayfinder = new Wayfinder(this.#known, () => this.#somewhere());
    for (const [personId, zonesBefore] of before.zones) {
      const avatar = world.people.get(personId);
      if (avatar === undefined) continue;
      for (const zone of world.zoneOf(avatar).chain)
        checkMayBeIn(world, before, personId, zonesBefore, zone.info.id);
      this.#checkSwitches(world, before, personId);
    }
    for (const [client, from] of told) {
      const messages = client.messages.slice(from);
      const at = messages.findIndex(({ type }) => type === 'world.changed');
      const personId = client.last('hello.ok')?.personId ?? '';
      const self = world.people.get(personId);
      if (self === undefined || client.closedWith !== undefined) continue;
      const zone = new Set(world.zoneOf(self).members.map((member) => member.person.personId));
      for (const name of messages.slice(at + 1).flatMap(namedIn)) {
        if (!zone.has(name)) throw new Error(`${personId} is told of ${name}, who is elsewhere`);
      }
      for (const { moved, silenced } of messages.filter(isChange)) {
        this.seen.add(`moved ${moved}`);
        this.seen.add(`silenced ${silenced}`);
      }
    }
  }

  #checkSwitches(world: FeaturedWorld, before: Before, personId: string): void {
    const member = world.features.media.media.member(personId);
    const avatar = world.people.get(personId);
    const was = before.zones.get(personId)?.[0];
    if (member === undefined || avatar === undefined || avatar.zoneId === was) return;
    const { microphone, camera, screen } = member.switches;
    if (microphone || camera || screen) throw new Error(`${personId} sends in another Zone`);
  }

  #check(): void {
    const world = this.#world();
    if (world === undefined) return;
    const nowMs = this.office.clock.nowMs();
    this.#invariants.check(world, nowMs);
    this.#rooms.check(world, personIds, nowMs);
    checkMedia(world, this.sfu);
  }

  #world(): FeaturedWorld | undefined {
    return this.office.server.liveWorlds.get('office');
  }

  #present(): Talker[] {
    return [...this.#tabs.values()].filter(
      ({ client }) => !client.isGone && client.closedWith === undefined && client.of('hello.ok').length > 0,
    );
  }

  #somewhere(): Position {
    const { width, height } = this.#known.map;
    return { x: Math.floor(this.#random() * width) + 0.5, y: Math.floor(this.#random() * height) + 0.5 };
  }

  #oneOf<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new RangeError('There is nothing to choose from.');
    return item;
  }
}

/** Throws where a Door would have kept somebody out of a Zone that they are in. */
function checkMayBeIn(
  world: FeaturedWorld,
  before: Before,
  personId: string,
  zonesBefore: readonly string[],
  zoneId: string,
): void {
  const avatar = world.people.get(personId);
  const doors = world.space.doorsTo(zoneId);
  if (avatar === undefined || doors.length === 0) return;
  const { role } = avatar.person;
  if (zonesBefore.includes(zoneId)) {
    const describe = (space: WorldSpace) =>
      JSON.stringify([
        space.zones.get(zoneId)?.type,
        space.doorsTo(zoneId).map(({ id, access }) => [id, access]),
      ]);
    if (describe(before.space) === describe(world.space)) return;
    if (before.space.doorsTo(zoneId).length > 0 && doors.some(({ access }) => mayKnock(access, role))) return;
  }
  const others = [...world.people.values()].filter(
    (other) => other !== avatar && world.zoneOf(other).chain.some(({ info }) => info.id === zoneId),
  );
  const isAdmitted = doors.some((door) =>
    doorAdmits(door.access, role, others.length, world.features.doors.doors.state(door.id)),
  );
  if (!isAdmitted) throw new Error(`${personId} is in ${zoneId} past its Doors`);
}

/** The people whom a message shows to somebody as being in their Zone. */
function namedIn(message: ServerMessage): readonly string[] {
  if (message.type === 'snapshot') return message.peers.map(({ personId }) => personId);
  return message.type === 'peer.joined' ? [message.peer.personId] : [];
}

function isChange(message: ServerMessage): message is Extract<ServerMessage, { type: 'world.changed' }> {
  return message.type === 'world.changed';
}

describe('publishing is a border crossing', () => {
  const seen = new Set<string>();
  let changes = 0;

  it.each(seedsUpTo(inLongRuns(200, 5)))(
    'nobody comes past a Door by it, hears or sees anyone there, or stands in a wall (seed %i)',
    async (seed) => {
      const borders = new Borders(seed);
      for (let round = 0; round < 2; round++) {
        for (let step = 0; step < 50; step++) await borders.act();
        await borders.quiet();
      }
      for (const what of borders.seen) seen.add(what);
      changes += borders.changes;
      expect(borders.office.problems.reported).toEqual([]);
    },
  );

  it('and everything has happened that can happen to somebody', () => {
    expect(changes).toBeGreaterThan(30);
    const all = ['null', 'room', 'aside'].map((moved) => `moved ${moved}`);
    const reasons = ['null', 'zone', 'zoneType'].map((reason) => `silenced ${reason}`);
    expect([...all, ...reasons].filter((what) => !seen.has(what))).toEqual([]);
  });
});
