import type { Gate, Restrictions, WorldSpace } from '@atrium/world';
import type { Avatar } from '../presence/avatar.ts';
import type { ZonePresence } from '../presence/zonePresence.ts';
import type { FeatureHooks } from './featureHooks.ts';
import type { GateClaims } from './gateClaims.ts';

/** What is closed to one Avatar at one moment. One object serves the whole World, set to each Avatar in turn. */
export class PersonalRestrictions implements Restrictions {
  readonly #space: WorldSpace;
  readonly #gates: GateClaims;
  readonly #hooks: FeatureHooks;
  readonly #zone: (zoneId: string) => ZonePresence | undefined;
  #avatar: Avatar | undefined;
  #nowMs = 0;

  constructor(
    space: WorldSpace,
    gates: GateClaims,
    hooks: FeatureHooks,
    zone: (zoneId: string) => ZonePresence | undefined,
  ) {
    this.#space = space;
    this.#gates = gates;
    this.#hooks = hooks;
    this.#zone = zone;
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
    const isRefused =
      this.#avatar !== undefined && this.#hooks.refusesZone(this.#avatar.person, zoneId, this.#nowMs);
    return isRefused || (this.#zone(zoneId)?.isFull ?? false);
  }

  closesDoor(doorId: string): boolean {
    const door = this.#space.door(doorId);
    if (door === undefined || this.#avatar === undefined) return false;
    return this.#hooks.doorFor(this.#avatar.person, door, this.#nowMs) === 'closed';
  }
}
