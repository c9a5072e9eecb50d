import { randomUUID } from 'node:crypto';
import type { Restrictions, WorldSpace } from '@atrium/world';
import { distance, facings, quantise, stepWalker } from '@atrium/world';
import { RawWalker } from './rawWalker.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { TestServer } from './testServer.ts';

/** Seconds of walking between two MoveIntents. */
const turnSeconds = 0.07;
const seatReachTiles = 1.5;
const closedDoor = 'private-door';

/** What a Client of a Guest knows of closed ways; the rest it learns from PositionCorrections. */
const knownRestrictions: Restrictions = {
  refusesGate: (gate) => (gate.id === closedDoor ? 'door-closed' : undefined),
  closesDoor: () => false,
  refusesZone: () => false,
};

/** Somebody who walks about at random, sits down here and there, loses the connection and comes back. */
export class RoamingWalker {
  readonly personId = randomUUID();
  readonly #server: TestServer;
  readonly #space: WorldSpace;
  readonly #random: SeededRandom;
  #direction = { x: 0, y: 0 };
  #coming: Promise<void> | undefined;
  #walker: RawWalker | undefined;
  #standingUpTo: { x: number; y: number } | undefined;
  entries = 0;

  constructor(server: TestServer, space: WorldSpace, random: SeededRandom) {
    this.#server = server;
    this.#space = space;
    this.#random = random;
  }

  get walker(): RawWalker {
    if (this.#walker === undefined) throw new Error('This walker is not in.');
    return this.#walker;
  }

  /** Comes in, with the last ticket or without it, whether still connected or not. */
  async enter(withTicket: boolean): Promise<void> {
    const ticket = withTicket ? this.#walker?.ticket : undefined;
    this.#standingUpTo = undefined;
    this.#walker = await RawWalker.enter(this.#server, {
      personId: this.personId,
      name: `Walker ${this.personId.slice(0, 4)}`,
      spawnPointId: this.#random.pick(this.#space.world.spawnPoints).id,
      ...(ticket === undefined ? {} : { ticket }),
    });
    this.entries++;
  }

  /** One MoveIntent, or one mishap. */
  turn(): void {
    const random = this.#random;
    if (this.#coming !== undefined) return;
    if (random.chance(0.02)) return this.#mishap();
    if (random.chance(0.15)) {
      const angle = random.next() * 2 * Math.PI;
      this.#direction = { x: Math.cos(angle), y: Math.sin(angle) };
    }
    const { walker } = this;
    const facing = random.pick(facings);
    if (walker.place.state === 'sitting') {
      if (random.chance(0.2)) walker.claim(this.#standingUpTo ?? walker.place, { facing, state: 'idle' });
      return;
    }
    const seat = this.#space.seats.find(({ position }) => distance(position, walker.place) < seatReachTiles);
    if (seat !== undefined && random.chance(0.3)) {
      this.#standingUpTo = { x: walker.place.x, y: walker.place.y };
      return walker.claim(seat.position, { facing: seat.facing, state: 'sitting' });
    }
    const from = { position: quantise(walker.place), zoneId: walker.zoneId };
    const step = stepWalker(this.#space, knownRestrictions, from, this.#direction, turnSeconds);
    walker.claim(step.position, { facing, state: 'walking', ageMs: random.whole(60) });
  }

  /** Stands still. */
  async comeToRest(): Promise<void> {
    await this.#coming;
    const { walker } = this;
    if (walker.closeCode !== undefined) throw new Error(`The server closed it with ${walker.closeCode}.`);
    if (walker.place.state === 'walking')
      walker.claim(walker.place, { facing: walker.place.facing, state: 'idle' });
  }

  #mishap(): void {
    const random = this.#random;
    const kind = random.pick(['vanish', 'close', 'leave', 'second tab'] as const);
    if (kind === 'vanish') this.walker.vanish();
    if (kind === 'close') this.walker.webSocket.close();
    if (kind === 'leave') this.walker.send({ type: 'leave' });
    this.#coming = this.enter(random.chance(0.7)).finally(() => (this.#coming = undefined));
    // Looked at by `comeToRest`, which may be later than its failure.
    this.#coming.catch(() => undefined);
  }
}
