import type { Gate, Restrictions, WorldSpace } from '@atrium/world';
import type { WorldDoors } from '../doors/worldDoors.ts';
import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { GateClaims } from './gateClaims.ts';

/** What is closed to one Avatar at one moment. One object serves the whole World, set to each Avatar in turn. */
export class PersonalRestrictions implements Restrictions {
  readonly #space: WorldSpace;
  readonly #gates: GateClaims;
  readonly #doors: WorldDoors;
  readonly #zone: (zoneId: string) => ZonePresence | undefined;
  readonly #isExcluded: (avatar: Avatar, zoneId: string, nowMs: number) => boolean;
  #avatar: Avatar | undefined;
  #nowMs = 0;

  constructor(
    space: WorldSpace,
    gates: GateClaims,
    doors: WorldDoors,
    zone: (zoneId: string) => ZonePresence | undefined,
    isExcluded: (avatar: Avatar, zoneId: string, nowMs: number) => boolean,
  ) {
    this.#space = space;
    this.#gates = gates;
    this.#doors = doors;
    this.#zone = zone;
    this.#isExcluded = isExcluded;
  }

  /** Holds until the next call. */
  of(avatar: Avatar, nowMs: number): Restrictions {
    this.#avatar = avatar;
    this.#nowMs = nowMs;
    return this;
  }

  refusesGate(gate: Gate): 'door-closed' | 'occupied' | undefined {
    // Asked first: a closed Door does not stop those who come from inside, but someone in it does.
    if (this.#gates.isHeldAgainst(this.#avatar, gate, this.#nowMs)) return 'occupied';
    return gate.kind === 'door' && this.closesDoor(gate.id) ? 'door-closed' : undefined;
  }

  refusesZone(zoneId: string): boolean {
    if (this.#avatar !== undefined && this.#isExcluded(this.#avatar, zoneId, this.#nowMs)) return true;
    return this.#zone(zoneId)?.isFull ?? false;
  }

  closesDoor(doorId: string): boolean {
    const door = this.#space.door(doorId);
    if (door === undefined || this.#avatar === undefined) return false;
    return this.#doors.isClosedTo(this.#avatar, door, this.#nowMs);
  }
}
