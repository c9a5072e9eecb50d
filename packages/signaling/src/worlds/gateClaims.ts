import type { Gate, WorldSpace } from '@atrium/world';
import type { Avatar } from '../presence/avatar.ts';

/** When a claim ends without its holder leaving, in ms. */
export interface GateClaimLimits {
  readonly gateIdleMs: number;
  readonly gateHeldMs: number;
}

/** Who holds one Door or passage. */
interface GateClaim {
  holder: Avatar | undefined;
  enteredAtMs: number;
  movedAtMs: number;
  /** Who came in last, and when they went: stepping out and in again is still the same stay. */
  lastHolder: Avatar | undefined;
  leftAtMs: number;
}

function unclaimed(): GateClaim {
  return { holder: undefined, enteredAtMs: 0, movedAtMs: 0, lastHolder: undefined, leftAtMs: 0 };
}

/**
 * Doors and passages hold one person at a time. A claim begins on entering and ends on leaving; it lapses when its
 * holder stands still in there or takes too long, and then only staying away for a while makes a new one.
 */
export class GateClaims {
  readonly #limits: GateClaimLimits;
  #space: WorldSpace;
  #byGate: ReadonlyMap<string, GateClaim>;

  constructor(space: WorldSpace, limits: GateClaimLimits) {
    this.#limits = limits;
    this.#space = space;
    this.#byGate = new Map(space.gates.map((gate) => [gate.id, unclaimed()]));
  }

  /** The World has changed: claims on gates that still exist last until the Avatar is settled. */
  worldChanged(space: WorldSpace): void {
    this.#space = space;
    this.#byGate = new Map(space.gates.map(({ id }) => [id, this.#byGate.get(id) ?? unclaimed()]));
  }

  /** To be called for everybody when the World has changed and they are where they are now. */
  settle(avatar: Avatar, nowMs: number): void {
    const gate = this.#space.gateAt(avatar.position);
    if (gate !== undefined && gate.id === avatar.gate?.id) avatar.gate = gate;
    else this.update(avatar, nowMs, true);
  }

  /** Whether somebody is in the gate and has not been there for too long. */
  isHeld(gateId: string, nowMs: number): boolean {
    const claim = this.#byGate.get(gateId);
    return claim?.holder !== undefined && !this.#hasLapsed(claim, nowMs);
  }

  /** Whether somebody else is in the gate and has not been there for too long. */
  isHeldAgainst(avatar: Avatar | undefined, gate: Gate, nowMs: number): boolean {
    const claim = this.#byGate.get(gate.id);
    return claim?.holder !== undefined && claim.holder !== avatar && !this.#hasLapsed(claim, nowMs);
  }

  /**
   * To be called whenever an Avatar has come to a place. @param hasMoved whether it was elsewhere before; turning on
   * the spot holds nothing
   */
  update(avatar: Avatar, nowMs: number, hasMoved: boolean): void {
    const gate = this.#space.gateAt(avatar.position);
    if (gate === avatar.gate) {
      if (gate !== undefined) this.#prolong(avatar, gate, nowMs, hasMoved);
      return;
    }
    this.release(avatar, nowMs);
    avatar.gate = gate;
    const claim = gate && this.#byGate.get(gate.id);
    if (gate === undefined || claim === undefined || this.isHeldAgainst(avatar, gate, nowMs)) return;
    const isBack = claim.lastHolder === avatar && nowMs - claim.leftAtMs < this.#limits.gateIdleMs;
    claim.holder = avatar;
    claim.lastHolder = avatar;
    if (!isBack) claim.enteredAtMs = nowMs;
    claim.movedAtMs = nowMs;
  }

  /** The Avatar has left the gate it was in, if it was in any. */
  release(avatar: Avatar, nowMs: number): void {
    if (avatar.gate === undefined) return;
    const claim = this.#byGate.get(avatar.gate.id);
    if (claim?.holder === avatar) claim.holder = undefined;
    if (claim?.lastHolder === avatar) claim.leftAtMs = nowMs;
    avatar.gate = undefined;
  }

  #prolong(avatar: Avatar, gate: Gate, nowMs: number, hasMoved: boolean): void {
    const claim = this.#byGate.get(gate.id);
    if (claim?.holder !== avatar) return;
    if (this.#hasLapsed(claim, nowMs)) claim.holder = undefined;
    else if (hasMoved) claim.movedAtMs = nowMs;
  }

  #hasLapsed(claim: GateClaim, nowMs: number): boolean {
    return (
      nowMs - claim.movedAtMs >= this.#limits.gateIdleMs ||
      nowMs - claim.enteredAtMs >= this.#limits.gateHeldMs
    );
  }
}
