import type { CorrectionReason, DoorShown } from '@atrium/protocol';
import { doorAdmits } from '@atrium/world';
import type { Blocker, Gate, Position, Restrictions, Role, WorldSpace } from '@atrium/world';
import type { CourseRestrictions } from './planCourse.ts';

/** How long something that stopped the Avatar counts as solid, in ms, unless it is known to have opened before. */
const blockedForMs = {
  'door-closed': 3_000,
  occupied: 1_000,
  zone: 5_000,
  'zone-hopping': 2_000,
  seat: 2_000,
} as const;

interface TemporaryBlock {
  readonly reason: 'door-closed' | 'occupied' | 'zone-full' | 'zone-hopping' | 'seat';
  readonly untilMs: number;
  /** People in the Zone when it refused. */
  readonly people: number;
}

/**
 * What is closed to oneself: Doors by their access, the own Role and who is inside, and whatever the Signaling Server has
 * just stopped the Avatar at, which counts as solid for a while so that one mistake costs one correction.
 */
export class OwnRestrictions implements Restrictions {
  readonly #space: WorldSpace;
  readonly #zoneCounts: ReadonlyMap<string, number>;
  readonly #blocks = new Map<string, TemporaryBlock>();
  #doors: ReadonlyMap<string, DoorShown> = new Map();
  /** Until when, in ms, a Door lets this person through, once, although it is closed to them. */
  readonly #passes = new Map<string, number>();
  #role: Role = 'Guest';
  #nowMs = 0;
  #isTaken: (place: Position) => boolean = () => false;

  constructor(space: WorldSpace, zoneCounts: ReadonlyMap<string, number>) {
    this.#space = space;
    this.#zoneCounts = zoneCounts;
  }

  set role(role: Role) {
    this.#role = role;
  }

  /** The time, in ms, for which the answers hold from now on. */
  set nowMs(nowMs: number) {
    this.#nowMs = nowMs;
  }

  /** How to find out whether somebody else stands at a place. */
  set takenBy(isTaken: (place: Position) => boolean) {
    this.#isTaken = isTaken;
  }

  get role(): Role {
    return this.#role;
  }

  /** @param doors how those Doors are that are not at rest */
  doorsChanged(doors: ReadonlyMap<string, DoorShown>): void {
    this.#doors = doors;
    this.countsChanged();
  }

  /** @param untilMs on the clock of `Timers` */
  letThrough(doorId: string, untilMs: number): void {
    this.#passes.set(doorId, untilMs);
    this.#blocks.delete(doorId);
  }

  /** The World is another version: what stopped the Avatar, and what lets it through, is told anew. */
  worldChanged(): void {
    this.#blocks.clear();
    this.#passes.clear();
  }

  /** One is in a Zone: a pass for its Doors was for once. */
  zoneEntered(zoneId: string): void {
    for (const link of this.#space.zones.chain(zoneId)) {
      for (const { id } of this.#space.doorsTo(link)) this.#passes.delete(id);
    }
  }

  refusesGate(gate: Gate): 'door-closed' | 'occupied' | undefined {
    const block = this.#blockOf(gate.id);
    if (block?.reason === 'door-closed' || block?.reason === 'occupied') return block.reason;
    return gate.kind === 'door' && this.closesDoor(gate.id) ? 'door-closed' : undefined;
  }

  closesDoor(doorId: string): boolean {
    const door = this.#space.door(doorId);
    if (door === undefined) return false;
    const state = this.#doors.get(doorId);
    if (doorAdmits(door.access, this.#role, this.#peopleIn(door.leadsToZone), state)) return false;
    if (state?.locked === true && this.#role !== 'Admin') return true;
    return this.#nowMs >= (this.#passes.get(doorId) ?? 0);
  }

  refusesZone(zoneId: string): boolean {
    return this.#blockOf(zoneId) !== undefined;
  }

  refusesSeat(seatId: string): boolean {
    return this.#blockOf(seatId) !== undefined;
  }

  /** These restrictions, but for people in Doors and passages: they will be gone when one gets there. */
  get forPlanning(): CourseRestrictions {
    return {
      isTaken: (place) => this.#isTaken(place),
      refusesGate: (gate) => (this.refusesGate(gate) === 'door-closed' ? 'door-closed' : undefined),
      closesDoor: (doorId) => this.closesDoor(doorId),
      refusesZone: (zoneId) => this.refusesZone(zoneId),
    };
  }

  /**
   * The server has stopped the Avatar.
   *
   * @returns whether the blocker now counts as solid; if not, the Avatar has to be kept from trying again otherwise
   */
  block(reason: CorrectionReason, blocker: Blocker | undefined): boolean {
    if (blocker === undefined || !('id' in blocker) || blocker.kind === 'object') return false;
    const { id, kind } = blocker;
    const people = this.#peopleIn(id);
    const add = (block: Omit<TemporaryBlock, 'people' | 'untilMs'>, forMs: number) => {
      this.#blocks.set(id, { ...block, people, untilMs: this.#nowMs + forMs });
      return true;
    };
    switch (kind) {
      case 'door':
      case 'passage': {
        const gateReason = reason === 'door-closed' ? 'door-closed' : 'occupied';
        return add({ reason: gateReason }, blockedForMs[gateReason]);
      }
      case 'zone':
        if (reason === 'zone-hopping') return add({ reason }, blockedForMs[reason]);
        return add({ reason: 'zone-full' }, blockedForMs.zone);
      case 'seat':
        // A seat that is in the way is solid anyhow.
        if (reason === 'blocked') return false;
        return add({ reason: 'seat' }, blockedForMs.seat);
    }
  }

  /** Head counts have changed: what was refused because of them may be open again. */
  countsChanged(): void {
    for (const [id, block] of this.#blocks) {
      const hasRoom = block.reason === 'zone-full' && this.#peopleIn(id) < block.people;
      const admits = block.reason === 'door-closed' && !this.closesDoor(id);
      if (hasRoom || admits) this.#blocks.delete(id);
    }
  }

  /** People in a Zone, those in Zones within it included. */
  #peopleIn(zoneId: string): number {
    let people = 0;
    for (const [countedId, count] of this.#zoneCounts) {
      if (this.#space.zones.chain(countedId).includes(zoneId)) people += count;
    }
    return people;
  }

  #blockOf(id: string): TemporaryBlock | undefined {
    const block = this.#blocks.get(id);
    if (block === undefined || this.#nowMs < block.untilMs) return block;
    this.#blocks.delete(id);
    return undefined;
  }
}
