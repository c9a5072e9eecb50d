import { describe, expect, it } from 'vitest';
import { interactRefusals, knockStates } from '@atrium/protocol';
import type { Position, World } from '@atrium/world';
import { quantise } from '@atrium/world';
import { inLongRuns, seedsUpTo, worldFromPlan } from '@atrium/world/testing';
import { Artist } from './testing/artist.ts';
import type { FakeClient } from './testing/fakeClient.ts';
import { seededRandom } from './testing/fakePorts.ts';
import { Office } from './testing/office.ts';
import { RoomInvariants, checkAllHasPassed, checkRoomBelief } from './testing/roomInvariants.ts';
import type { WayIn } from './testing/roomRights.ts';
import { RoomRights, waysIn } from './testing/roomRights.ts';
import { Wayfinder } from './testing/wayfinder.ts';
import { WorldInvariants, checkBelief } from './testing/worldInvariants.ts';

/** A PrivateRoom to knock at, a MeetingRoom with a Whiteboard, and between them what people sit on and use. */
function officeWithRooms(): World {
  return worldFromPlan(
    [
      '################',
      '#pppp#.UU.#mmmm#',
      '#pppp1.@..2mmmm#',
      '#ppCp#....#mWWm#',
      '######....######',
      '#..SS.....B....#',
      '#..........C...#',
      '################',
    ],
    {
      zones: { p: { type: 'PrivateRoom', maxPeople: 4 }, m: { type: 'MeetingRoom' } },
      doors: {
        1: { leadsToZone: 'p', access: { type: 'knock', allowedRoles: ['Member'] } },
        2: { leadsToZone: 'm', access: { type: 'role', allowedRoles: ['Member', 'Admin'] } },
      },
      objects: {
        S: { type: 'Sofa' },
        B: { type: 'PhoneBooth', id: 'booth', occupancy: 'single', interaction: { action: 'use' } },
        W: { type: 'Whiteboard', id: 'board', persistent: true },
        U: { type: 'Whiteboard', id: 'outside' },
      },
      more: {
        objects: [
          {
            id: 'computer',
            type: 'Computer',
            position: { x: 12, y: 6 },
            rotation: 0,
            linkedObjects: ['chair-11-6'],
            interaction: { action: 'use' },
          },
        ],
      },
    },
  );
}

const soughtPlaces = [
  [6.5, 2.5],
  [6.5, 2.5],
  [2.5, 1.5],
  [1.5, 2.5],
  [3.5, 2.5],
  [5.5, 2.5],
  [9.5, 2.5],
  [12.5, 1.5],
  [13.5, 2.5],
  [3.5, 6.5],
  [10.5, 6.5],
  [9.5, 5.5],
  [7.5, 5.5],
].map(([x = 0, y = 0]) => ({ x, y }));

const seats = [
  { x: 3.5, y: 3.5 },
  { x: 3.5, y: 5.5 },
  { x: 4.5, y: 5.5 },
  { x: 11.5, y: 6.5 },
];
const lockIds = [
  'chair-3-3',
  'sofa-3-5',
  'sofa-3-5.1',
  'chair-11-6',
  'computer',
  'booth',
  'board',
  'nothing',
  'outside',
];
const people = ['Ana', 'Ben', 'Cem', 'Dana', 'Ada:Admin', 'Gus:Guest', 'Hal:Guest'];
const personIdOf = (who: string) => (who.split(':')[0] ?? '').toLowerCase();
const personIds = people.map(personIdOf);

/** People who visit each other, sit and use things, lose their connections and are back: the same for the same seed. */
class Crowd {
  readonly office = new Office(officeWithRooms());
  /** Of what happened: statuses of knocks, refusals, reasons. */
  readonly seen = new Set<string>();
  readonly rights = new RoomRights('door-1');
  readonly #random: () => number;
  readonly #rooms = new RoomInvariants();
  readonly #invariants = new WorldInvariants();
  readonly #wayfinder = new Wayfinder(officeWithRooms(), (client) => this.#goalOf(client));
  readonly #tabs = new Map<string, FakeClient>();
  readonly #artists = new Map<FakeClient, Artist>();
  readonly #tickets = new Map<string, string>();
  readonly #usedTickets = new Map<string, string>();

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  async act(): Promise<void> {
    const who = this.#oneOf(people);
    const client = this.#tabs.get(who);
    if (client === undefined || client.isGone) await this.#enter(who);
    else await this.#actAs(who, client);
    this.#check();
    await this.office.pass(this.#random() < 0.02 ? this.#random() * 14_000 : this.#random() * 250);
    this.#check();
    for (const [name, { ticket }] of this.#tabs) if (ticket !== undefined) this.#tickets.set(name, ticket);
  }

  /** Nobody does anything for a while; then everybody knows what is. */
  async quiet(ms: number): Promise<void> {
    await this.#passWithPings(ms / 2);
    for (const client of this.#present()) {
      const { place } = client;
      if (place === undefined) continue;
      client.move(place.x, place.y, {
        state: place.state === 'sitting' ? 'sitting' : 'idle',
        facing: place.facing,
      });
    }
    await this.#passWithPings(ms / 2);
    const world = this.office.server.liveWorlds.get('office');
    if (world === undefined) return;
    for (const client of this.#present()) {
      checkBelief(client, world);
      checkRoomBelief(client, world, this.office.clock.nowMs());
    }
    if (ms > 62_000) checkAllHasPassed(world, personIds);
    this.#checkBoards();
  }

  async everybodyGoes(): Promise<void> {
    for (const client of this.#present()) client.drop();
    await this.office.pass(3_000);
  }

  async #actAs(who: string, client: FakeClient): Promise<void> {
    const dice = this.#random();
    if (who === 'Ada:Admin' && this.#random() < 0.12) await this.#lock(client);
    else if (this.#random() < 0.5 && (await this.#takeChance(client))) return;
    else if (dice < 0.6) this.#walk(client);
    else if (dice < 0.64) await client.ask({ type: 'knock', doorId: this.#oneOf(['door-1', 'door-2']) });
    else if (dice < 0.66) await this.#answer(client);
    else if (dice < 0.68) await this.#hold(client);
    else if (dice < 0.69) await this.#lock(client);
    else if (dice < 0.75) await client.ask({ type: 'interact', objectId: this.#oneOf(lockIds) });
    else if (dice < 0.8) this.#sitOrStand(client);
    else if (dice < 0.83) await client.ask({ type: 'interact.end', objectId: this.#oneOf(lockIds) });
    else if (dice < 0.84) await client.ask({ type: 'knock.withdraw' });
    else if (dice < 0.9) await this.#beTogether(client);
    else if (dice < 0.94) await this.#draw(client);
    else if (dice < 0.97) client.drop();
    else if (dice < 0.985) await this.#enter(who);
    else if (dice < 0.997) client.request('leave');
    else this.#restart();
  }

  /** What suggests itself to somebody where they are. @returns whether anything does */
  async #takeChance(client: FakeClient): Promise<boolean> {
    const { x, y, state } = client.place ?? { x: 0, y: 0, state: 'idle' };
    const isAt = (atX: number, atY: number, reach: number) => Math.hypot(atX - x, atY - y) <= reach;
    const isInRoom = client.zoneId === 'p' || client.zoneId === 'm';
    if (this.#asked(client) !== undefined && this.#random() < 0.4) await this.#answer(client);
    else if (isInRoom && this.#random() < 0.15) await this.#hold(client);
    else if (!isInRoom && isAt(5.5, 2.5, 1.5)) await client.ask({ type: 'knock', doorId: 'door-1' });
    else if (!isInRoom && isAt(10.5, 2.5, 1.5)) await client.ask({ type: 'knock', doorId: 'door-2' });
    else if (state === 'sitting') await client.ask({ type: 'interact', objectId: 'computer' });
    else if (isAt(10.5, 5.5, 1.25)) await client.ask({ type: 'interact', objectId: 'booth' });
    else if (seats.some((seat) => isAt(seat.x, seat.y, 1.6))) {
      if (this.#random() < 0.3) await client.ask({ type: 'interact', objectId: this.#oneOf(lockIds) });
      else this.#sitOrStand(client);
    } else return false;
    return true;
  }

  #walk(client: FakeClient): void {
    if (client.place?.state === 'sitting') return this.#sitOrStand(client);
    const steps = 1 + Math.floor(this.#random() * 8);
    for (let step = 0; step < steps; step++) {
      const { x, y } = quantise(this.#wayfinder.nextStep(client, client.place ?? { x: 7.5, y: 2.5 }));
      client.move(x, y, { state: step === steps - 1 ? 'idle' : 'walking' });
      this.#check();
    }
  }

  /** Whoever knocks waits at the Door most of the time, and goes in once they may. */
  #goalOf(client: FakeClient): Position {
    const isAllowed = client.last('knock.state')?.status === 'allowed';
    const isWaiting = client.of('knock.ok').some(({ outcome }) => outcome === 'waiting');
    if (client.zoneId === 'p' || !isWaiting || this.#random() < 0.4) return this.#oneOf(soughtPlaces);
    return isAllowed ? { x: 2.5, y: 1.5 } : { x: 6.5, y: 2.5 };
  }

  /** A knock that has not been answered yet. */
  #asked(client: FakeClient): string | undefined {
    const over = new Set(client.of('knock.over').map(({ knockId }) => knockId));
    return client.of('knock.asked').find(({ knockId }) => !over.has(knockId))?.knockId;
  }

  async #answer(client: FakeClient): Promise<void> {
    const knockId = this.#asked(client) ?? client.last('knock.asked')?.knockId ?? 'none';
    await client.ask({ type: 'knock.answer', knockId, allow: this.#random() < 0.75 });
  }

  async #hold(client: FakeClient): Promise<void> {
    const doorId = client.zoneId === 'm' ? 'door-2' : 'door-1';
    await client.ask({ type: 'door.hold', doorId, held: this.#oneOf(['open', 'closed', null]) });
  }

  /** Locked now and then, and not for long. */
  async #lock(client: FakeClient): Promise<void> {
    const doorId = this.#oneOf(['door-1', 'door-2']);
    this.office.doorLocks.isFull = this.#random() < 0.1;
    await client.ask({ type: 'door.lock', doorId, locked: this.#random() < 0.5 });
    this.office.doorLocks.isFull = false;
  }

  #sitOrStand(client: FakeClient): void {
    const { x, y, state } = client.place ?? { x: 0, y: 0, state: 'idle' };
    if (state === 'sitting') return client.move(x, y + (y > 6 ? -1 : y > 5 ? 1 : -1), { state: 'idle' });
    const near = seats.filter((seat) => Math.hypot(seat.x - x, seat.y - y) <= 1.6);
    if (near.length === 0) return this.#walk(client);
    const seat: Position = this.#oneOf(near);
    client.move(seat.x, seat.y, { state: 'sitting' });
  }

  async #beTogether(client: FakeClient): Promise<void> {
    const personId = this.#oneOf(personIds);
    await client.ask(
      this.#oneOf<Record<string, unknown>>([
        { type: 'status.set', status: this.#oneOf(['available', 'busy', 'away']) },
        { type: 'hand.raise', raised: this.#random() < 0.7 },
        { type: 'chat.send', text: 'hello', to: this.#random() < 0.5 ? personId : undefined },
        { type: 'call', personId },
        { type: 'call.answer', callId: client.last('call.asked')?.callId ?? 'none', accept: true },
        { type: 'room.askToLeave', personId },
        { type: 'blocks.set', personIds: this.#random() < 0.2 ? [personId] : [] },
      ]),
    );
  }

  async #draw(client: FakeClient): Promise<void> {
    const artist = this.#artists.get(client);
    if (artist !== undefined) return artist.draw(`${this.#random()}`);
    const opened = new Artist(client, 'board');
    const reply = await opened.open();
    if (reply?.type === 'board.open.ok') this.#artists.set(client, opened);
  }

  async #enter(who: string): Promise<void> {
    const owner = this.#random() < 0.95 ? who : this.#oneOf(people);
    const ticket = this.#random() < 0.85 ? this.#tickets.get(owner) : undefined;
    if (ticket === undefined) this.#usedTickets.delete(personIdOf(who));
    else this.#usedTickets.set(personIdOf(who), ticket);
    this.#tabs.set(who, await this.office.enter(who, ticket === undefined ? {} : { ticket }));
  }

  #restart(): void {
    for (const client of this.#tabs.values()) client.terminate();
    this.office.restart();
    this.rights.restarted();
    this.#tabs.clear();
  }

  #present(): FakeClient[] {
    return [...this.#tabs.values()].filter((client) => !client.isGone && client.of('hello.ok').length > 0);
  }

  async #passWithPings(ms: number): Promise<void> {
    for (let passedMs = 0; passedMs < ms; passedMs += 1_000) {
      for (const client of this.#present()) client.request('ping');
      await this.office.pass(1_000);
      this.#check();
    }
  }

  #check(): void {
    this.#note();
    const world = this.office.server.liveWorlds.get('office');
    if (world === undefined) return;
    const nowMs = this.office.clock.nowMs();
    this.#invariants.check(world, nowMs);
    this.#rooms.check(world, personIds, nowMs);
    const present = new Map([...this.#tabs].map(([who, client]) => [personIdOf(who), client]));
    this.rights.check(world, present, this.#usedTickets, nowMs);
  }

  #note(): void {
    for (const client of this.#tabs.values()) {
      for (const message of client.messages) {
        if (message.type === 'knock.state') this.seen.add(message.status);
        if (message.type === 'knock.ok') this.seen.add(message.outcome);
        if (message.type === 'interact.ok')
          this.seen.add(message.granted ? 'granted' : (message.reason ?? ''));
        if (message.type === 'error') this.seen.add(message.code);
      }
    }
    for (const [client, artist] of this.#artists) {
      const isClosed = client.last('board.closed') !== undefined || artist.resets.length > 0;
      if (client.isGone || isClosed) this.#artists.delete(client);
    }
  }

  /** All who have the board open, and have not been told that it is closed, see the same. */
  #checkBoards(): void {
    const drawings = [...this.#artists.values()].map(({ strokes }) => JSON.stringify(strokes));
    expect(new Set(drawings).size).toBeLessThanOrEqual(1);
  }

  #oneOf<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new RangeError('There is nothing to choose from.');
    return item;
  }
}

describe('whatever people do with rooms and Objects', () => {
  const seen = new Set<string>();
  const ways = new Set<WayIn>();
  const seeds = seedsUpTo(inLongRuns(240, 12));

  it.each(seeds)('nobody is where they must not be, nor holds what is not theirs (seed %i)', async (seed) => {
    const crowd = new Crowd(seed);
    for (let round = 0; round < 4; round++) {
      for (let step = 0; step < 150; step++) await crowd.act();
      await crowd.quiet(round === 3 ? 64_000 : 6_000);
    }
    for (const what of crowd.seen) seen.add(what);
    for (const way of crowd.rights.waysIn) ways.add(way);
    expect(crowd.office.problems.reported.filter((what) => what !== 'keeping the locks of Doors')).toEqual(
      [],
    );
    await crowd.everybodyGoes();
    expect(crowd.office.server.stats()).toMatchObject({ connections: 0, people: 0, worlds: 0 });
  });

  it('everything that can become of a knock has, and every refusal and every way in was met', () => {
    expect([...ways].sort()).toEqual([...waysIn].sort());
    expect([...knockStates].filter((status) => !seen.has(status))).toEqual([]);
    expect([...interactRefusals].filter((reason) => !seen.has(reason))).toEqual([]);
    expect(seen).toContain('internal');
  });
});
