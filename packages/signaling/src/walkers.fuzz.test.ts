import { describe, expect, it } from 'vitest';
import { correctionReasons } from '@atrium/protocol';
import type { World } from '@atrium/world';
import { facings, quantise } from '@atrium/world';
import { inLongRuns, seedsUpTo, worldFromPlan } from '@atrium/world/testing';
import type { FakeClient } from './testing/fakeClient.ts';
import { seededRandom } from './testing/fakePorts.ts';
import { Office } from './testing/office.ts';
import { Wayfinder } from './testing/wayfinder.ts';
import { WorldInvariants, checkBelief } from './testing/worldInvariants.ts';

/** Small and crowded: everything that can be fought over is a few steps away. */
function crowdedWorld(): World {
  return worldFromPlan(
    [
      '################',
      '#...C.#mmm#ttttt',
      '#@...@:mmm1ttttt',
      '#..C..#mmm#ttttt',
      '#.....#####ttttt',
      '#.....:..@.ttttt',
      '################',
    ],
    {
      zones: { m: { type: 'MeetingRoom', maxPeople: 3 }, t: { type: 'TeamArea', maxPeople: 4 } },
      doors: { 1: { leadsToZone: 'm', access: { type: 'role', allowedRoles: ['Member'] } } },
      more: {
        zones: [
          {
            id: 'p',
            name: 'p',
            type: 'PrivateRoom',
            maxPeople: 2,
            bounds: { x: 13, y: 1, width: 2, height: 2 },
          },
        ],
      },
    },
  );
}

/** Both halls, the passages, the Door, the rooms behind them, and both sides of open borders. */
const soughtPlaces = [
  [2.5, 1.5],
  [8.5, 5.5],
  [6.5, 2.5],
  [6.5, 5.5],
  [10.5, 2.5],
  [8.5, 2.5],
  [10.75, 5.5],
  [11.5, 5.5],
  [12.5, 2.5],
  [13.5, 1.5],
].map(([x = 0, y = 0]) => ({ x, y }));

const people = ['Ana', 'Ben', 'Cem', 'Dana', 'Eli', 'Fay', 'Gus:Guest', 'Hal:Guest'];

/** Many people who do anything at all, one thing after the other, the same for the same seed. */
class Crowd {
  readonly office = new Office(crowdedWorld());
  /** Every reason for which somebody was corrected. */
  readonly reasons = new Set<string>();
  readonly #random: () => number;
  readonly #invariants = new WorldInvariants();
  readonly #wayfinder = new Wayfinder(crowdedWorld(), () => this.#oneOf(soughtPlaces));
  readonly #tabs = new Map<string, FakeClient>();
  readonly #tickets = new Map<string, string>();

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  async act(): Promise<void> {
    const who = this.#oneOf(people);
    const client = this.#tabs.get(who);
    if (client === undefined || client.isGone) await this.#enter(who);
    else await this.#actAs(who, client);
    for (const { reason } of client?.of('position.correction') ?? []) this.reasons.add(reason);
    if (client?.ticket !== undefined) this.#tickets.set(who, client.ticket);
    this.#check();
    await this.office.pass(this.#random() < 0.02 ? this.#random() * 14_000 : this.#random() * 90);
    this.#check();
  }

  /** Everyone stands still and stays until all is said, and then knows what is. */
  async quiet(): Promise<void> {
    for (const client of this.#present()) client.isBackedUp = false;
    await this.#passWithPings(3_000);
    for (const client of this.#present()) {
      const { place } = client;
      if (place !== undefined) client.move(place.x, place.y, { state: 'idle', facing: place.facing });
    }
    await this.#passWithPings(3_000);
    const world = this.office.server.liveWorlds.get('office');
    if (world === undefined) return;
    for (const client of this.#present()) checkBelief(client, world);
  }

  get stats() {
    return this.office.server.stats();
  }

  async everybodyGoes(): Promise<void> {
    for (const client of this.#present()) client.drop();
    await this.office.pass(3_000);
  }

  async #actAs(who: string, client: FakeClient): Promise<void> {
    const dice = this.#random();
    if (dice < 0.7) this.#walk(client);
    else if (dice < 0.8) this.#dither(client);
    else if (dice < 0.87) this.#sitOrStand(client);
    else if (dice < 0.9) client.isBackedUp = !client.isBackedUp;
    else if (dice < 0.93) client.request(this.#oneOf(['ping', 'people.list']));
    else if (dice < 0.95) client.drop();
    else if (dice < 0.965) await this.#enter(who);
    else if (dice < 0.985)
      client.move(Math.floor(this.#random() * 1024) / 64, Math.floor(this.#random() * 448) / 64);
    else if (dice < 0.99) client.request('leave');
    else if (dice < 0.997) client.sayBytes(Uint8Array.of(1, 2, 3));
    else this.#restart();
  }

  /** A few steps towards a place that many want to be at, or anywhere. */
  #walk(client: FakeClient): void {
    const anywhere = this.#random() < 0.15;
    const angle = this.#random() * Math.PI * 2;
    const steps = 1 + Math.floor(this.#random() * 12);
    const facing = this.#oneOf(facings);
    for (let step = 0; step < steps; step++) {
      const from = client.place ?? { x: 1, y: 1 };
      const next = anywhere
        ? { x: from.x + Math.cos(angle) * 0.3, y: from.y + Math.sin(angle) * 0.3 }
        : this.#wayfinder.nextStep(client, from);
      const { x, y } = quantise({ x: Math.max(0, next.x), y: Math.max(0, next.y) });
      const ageMs = Math.floor(this.#random() * 100);
      client.move(x, y, { facing, ageMs, state: this.#random() < 0.8 ? 'walking' : 'idle' });
    }
  }

  /** Back and forth over the open border of `t`, by whoever is near it. */
  #dither(client: FakeClient): void {
    const { x, y } = client.place ?? { x: 0, y: 0 };
    if (Math.hypot(x - 11, y - 5.5) > 1.5) return this.#walk(client);
    for (let step = 0; step < 8; step++) client.move(step % 2 === 0 ? 11.25 : 10.9375, 5.5);
  }

  #sitOrStand(client: FakeClient): void {
    const seat = this.#oneOf([
      { x: 4.5, y: 1.5 },
      { x: 3.5, y: 3.5 },
    ]);
    if (client.place?.state === 'sitting') client.move(seat.x, 2.5, { state: 'idle' });
    else {
      client.move(seat.x, 2.5);
      client.move(seat.x, seat.y, { state: 'sitting' });
    }
  }

  async #enter(who: string): Promise<void> {
    const ticket =
      this.#random() < 0.7 ? this.#tickets.get(this.#random() < 0.9 ? who : this.#oneOf(people)) : undefined;
    this.#tabs.set(who, await this.office.enter(who, ticket === undefined ? {} : { ticket }));
  }

  #restart(): void {
    for (const client of this.#tabs.values()) client.terminate();
    this.office.restart();
    this.#tabs.clear();
  }

  #present(): FakeClient[] {
    return [...this.#tabs.values()].filter((client) => !client.isGone && client.of('hello.ok').length > 0);
  }

  async #passWithPings(ms: number): Promise<void> {
    for (let passedMs = 0; passedMs < ms; passedMs += 500) {
      for (const client of this.#present()) client.request('ping');
      await this.office.pass(500);
    }
  }

  #check(): void {
    const world = this.office.server.liveWorlds.get('office');
    if (world !== undefined) this.#invariants.check(world, this.office.clock.nowMs());
  }

  #oneOf<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new RangeError('There is nothing to choose from.');
    return item;
  }
}

describe('whatever a crowd does', () => {
  const reasons = new Set<string>();
  const seeds = seedsUpTo(inLongRuns(240, 10));

  it.each(seeds)(
    'places are never taken twice, counts are right, and in the end all agree (seed %i)',
    async (seed) => {
      const crowd = new Crowd(seed);
      for (let round = 0; round < 5; round++) {
        for (let step = 0; step < 120; step++) await crowd.act();
        await crowd.quiet();
      }
      for (const reason of crowd.reasons) reasons.add(reason);
      expect(crowd.office.problems.reported).toEqual([]);
      await crowd.everybodyGoes();
      expect(crowd.stats).toMatchObject({ connections: 0, people: 0, detached: 0, worlds: 0 });
    },
  );

  it('every rule has been broken by somebody', () => {
    // Nobody here is an Admin who puts people out.
    const rules = correctionReasons.filter((reason) => reason !== 'removed');
    expect([...reasons].sort()).toEqual([...rules].sort());
  });
});
