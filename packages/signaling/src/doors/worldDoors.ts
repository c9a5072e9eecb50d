import type { DoorShown, ServerMessageOf } from '@atrium/protocol';
import type { Door, DoorHold, DoorState, Role, SpaceChange, WorldSpace } from '@atrium/world';
import { canHoldDoor, doorAdmits, doorAtRest } from '@atrium/world';
import type { DoorLimits } from '../limits.ts';
import type { GateClaims } from '../worlds/gateClaims.ts';
import type { Person } from '../ports/identity.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import { DoorPasses } from './doorPasses.ts';

/** What Doors need to know of their World, as it is at the moment. */
export interface DoorSurroundings {
  readonly space: WorldSpace;
  readonly gates: GateClaims;
  readonly limits: DoorLimits;
  zone(zoneId: string): ZonePresence | undefined;
}

/** The Doors of a World: locked, held open or closed, in use, and who may go through all the same. */
export class WorldDoors {
  readonly passes = new DoorPasses();
  readonly #around: DoorSurroundings;
  readonly #locked = new Set<string>();
  readonly #held = new Map<string, DoorHold>();
  /** What everybody has been told, of Doors that are not at rest. */
  readonly #told = new Map<string, DoorShown>();

  constructor(around: DoorSurroundings) {
    this.#around = around;
  }

  state(doorId: string): DoorState {
    const locked = this.#locked.has(doorId);
    const held = this.#held.get(doorId) ?? null;
    return locked || held !== null ? { locked, held } : doorAtRest;
  }

  get locked(): readonly string[] {
    return [...this.#locked];
  }

  setLocked(doorId: string, isLocked: boolean): void {
    if (isLocked) this.#locked.add(doorId);
    else this.#locked.delete(doorId);
  }

  /** They are locked, and no others. */
  replaceLocked(doorIds: ReadonlySet<string>): void {
    this.#locked.clear();
    for (const doorId of doorIds) this.#locked.add(doorId);
  }

  hold(doorId: string, held: DoorHold): void {
    if (held === null) this.#held.delete(doorId);
    else this.#held.set(doorId, held);
  }

  /** Whether a Door lets a Role in without being asked. @param peopleInside as many as there are, if not said otherwise */
  admits(
    { id, access, leadsToZone }: Door,
    role: Role,
    peopleInside = this.#peopleBehind(leadsToZone),
  ): boolean {
    return doorAdmits(access, role, peopleInside, this.state(id));
  }

  /** Whether a Door does not let somebody in at this moment, leave that they were given included. */
  isClosedTo(person: Pick<Person, 'personId' | 'role'>, door: Door, nowMs: number): boolean {
    if (this.admits(door, person.role)) return false;
    // A lock is an Admin's, and nobody inside can give leave against it.
    if (this.#locked.has(door.id) && person.role !== 'Admin') return true;
    const zone = this.#around.zone(door.leadsToZone);
    return zone === undefined || !this.passes.has(person.personId, door.id, zone, nowMs);
  }

  /** Tells somebody who comes back which Doors let them through. */
  tellPasses({ person: { personId }, recipient }: Avatar, nowMs: number): void {
    for (const doorId of this.passes.doorsOf(personId)) {
      const zone = this.#around.zone(this.#around.space.door(doorId)?.leadsToZone ?? '');
      const passMs = zone === undefined ? 0 : this.passes.leftMs(personId, doorId, zone, nowMs);
      if (passMs > 0) recipient.send({ type: 'door.pass', doorId, passMs });
    }
  }

  /** Somebody has gone from one Zone to another. */
  zoneChanged(
    avatar: Avatar,
    from: ZonePresence,
    to: ZonePresence,
    gatheringIdOf: (zone: ZonePresence) => string,
    nowMs: number,
  ): void {
    for (const zone of to.chain) {
      if (from.chain.includes(zone)) continue;
      for (const { id } of this.#around.space.doorsTo(zone.info.id))
        this.passes.use(avatar.person.personId, id);
    }
    for (const zone of from.chain) {
      if (to.chain.includes(zone) || zone.peopleWithin === 0) continue;
      this.#letStepBack(avatar, zone, gatheringIdOf(zone), nowMs);
    }
  }

  /**
   * The World has changed. Who holds a Door holds it no more where it leads elsewhere or cannot be held so; leave to go
   * through one ends where it is another Door. Locks stay for all versions.
   */
  worldChanged({ before, after }: SpaceChange): void {
    for (const [doorId, held] of this.#held) {
      const door = after.door(doorId);
      const isSame = door !== undefined && before.door(doorId)?.leadsToZone === door.leadsToZone;
      if (!isSame || !canHoldDoor(door.access, held)) this.#held.delete(doorId);
    }
    this.passes.keepOnly((doorId) => isSameDoor(before.door(doorId), after.door(doorId)));
    for (const doorId of this.#told.keys()) if (after.door(doorId) === undefined) this.#told.delete(doorId);
  }

  /** Somebody was put from one Zone to another: leave to go in is used up, and they are given none to step back. */
  settled({ person: { personId } }: Avatar, from: ZonePresence, to: ZonePresence): void {
    for (const zone of to.chain) {
      if (from.chain.includes(zone)) continue;
      for (const { id } of this.#around.space.doorsTo(zone.info.id)) this.passes.use(personId, id);
    }
  }

  /** The last person has left a Zone: nobody is there any more to hold its Doors. */
  emptied(zone: ZonePresence): void {
    for (const { id } of this.#around.space.doorsTo(zone.info.id)) this.#held.delete(id);
  }

  /** What somebody who enters the World is told; `undefined` where every Door is as the World file says. */
  all(): ServerMessageOf<'door.states'> | undefined {
    return this.#told.size === 0 ? undefined : { type: 'door.states', doors: Object.fromEntries(this.#told) };
  }

  /** What everyone is to be told now, if anything has changed since the last time. */
  news(nowMs: number): ServerMessageOf<'door.states'> | undefined {
    this.passes.expire(nowMs);
    const doors: Record<string, DoorShown> = {};
    let isNews = false;
    for (const { id } of this.#around.space.world.doors) {
      const shown = this.#shown(id, nowMs);
      if (isSame(shown, this.#told.get(id) ?? shownAtRest)) continue;
      doors[id] = shown;
      isNews = true;
      if (isSame(shown, shownAtRest)) this.#told.delete(id);
      else this.#told.set(id, shown);
    }
    return isNews ? { type: 'door.states', doors } : undefined;
  }

  #shown(doorId: string, nowMs: number): DoorShown {
    return { ...this.state(doorId), inUse: this.#around.gates.isHeld(doorId, nowMs) };
  }

  #peopleBehind(zoneId: string): number {
    return this.#around.zone(zoneId)?.peopleWithin ?? 0;
  }

  #letStepBack({ person, recipient }: Avatar, zone: ZonePresence, gatheringId: string, nowMs: number): void {
    const passMs = this.#around.limits.stepBackMs;
    for (const door of this.#around.space.doorsTo(zone.info.id)) {
      this.passes.grant(person.personId, door.id, { untilMs: nowMs + passMs, gatheringId });
      if (!this.admits(door, person.role)) recipient.send({ type: 'door.pass', doorId: door.id, passMs });
    }
  }
}

/** Whether leave to go through one Door is leave to go through another. */
function isSameDoor(before: Door | undefined, after: Door | undefined): boolean {
  return (
    before !== undefined &&
    before.leadsToZone === after?.leadsToZone &&
    JSON.stringify(before.access) === JSON.stringify(after.access)
  );
}

const shownAtRest: DoorShown = { ...doorAtRest, inUse: false };

function isSame(a: DoorShown, b: DoorShown): boolean {
  return a.locked === b.locked && a.held === b.held && a.inUse === b.inUse;
}
